import * as v from "valibot";
import { Int, IsoTime, Url } from "#contract/formats.ts";
import { Day } from "../../sandbox/http/formats.ts";

/** Shapes of answers as Belvo's OpenAPI files publish them (v1.35.0 and v1.223.0), for tests. */

const Uuid = v.pipe(
  v.string(),
  v.regex(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i),
);
const Int32 = v.pipe(Int, v.minValue(-(2 ** 31)), v.maxValue(2 ** 31 - 1));
const Jwt = v.pipe(v.string(), v.jwsCompact());
const Hex32 = v.pipe(v.string(), v.regex(/^[a-f0-9]{32}$/));

export const PublishedLink = v.strictObject({
  id: Uuid,
  institution: v.pipe(v.string(), v.regex(/^[a-z]+_[a-z]{2}_[a-z]+$/)),
  access_mode: v.nullable(v.picklist(["single", "recurrent"])),
  last_accessed_at: v.nullable(v.pipe(IsoTime, v.regex(/\.\d{3}Z$/))),
  created_at: v.pipe(IsoTime, v.regex(/\.\d{6}Z$/)),
  external_id: v.nullable(v.pipe(v.string(), v.minLength(3), v.maxLength(256))),
  institution_user_id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9\-=_]{44}$/)),
  status: v.picklist(["valid", "invalid", "unconfirmed", "token_required"]),
  created_by: Uuid,
  refresh_rate: v.nullable(v.picklist(["6h", "12h", "24h", "7d", "30d"])),
  credentials_storage: v.pipe(v.string(), v.regex(/^(store|nostore|\d{1,3}d)$/)),
  fetch_resources: v.array(v.string()),
  stale_in: v.pipe(v.string(), v.regex(/^\d{1,3}d$/)),
});
export type PublishedLink = v.InferOutput<typeof PublishedLink>;

export function publishedPage<T>(item: v.GenericSchema<unknown, T>) {
  return v.strictObject({
    count: Int,
    next: v.nullable(Url),
    previous: v.nullable(Url),
    results: v.array(item),
  });
}

export const PublishedErrors = v.pipe(
  v.array(
    v.looseObject({
      code: v.string(),
      message: v.string(),
      request_id: Hex32,
      field: v.optional(v.string()),
    }),
  ),
  v.minLength(1),
);

export const PublishedTokenRequired = v.strictTuple([
  v.strictObject({
    code: v.literal("token_required"),
    message: v.literal("A MFA token is required by the institution to login"),
    request_id: Hex32,
    session: Hex32,
    expiry: Int32,
    link: Uuid,
    token_generation_data: v.optional(
      v.strictObject({
        instructions: v.string(),
        type: v.string(),
        value: v.string(),
        expects_user_input: v.boolean(),
      }),
    ),
  }),
]);

export const PublishedWidgetToken = v.strictObject({ access: Jwt, refresh: Jwt });

const FormField = v.looseObject({
  name: v.string(),
  type: v.string(),
  label: v.string(),
  validation: v.string(),
  placeholder: v.string(),
  validation_message: v.string(),
  values: v.optional(v.array(v.looseObject({ code: v.string(), label: v.string() }))),
});

export const PublishedInstitution = v.strictObject({
  id: Int32,
  name: v.pipe(v.string(), v.regex(/^[a-z]+_[a-z]{2}_[a-z]+$/)),
  type: v.picklist(["bank", "fiscal", "employment"]),
  website: v.nullable(v.string()),
  display_name: v.string(),
  country_code: v.string(),
  country_codes: v.array(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  primary_color: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  logo: v.nullable(Url),
  icon_logo: v.nullable(Url),
  text_logo: v.nullable(Url),
  form_fields: v.array(FormField),
  features: v.array(v.strictObject({ name: v.string(), description: v.string() })),
  resources: v.array(v.string()),
  integration_type: v.picklist(["credentials", "openfinance"]),
  status: v.picklist(["healthy", "down"]),
  openbanking_information: v.nullable(v.looseObject({})),
});

const CreditData = v.strictObject({
  collected_at: v.nullable(IsoTime),
  credit_limit: v.nullable(v.number()),
  cutting_date: v.nullable(Day),
  next_payment_date: v.nullable(Day),
  minimum_payment: v.nullable(v.number()),
  no_interest_payment: v.nullable(v.number()),
  interest_rate: v.nullable(v.number()),
});

export const PublishedAccount = v.strictObject({
  id: Uuid,
  link: v.nullable(Uuid),
  institution: v.strictObject({ name: v.string(), type: PublishedInstitution.entries.type }),
  collected_at: IsoTime,
  created_at: IsoTime,
  last_accessed_at: v.nullable(IsoTime),
  category: v.nullable(v.picklist(["CHECKING_ACCOUNT", "CREDIT_CARD"])),
  balance_type: v.nullable(v.picklist(["ASSET", "LIABILITY"])),
  type: v.nullable(v.string()),
  name: v.nullable(v.string()),
  number: v.nullable(v.string()),
  balance: v.strictObject({
    current: v.nullable(v.number()),
    available: v.nullable(v.number()),
  }),
  currency: v.nullable(v.picklist(["MXN", "COP", "BRL"])),
  public_identification_name: v.nullable(v.string()),
  public_identification_value: v.nullable(v.string()),
  credit_data: v.nullable(CreditData),
  loan_data: v.null(),
  funds_data: v.null(),
  receivables_data: v.null(),
  bank_product_id: v.null(),
  internal_identification: v.null(),
});

export const PublishedOwner = v.strictObject({
  id: Uuid,
  link: Uuid,
  internal_identification: v.nullable(v.string()),
  collected_at: v.nullable(IsoTime),
  created_at: IsoTime,
  display_name: v.nullable(v.pipe(v.string(), v.maxLength(128))),
  email: v.nullable(v.pipe(v.string(), v.email())),
  phone_number: v.nullable(v.string()),
  address: v.nullable(v.string()),
  document_id: v.nullable(
    v.strictObject({
      document_type: v.nullable(v.picklist(["CPF", "CNPJ", "CC", "NIT", "CURP", "NISS"])),
      document_number: v.nullable(v.string()),
    }),
  ),
  first_name: v.null(),
  last_name: v.null(),
  second_last_name: v.null(),
});

export const PublishedBalance = v.strictObject({
  id: Uuid,
  account: PublishedAccount,
  value_date: Day,
  balance: v.number(),
  current_balance: v.nullable(v.number()),
  statement: v.null(),
  collected_at: v.nullable(IsoTime),
});

export const PublishedTransaction = v.strictObject({
  id: Uuid,
  account: PublishedAccount,
  internal_identification: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$/)),
  collected_at: v.nullable(IsoTime),
  created_at: IsoTime,
  value_date: Day,
  accounting_date: v.nullable(IsoTime),
  amount: v.nullable(v.number()),
  balance: v.nullable(v.number()),
  currency: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  description: v.nullable(v.string()),
  observations: v.nullable(v.string()),
  merchant: v.nullable(
    v.strictObject({
      logo: v.nullable(v.string()),
      website: v.nullable(v.string()),
      merchant_name: v.string(),
    }),
  ),
  category: v.picklist([
    "Bills & Utilities",
    "Food & Groceries",
    "Home & Life",
    "Income & Payments",
    "Online Platforms & Leisure",
    "Transport & Travel",
  ]),
  subcategory: v.nullable(v.string()),
  reference: v.nullable(v.pipe(v.string(), v.maxLength(128))),
  type: v.picklist(["INFLOW", "OUTFLOW"]),
  status: v.picklist(["PENDING", "PROCESSED", "UNCATEGORIZED"]),
  credit_card_data: v.null(),
});

/** Source: Belvo, "Webhooks". */
export const PublishedWebhook = v.strictObject({
  webhook_id: Hex32,
  webhook_type: v.picklist(["LINK", "ACCOUNTS", "OWNERS", "TRANSACTIONS"]),
  process_type: v.optional(v.picklist(["historical_update", "recurrent_update"])),
  webhook_code: v.string(),
  link_id: Uuid,
  request_id: Uuid,
  external_id: v.nullable(v.string()),
  data: v.looseObject({}),
});
