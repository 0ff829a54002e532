import type { Person } from "./person.ts";

/** The people who try the fintech out, and the banks they have connected. */
export const demoUsers: readonly Person[] = [
  {
    externalId: "demo-ana",
    name: "Ana Torres",
    situation: "password",
    links: [
      { institution: "erebor_mx_retail", status: "invalid" },
      { institution: "gringotts_mx_retail", status: "valid" },
      { institution: "heimdall_mx_retail", status: "valid" },
    ],
  },
  {
    externalId: "demo-bruno",
    name: "Bruno Díaz",
    situation: "code",
    links: [
      { institution: "heimdall_mx_retail", status: "token_required" },
      { institution: "gringotts_mx_retail", status: "valid" },
    ],
  },
  {
    externalId: "demo-carla",
    name: "Carla Ríos",
    situation: "all_connected",
    links: [
      { institution: "gringotts_mx_retail", status: "valid" },
      { institution: "erebor_co_retail", status: "valid" },
      { institution: "heimdall_co_retail", status: "valid" },
    ],
  },
  {
    externalId: "demo-diego",
    name: "Diego Mora",
    situation: "unfinished",
    links: [
      { institution: "heimdall_co_retail", status: "unconfirmed", username: "mfa_default" },
      { institution: "erebor_co_retail", status: "valid" },
    ],
  },
  {
    externalId: "demo-elena",
    name: "Elena Vega",
    situation: "several",
    links: [
      { institution: "erebor_mx_retail", status: "invalid" },
      { institution: "gringotts_co_retail", status: "invalid", accessMode: "single" },
      { institution: "heimdall_mx_retail", status: "token_required" },
      { institution: "heimdall_co_retail", status: "token_required" },
      { institution: "gringotts_mx_retail", status: "unconfirmed", username: "mfa_numeric" },
      { institution: "erebor_co_retail", status: "valid" },
      { institution: "tatooine_mx_fiscal", status: "valid" },
    ],
  },
  {
    externalId: "demo-fabio",
    name: "Fábio Souza",
    situation: "brazil",
    links: [
      { institution: "gringotts_br_retail", status: "invalid" },
      { institution: "erebor_br_retail", status: "valid" },
    ],
  },
  { externalId: "demo-gabriela", name: "Gabriela Luna", situation: "empty", links: [] },
  { externalId: "demo-hugo", name: "Hugo Paz", situation: "many", links: manyLinks(250) },
  {
    externalId: "demo-ines",
    name: "Inés Robles",
    situation: "mixed",
    links: [
      { institution: "sat_mx_fiscal", status: "invalid" },
      { institution: "imss_mx_employment", status: "invalid" },
      { institution: "sii_cl_fiscal", status: "unconfirmed" },
      { institution: "heimdall_mx_retail", status: "token_required" },
      { institution: "planet_mx_employment", status: "valid" },
      { institution: "gringotts_mx_retail", status: "valid" },
    ],
  },
];

/** Mostly fine, with some of each trouble spread over the list. */
function manyLinks(count: number): Person["links"] {
  const spread = [
    "gringotts_mx_retail",
    "erebor_co_retail",
    "heimdall_mx_retail",
    "ironbank_br_retail",
    "gringotts_co_retail",
    "erebor_mx_retail",
    "gotham_br_business",
    "heimdall_co_retail",
    "tatooine_mx_fiscal",
    "erebor_br_retail",
    "planet_mx_employment",
  ];
  return Array.from({ length: count }, (_, index) => {
    const institution = spread[index % spread.length] ?? "erebor_mx_retail";
    return { institution, status: troubleAt(index, institution) };
  });
}

function troubleAt(index: number, institution: string): Person["links"][number]["status"] {
  if (institution.startsWith("heimdall_") && index % 9 === 0) return "token_required";
  if (institution.startsWith("erebor_") && index % 10 === 5) return "invalid";
  if (institution.startsWith("gringotts_") && index % 13 === 2) return "unconfirmed";
  return "valid";
}
