import * as z from "zod";
import { accessModes } from "./link.ts";

/** The sandbox's banks take 16 characters. Source: Belvo, "Test in sandbox". */
const Username = z.string().min(1).max(16);
const Password = z.string().min(1).max(16);
const Code = z.string().regex(/^\d{6}$/);
const CredentialsStorage = z.string();
const StaleIn = z.string().regex(/^\d{1,3}d$/);

/** Source: Belvo's OpenAPI files of 2023 (banks) and 2026 (`fetch_resources`, `stale_in`). */
export const RegisterBody = z.object({
  institution: z.string().min(1),
  username: Username,
  password: Password,
  username2: z.string().optional(),
  username3: z.string().optional(),
  password2: Password.optional(),
  username_type: z.string().optional(),
  token: Code.optional(),
  external_id: z.string().min(3).max(256).optional(),
  access_mode: z.enum(accessModes).default("recurrent"),
  fetch_historical: z.boolean().optional(),
  credentials_storage: CredentialsStorage.optional(),
  fetch_resources: z.array(z.string()).optional(),
  stale_in: StaleIn.default("365d"),
});
export type RegisterBody = z.infer<typeof RegisterBody>;

/** A new secret for a link. The person's name at the bank cannot be changed. */
export const UpdateBody = z.object({
  password: Password.optional(),
  password2: Password.optional(),
  token: Code.optional(),
});
export type UpdateBody = z.infer<typeof UpdateBody>;

/** Source: Belvo's OpenAPI file, `PatchBody`. */
export const ResumeBody = z.object({
  session: z.string().regex(/^[a-f0-9]{32}$/),
  link: z.guid(),
  token: Code.optional(),
});
export type ResumeBody = z.infer<typeof ResumeBody>;

/** Source: Belvo's OpenAPI files; that of 2023 has `access_mode` only, and requires it. */
export const ChangeBody = z.object({
  access_mode: z.enum(accessModes).optional(),
  fetch_resources: z.array(z.string()).optional(),
  stale_in: StaleIn.optional(),
});
export type ChangeBody = z.infer<typeof ChangeBody>;

/** Source: Belvo's OpenAPI file, `StandardRequest`. */
export const FetchBody = z.object({
  link: z.guid(),
  token: Code.optional(),
  save_data: z.boolean().default(true),
});

export const ResumeFetchBody = ResumeBody.extend({ save_data: z.boolean().default(true) });

export const RefreshBody = z.object({
  fetch_resources: z.array(z.string()).optional(),
  token: Code.optional(),
});
