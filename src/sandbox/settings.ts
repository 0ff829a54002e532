import * as v from "valibot";

const Settings = v.pipe(
  v.object({
    SANDBOX_PORT: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d{1,5}$/, "must be a port number"),
        v.transform(Number),
        v.check((port) => port <= 65_535, "must be at most 65535"),
      ),
      "4010",
    ),
    SANDBOX_SECRET_ID: v.optional(
      v.pipe(v.string(), v.minLength(1, "must not be empty")),
      "sandbox-id",
    ),
    SANDBOX_SECRET_PASSWORD: v.optional(
      v.pipe(v.string(), v.minLength(1, "must not be empty")),
      "sandbox-password",
    ),
    SANDBOX_CALLERS: v.optional(
      v.pipe(
        v.string(),
        v.regex(
          /^[^=,]+=\d{1,6}(,[^=,]+=\d{1,6})*$/,
          "must be NAME=REQUESTS, several separated by commas",
        ),
        v.transform((text) =>
          Object.fromEntries(
            text.split(",").map((part) => {
              const [name = "", requests] = part.split("=");
              return [name.trim(), Number(requests)];
            }),
          ),
        ),
      ),
    ),
    NODE_ENV: v.optional(
      v.pipe(
        v.string(),
        v.check(
          (mode) => mode !== "production",
          "is production: the sandbox is for trying things out only",
        ),
      ),
    ),
  }),
  v.transform((env) => ({
    port: env.SANDBOX_PORT,
    secretId: env.SANDBOX_SECRET_ID,
    secretPassword: env.SANDBOX_SECRET_PASSWORD,
    limits: env.SANDBOX_CALLERS ? { callers: env.SANDBOX_CALLERS } : {},
  })),
);

type Settings = v.InferOutput<typeof Settings>;

/** Settings that cannot be used, each named. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** @throws {SettingsError} With one line for each bad setting. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const result = v.safeParse(Settings, env);
  if (result.success) return result.output;
  const lines = result.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`);
  throw new SettingsError(`The sandbox cannot start:\n  ${lines.join("\n  ")}`);
}
