import { toDay, toMicros, toMillis } from "../clock.ts";
import { institutionCatalogue } from "../institutions/institution-catalogue.ts";
import type { Institution } from "../institutions/institution.ts";
import type { Link } from "../links/link.ts";
import { seededNumber, seededUuid } from "../random.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** One object of a list, in the form that the API shows it in. */
export interface BankItem {
  id: string;
  link: string;
  /** The account that it is about. */
  account?: string;
  /** Its day. Unit: milliseconds since 1970. */
  at?: number;
  body: Record<string, unknown>;
}

/** What Belvo has fetched with a link. Amounts have no meaning beyond being of a likely size. */
export interface BankData {
  accounts: readonly BankItem[];
  owners: readonly BankItem[];
  balances: readonly BankItem[];
  transactions: readonly BankItem[];
}

const NOTHING: BankData = { accounts: [], owners: [], balances: [], transactions: [] };

/** By country; another's accounts name no currency. */
const CURRENCIES: Readonly<Record<string, string>> = { MX: "MXN", CO: "COP", BR: "BRL", CL: "CLP" };
const IDENTIFICATIONS: Readonly<Record<string, string>> = { MX: "CLABE", BR: "AGENCY/ACCOUNT" };
const DOCUMENTS: Readonly<Record<string, string>> = { MX: "CURP", CO: "CC", BR: "CPF" };

const KINDS = [
  {
    category: "CHECKING_ACCOUNT",
    balance_type: "ASSET",
    type: "Cuentas de efectivo",
    name: "Cuenta corriente",
  },
  {
    category: "CREDIT_CARD",
    balance_type: "LIABILITY",
    type: "Créditos",
    name: "Tarjeta de crédito",
  },
] as const;
type Kind = (typeof KINDS)[number];

/** What people spend their money on: who gets it, as what, and up to how much. */
const EXPENSES = [
  ["Abarrotes La Esquina", "Food & Groceries", "Groceries", 900],
  ["Café Central", "Food & Groceries", "Bakery & Coffee", 150],
  ["Farmacia del Parque", "Home & Life", "Pharmacies", 600],
  ["Transporte Urbano", "Transport & Travel", "Public Transit", 60],
  ["Luz y Fuerza", "Bills & Utilities", "Electricity & Energy", 1_400],
  ["Cine Aurora", "Online Platforms & Leisure", "Movie & Audio", 350],
] as const;

/** An account has one movement in each of so many spans of days: with two accounts, 42 a link. */
const SPANS = 21;
const SPAN_DAYS = 4;

/** A link's data stay the same until it is accessed again, which makes it another object. */
const known = new WeakMap<Link, BankData>();

/** What is there of a link: nothing before its first access, nor at an institution that is no bank. */
export function bankDataOf(link: Link): BankData {
  const found = known.get(link) ?? dataFrom(link);
  known.set(link, found);
  return found;
}

function dataFrom(link: Link): BankData {
  const institution = institutionCatalogue.named(link.institution);
  const at = link.lastAccessedAt;
  if (at === null || !institution?.resources.includes("ACCOUNTS")) return NOTHING;

  const accounts = KINDS.map((kind) => accountOf({ link, institution, at, kind }));
  return {
    accounts,
    owners: [ownerOf(link, institution, at)],
    balances: accounts.map((account) => balanceOf(account, at)),
    transactions: accounts
      .flatMap((account) => transactionsOf(account, at))
      .sort((a, b) => b.at - a.at),
  };
}

interface AccountOptions {
  link: Link;
  institution: Institution;
  at: number;
  kind: Kind;
}

/** Source: Belvo's OpenAPI file of 2023, `Account`. */
function accountOf({ link, institution, at, kind }: AccountOptions) {
  const key = `${link.id}/${kind.category}`;
  const id = seededUuid(key);
  const cents = seededNumber(key, 9_000_000);
  const identification = IDENTIFICATIONS[institution.country] ?? null;
  const body = {
    id,
    link: link.id,
    institution: { name: institution.name, type: institution.type },
    collected_at: toMicros(at),
    created_at: toMicros(at),
    last_accessed_at: toMillis(at),
    ...kind,
    number: String(4_057_068_100_000 + cents),
    balance: { current: cents / 100, available: Math.max(0, cents - 25_000) / 100 },
    currency: CURRENCIES[institution.country] ?? null,
    public_identification_name: identification,
    public_identification_value: identification && `0444${String(cents)}`,
    credit_data: kind.category === "CREDIT_CARD" ? creditData(at) : null,
    loan_data: null,
    funds_data: null,
    receivables_data: null,
    bank_product_id: null,
    internal_identification: null,
  };
  return { id, link: link.id, body };
}

function creditData(at: number) {
  return {
    collected_at: toMicros(at),
    credit_limit: 60_000,
    cutting_date: toDay(at + 10 * DAY_MS),
    next_payment_date: toDay(at + 30 * DAY_MS),
    minimum_payment: 1_200.5,
    no_interest_payment: 3_400.75,
    interest_rate: 4,
  };
}

/** Source: Belvo's OpenAPI file of 2023, `Owner`. The name is that of the person at their bank. */
function ownerOf({ id: link, username }: Link, { country }: Institution, at: number): BankItem {
  const id = seededUuid(`${link}/owner`);
  const number = seededNumber(`${link}/owner`, 90_000_000);
  const body = {
    id,
    link,
    internal_identification: String(10_000_000 + number),
    collected_at: toMicros(at),
    created_at: toMicros(at),
    display_name: username,
    email: `${username}@example.com`,
    phone_number: `+0-555-${String(number).padStart(8, "0")}`,
    address: `Calle Luna ${1 + (number % 200)}`,
    document_id: {
      document_type: DOCUMENTS[country] ?? null,
      document_number: String(100_000_000 + number),
    },
    first_name: null,
    last_name: null,
    second_last_name: null,
  };
  return { id, link, body };
}

type Account = ReturnType<typeof accountOf>;

/** Source: Belvo's OpenAPI file of 2023, `Balance`. */
function balanceOf({ id: account, link, body }: Account, at: number): BankItem {
  const id = seededUuid(`${account}/balance/${toDay(at)}`);
  const { current } = body.balance;
  return {
    id,
    link,
    account,
    at: startOfDay(at),
    body: {
      id,
      account: body,
      value_date: toDay(at),
      balance: current,
      current_balance: current,
      statement: null,
      collected_at: toMicros(at),
    },
  };
}

function transactionsOf(account: Account, at: number) {
  const last = Math.floor(at / DAY_MS / SPAN_DAYS);
  return Array.from({ length: SPANS }, (_, ago) => transactionOf(account, last - ago, at));
}

/** Source: Belvo's OpenAPI file of 2023, `Transaction`. A span keeps its movement at every access. */
function transactionOf({ id: account, link, body }: Account, span: number, at: number) {
  const key = `${account}/${span}`;
  const id = seededUuid(key);
  const day = Math.min(
    (span * SPAN_DAYS + seededNumber(`${key}/day`, SPAN_DAYS)) * DAY_MS,
    startOfDay(at),
  );
  const isSalary = body.category === "CHECKING_ACCOUNT" && span % 7 === 0;
  const [merchant, category, subcategory, most] =
    EXPENSES[seededNumber(`${key}/what`, EXPENSES.length)] ?? EXPENSES[0];
  const cents = seededNumber(`${key}/amount`, most * 100) + 100;
  return {
    id,
    link,
    account,
    at: day,
    body: {
      id,
      account: body,
      internal_identification: id.slice(0, 8),
      collected_at: toMicros(at),
      created_at: toMicros(at),
      value_date: toDay(day),
      accounting_date: toMillis(day),
      amount: isSalary ? 18_500 : cents / 100,
      balance: body.balance.current,
      currency: body.currency,
      description: isSalary ? "NOMINA" : merchant.toUpperCase(),
      observations: null,
      merchant: isSalary ? null : { logo: null, website: null, merchant_name: merchant },
      category: isSalary ? "Income & Payments" : category,
      subcategory: isSalary ? "Salary" : subcategory,
      reference: String(1_000 + seededNumber(`${key}/reference`, 9_000)),
      type: isSalary ? "INFLOW" : "OUTFLOW",
      status: "PROCESSED",
      credit_card_data: null,
    },
  };
}

function startOfDay(at: number): number {
  return at - (at % DAY_MS);
}
