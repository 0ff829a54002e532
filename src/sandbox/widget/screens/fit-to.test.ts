import { expect, it } from "vitest";
import { formFields } from "../../institutions/form-fields.ts";
import { fitTo } from "./fit-to.ts";

const [curp, email] = formFields.identity;

it.each([
  [curp.validation, curp.placeholder, curp.placeholder],
  [curp.validation, " blpm951331ionvgr54 ", "BLPM951331IONVGR54"],
  [curp.validation, "BLPM951331", ""],
  [email.validation, " Ines@example.com", "Ines@example.com"],
  [email.validation, "ines", ""],
  ["(?P<python>", "anything", "anything"],
])("what fits %s of %j is %j", (validation, value, expected) => {
  expect(fitTo(validation, value)).toBe(expected);
});
