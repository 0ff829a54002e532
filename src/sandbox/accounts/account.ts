import { seededNumber, seededUuid } from "../random/seeded-values.ts";
import { toMicros, toMillis } from "../http/timestamps.ts";
import type { Institution } from "../institutions/institution.ts";
import type { Link } from "../links/link.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const CURRENCIES = { MX: "MXN", CO: "COP", BR: "BRL", CL: "CLP" } as const;
const IDENTIFICATIONS = { MX: "CLABE", CO: null, BR: "AGENCY/ACCOUNT", CL: null } as const;

/**
 * The accounts behind a link, always the same two: something to save with and a credit card.
 *
 * Source: Belvo's OpenAPI file of 2023, `Account`.
 */
export function accountsOf(link: Link, institution: Institution, now: number) {
  return [
    accountBody(link, institution, now, {
      category: "CHECKING_ACCOUNT",
      balance_type: "ASSET",
      type: "Cuentas de efectivo",
      name: "Cuenta corriente",
      credit_data: null,
    }),
    accountBody(link, institution, now, {
      category: "CREDIT_CARD",
      balance_type: "LIABILITY",
      type: "Créditos",
      name: "Tarjeta de crédito",
      credit_data: {
        collected_at: toMicros(now),
        credit_limit: 60_000,
        cutting_date: dayFrom(now + 10 * DAY_MS),
        next_payment_date: dayFrom(now + 30 * DAY_MS),
        minimum_payment: 1_200.5,
        no_interest_payment: 3_400.75,
        interest_rate: 4,
      },
    }),
  ];
}

function dayFrom(at: number): string {
  return toMillis(at).slice(0, 10);
}

interface AccountKind {
  category: "CHECKING_ACCOUNT" | "CREDIT_CARD";
  balance_type: "ASSET" | "LIABILITY";
  type: string;
  name: string;
  credit_data: object | null;
}

function accountBody(link: Link, institution: Institution, now: number, kind: AccountKind) {
  const key = `${link.id}/${kind.category}`;
  const cents = seededNumber(key, 9_000_000);
  return {
    id: seededUuid(key),
    link: link.id,
    institution: { name: institution.name, type: institution.type },
    collected_at: toMicros(now),
    created_at: toMicros(now),
    last_accessed_at: toMillis(now),
    ...kind,
    number: String(4_057_068_100_000 + cents),
    balance: { current: cents / 100, available: Math.max(0, cents - 25_000) / 100 },
    currency: CURRENCIES[institution.country],
    public_identification_name: IDENTIFICATIONS[institution.country],
    public_identification_value: IDENTIFICATIONS[institution.country] && `0444${String(cents)}`,
    loan_data: null,
    funds_data: null,
    receivables_data: null,
    bank_product_id: null,
    internal_identification: null,
  };
}
