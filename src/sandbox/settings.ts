import * as z from "zod";

const Settings = z
  .object({
    SANDBOX_PORT: z
      .string()
      .regex(/^\d{1,5}$/, { error: "must be a port number" })
      .transform(Number)
      .refine((port) => port <= 65_535, { error: "must be at most 65535" })
      .default(4010),
    SANDBOX_SECRET_ID: z.string().min(1, { error: "must not be empty" }).default("sandbox-id"),
    SANDBOX_SECRET_PASSWORD: z
      .string()
      .min(1, { error: "must not be empty" })
      .default("sandbox-password"),
    SANDBOX_CALLERS: z
      .string()
      .regex(/^[^=,]+=\d{1,6}(,[^=,]+=\d{1,6})*$/, {
        error: "must be NAME=REQUESTS, several separated by commas",
      })
      .transform((text) =>
        Object.fromEntries(
          text.split(",").map((part) => {
            const [name = "", requests] = part.split("=");
            return [name.trim(), Number(requests)];
          }),
        ),
      )
      .optional(),
    NODE_ENV: z
      .string()
      .refine((mode) => mode !== "production", {
        error: "is production: the sandbox is for trying things out only",
      })
      .optional(),
  })
  .transform((env) => ({
    port: env.SANDBOX_PORT,
    secretId: env.SANDBOX_SECRET_ID,
    secretPassword: env.SANDBOX_SECRET_PASSWORD,
    limits: env.SANDBOX_CALLERS ? { callers: env.SANDBOX_CALLERS } : {},
  }));

type Settings = z.infer<typeof Settings>;

/** Settings that cannot be used, each named. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** @throws {SettingsError} With one line for each bad setting. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const result = Settings.safeParse(env);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  throw new SettingsError(`The sandbox cannot start:\n  ${lines.join("\n  ")}`);
}
