import type { FormField } from "./institution.ts";

const username: FormField = {
  name: "username",
  type: "text",
  label: "Username",
  validation: "^[a-zA-Z0-9_]{1,16}$",
  placeholder: "user_valid",
  validation_message: "Up to 16 letters, digits and underscores",
};

const password: FormField = {
  name: "password",
  type: "password",
  label: "Password",
  validation: "^.{1,16}$",
  placeholder: "pass_valid",
  validation_message: "Up to 16 characters",
};

const token: FormField = {
  name: "token",
  type: "number",
  label: "Token",
  validation: "^\\d{6}$",
  placeholder: "111111",
  validation_message: "Six digits",
  length: "6",
  optional: true,
};

/** Source: Belvo, "Test in sandbox", Iron Bank. */
const documentType: FormField = {
  name: "username_type",
  type: "select",
  label: "Document",
  validation: "^\\d{3}$",
  placeholder: "",
  validation_message: "Choose a document",
  values: [
    { code: "001", label: "Cédula de Ciudadanía" },
    { code: "002", label: "Cédula de Extranjería" },
    { code: "003", label: "Pasaporte" },
  ],
};

/**
 * What an employment institution takes, which knows no passwords.
 *
 * Source: Belvo's OpenAPI file, the body of `POST /api/links/` for employment in Mexico; the sample is
 * that of its examples.
 */
const curp: FormField = {
  name: "username",
  type: "text",
  label: "CURP",
  validation: "^[A-Z]{4}\\d{6}[A-Z]{6}[A-Z\\d]\\d$",
  placeholder: "BLPM951331IONVGR54",
  validation_message: "18 letters and digits",
  length: "18",
};

const email: FormField = {
  name: "username2",
  type: "email",
  label: "Email",
  validation: "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
  placeholder: "ines@example.com",
  validation_message: "An e-mail address",
};

export const formFields = {
  plain: [username, password],
  withToken: [username, password, token],
  identity: [curp, email],
  advanced: [
    documentType,
    username,
    { ...username, name: "username2", label: "Second username", placeholder: "valid" },
    password,
    { ...password, name: "password2", label: "Second password", placeholder: "valid" },
  ],
} as const satisfies Record<string, readonly FormField[]>;
