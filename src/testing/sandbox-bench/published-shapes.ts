import * as z from "zod";

/** Shapes of answers as Belvo's OpenAPI files publish them (v1.35.0 and v1.223.0), for tests. */

const Uuid = z.uuidv4();
const Hex32 = z.string().regex(/^[a-f0-9]{32}$/);
const DateTime = z.iso.datetime();

export const PublishedLink = z.strictObject({
  id: Uuid,
  institution: z.string().regex(/^[a-z]+_[a-z]{2}_[a-z]+$/),
  access_mode: z.enum(["single", "recurrent"]).nullable(),
  last_accessed_at: DateTime.regex(/\.\d{3}Z$/).nullable(),
  created_at: DateTime.regex(/\.\d{6}Z$/),
  external_id: z.string().min(3).max(256).nullable(),
  institution_user_id: z.string().regex(/^[A-Za-z0-9\-=_]{44}$/),
  status: z.enum(["valid", "invalid", "unconfirmed", "token_required"]),
  created_by: Uuid,
  refresh_rate: z.enum(["6h", "12h", "24h", "7d", "30d"]).nullable(),
  credentials_storage: z.string().regex(/^(store|nostore|\d{1,3}d)$/),
  fetch_resources: z.array(z.string()),
  stale_in: z.string().regex(/^\d{1,3}d$/),
});
export type PublishedLink = z.infer<typeof PublishedLink>;

export function publishedPage<T>(item: z.ZodType<T>) {
  return z.strictObject({
    count: z.int(),
    next: z.url().nullable(),
    previous: z.url().nullable(),
    results: z.array(item),
  });
}

export const PublishedErrors = z
  .array(
    z.looseObject({
      code: z.string(),
      message: z.string(),
      request_id: Hex32,
      field: z.string().optional(),
    }),
  )
  .min(1);

export const PublishedTokenRequired = z.tuple([
  z.strictObject({
    code: z.literal("token_required"),
    message: z.literal("A MFA token is required by the institution to login"),
    request_id: Hex32,
    session: Hex32,
    expiry: z.int32(),
    link: Uuid,
    token_generation_data: z
      .strictObject({
        instructions: z.string(),
        type: z.string(),
        value: z.string(),
        expects_user_input: z.boolean(),
      })
      .optional(),
  }),
]);

export const PublishedWidgetToken = z.strictObject({ access: z.jwt(), refresh: z.jwt() });

const FormField = z.looseObject({
  name: z.string(),
  type: z.string(),
  label: z.string(),
  validation: z.string(),
  placeholder: z.string(),
  validation_message: z.string(),
  values: z.array(z.looseObject({ code: z.string(), label: z.string() })).optional(),
});

export const PublishedInstitution = z.strictObject({
  id: z.int32(),
  name: z.string().regex(/^[a-z]+_[a-z]{2}_[a-z]+$/),
  type: z.enum(["bank", "fiscal", "employment"]),
  website: z.string().nullable(),
  display_name: z.string(),
  country_code: z.string(),
  country_codes: z.array(z.string().regex(/^[A-Z]{2}$/)),
  primary_color: z.string().regex(/^#[0-9a-f]{6}$/),
  logo: z.url().nullable(),
  icon_logo: z.url().nullable(),
  text_logo: z.url().nullable(),
  form_fields: z.array(FormField),
  features: z.array(z.strictObject({ name: z.string(), description: z.string() })),
  resources: z.array(z.string()),
  integration_type: z.enum(["credentials", "openfinance"]),
  status: z.enum(["healthy", "down"]),
  openbanking_information: z.looseObject({}).nullable(),
});

const CreditData = z.strictObject({
  collected_at: DateTime.nullable(),
  credit_limit: z.number().nullable(),
  cutting_date: z.iso.date().nullable(),
  next_payment_date: z.iso.date().nullable(),
  minimum_payment: z.number().nullable(),
  no_interest_payment: z.number().nullable(),
  interest_rate: z.number().nullable(),
});

export const PublishedAccount = z.strictObject({
  id: Uuid,
  link: Uuid.nullable(),
  institution: z.strictObject({ name: z.string(), type: PublishedInstitution.shape.type }),
  collected_at: DateTime,
  created_at: DateTime,
  last_accessed_at: DateTime.nullable(),
  category: z.enum(["CHECKING_ACCOUNT", "CREDIT_CARD"]).nullable(),
  balance_type: z.enum(["ASSET", "LIABILITY"]).nullable(),
  type: z.string().nullable(),
  name: z.string().nullable(),
  number: z.string().nullable(),
  balance: z.strictObject({
    current: z.number().nullable(),
    available: z.number().nullable(),
  }),
  currency: z.enum(["MXN", "COP", "BRL"]).nullable(),
  public_identification_name: z.string().nullable(),
  public_identification_value: z.string().nullable(),
  credit_data: CreditData.nullable(),
  loan_data: z.null(),
  funds_data: z.null(),
  receivables_data: z.null(),
  bank_product_id: z.null(),
  internal_identification: z.null(),
});

export const PublishedOwner = z.strictObject({
  id: Uuid,
  link: Uuid,
  internal_identification: z.string().nullable(),
  collected_at: DateTime.nullable(),
  created_at: DateTime,
  display_name: z.string().max(128).nullable(),
  email: z.email().nullable(),
  phone_number: z.string().nullable(),
  address: z.string().nullable(),
  document_id: z
    .strictObject({
      document_type: z.enum(["CPF", "CNPJ", "CC", "NIT", "CURP", "NISS"]).nullable(),
      document_number: z.string().nullable(),
    })
    .nullable(),
  first_name: z.null(),
  last_name: z.null(),
  second_last_name: z.null(),
});

export const PublishedBalance = z.strictObject({
  id: Uuid,
  account: PublishedAccount,
  value_date: z.iso.date(),
  balance: z.number(),
  current_balance: z.number().nullable(),
  statement: z.null(),
  collected_at: DateTime.nullable(),
});

export const PublishedTransaction = z.strictObject({
  id: Uuid,
  account: PublishedAccount,
  internal_identification: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$/),
  collected_at: DateTime.nullable(),
  created_at: DateTime,
  value_date: z.iso.date(),
  accounting_date: DateTime.nullable(),
  amount: z.number().nullable(),
  balance: z.number().nullable(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  description: z.string().nullable(),
  observations: z.string().nullable(),
  merchant: z
    .strictObject({
      logo: z.string().nullable(),
      website: z.string().nullable(),
      merchant_name: z.string(),
    })
    .nullable(),
  category: z.enum([
    "Bills & Utilities",
    "Food & Groceries",
    "Home & Life",
    "Income & Payments",
    "Online Platforms & Leisure",
    "Transport & Travel",
  ]),
  subcategory: z.string().nullable(),
  reference: z.string().max(128).nullable(),
  type: z.enum(["INFLOW", "OUTFLOW"]),
  status: z.enum(["PENDING", "PROCESSED", "UNCATEGORIZED"]),
  credit_card_data: z.null(),
});

/** Source: Belvo, "Webhooks". */
export const PublishedWebhook = z.strictObject({
  webhook_id: Hex32,
  webhook_type: z.enum(["LINK", "ACCOUNTS", "OWNERS", "TRANSACTIONS"]),
  process_type: z.enum(["historical_update", "recurrent_update"]).optional(),
  webhook_code: z.string(),
  link_id: Uuid,
  request_id: Uuid,
  external_id: z.string().nullable(),
  data: z.looseObject({}),
});
