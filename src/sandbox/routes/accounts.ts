import * as v from "valibot";
import { Day, Guid } from "../http/formats.ts";
import { bankDataOf, type BankData, type BankItem } from "../accounts/bank-data.ts";
import { fieldRefusal, refusal } from "../http/api-error.ts";
import { requireKeys, type Endpoint } from "../http/endpoint.ts";
import { listAnswer, selectFields } from "../http/list-page.ts";
import { isAsked, listOf, parseBody, parseQuery, timeFilter } from "../http/parse-input.ts";
import { institutionCatalogue } from "../institutions/institution-catalogue.ts";
import type { Link } from "../links/link.ts";
import { Code } from "../links/register-link.ts";
import type { World } from "../world.ts";
import { ResumeBody } from "./links.ts";

/** Source: Belvo's OpenAPI file, `StandardRequest`. */
const FetchBody = v.object({
  link: Guid,
  token: v.optional(Code),
  save_data: v.optional(v.boolean(), true),
});
const FetchPeriodBody = v.object({
  ...FetchBody.entries,
  date_from: Day,
  date_to: v.optional(Day),
});
type FetchBody = v.InferOutput<typeof FetchBody> & {
  date_from?: string;
  date_to?: string | undefined;
};

const ResumeFetchBody = v.object({
  ...ResumeBody.entries,
  save_data: v.optional(v.boolean(), true),
});

/** Source: Belvo's OpenAPI file of 2023. It has more filters; unknown ones are ignored. */
const DataQuery = v.partial(
  v.object({
    id: Guid,
    id__in: listOf(Guid),
    link: Guid,
    link__in: listOf(Guid),
    account: Guid,
    account__in: listOf(Guid),
    institution: v.string(),
    institution__in: listOf(v.string()),
  }),
);

/** What a bank has of a person: lists of it, single objects, and a login that fetches it afresh. */
export function bankDataEndpoints(world: World): Endpoint[] {
  return [
    ...endpointsOf("accounts", FetchBody, world),
    ...endpointsOf("owners", FetchBody, world),
    ...endpointsOf("balances", FetchPeriodBody, world),
    ...endpointsOf("transactions", FetchPeriodBody, world),
  ];
}

function endpointsOf(
  kind: keyof BankData,
  schema: v.GenericSchema<unknown, FetchBody>,
  world: World,
): Endpoint[] {
  const { links, states, faults } = world;
  const all = (isWanted: (link: Link) => boolean = () => true) =>
    links.all().flatMap((link) => (isWanted(link) ? bankDataOf(link)[kind] : []));

  function answer(link: Link, { save_data: isSaved, ...period }: FetchBody): Response {
    const fetched = bankDataOf(link)[kind].filter((item) => isWithin(item, period));
    return Response.json(fetched.map(bodyOf), { status: isSaved ? 201 : 200 });
  }

  const list: Endpoint = {
    path: `/api/${kind}/`,
    methods: {
      GET({ url, origin }, caller) {
        requireKeys(caller);
        const query = parseQuery(DataQuery, url.searchParams);
        const isThen = timeFilter(url.searchParams, "value_date");
        const asked = all(
          ({ id, institution }) =>
            isAsked(query.link, id) &&
            isAsked(query.link__in, id) &&
            isAsked(query.institution, institution) &&
            isAsked(query.institution__in, institution),
        ).filter(
          ({ id, account, at }) =>
            isAsked(query.id, id) &&
            isAsked(query.id__in, id) &&
            (account === undefined || isAsked(query.account, account)) &&
            (account === undefined || isAsked(query.account__in, account)) &&
            (at === undefined || isThen(at)),
        );
        const defaultSize = faults.settings().pageSize;
        return listAnswer(asked, bodyOf, { url, origin, defaultSize });
      },
      async POST({ request }, caller) {
        requireKeys(caller);
        const body = await parseBody(schema, request);
        const link = links.find(body.link);
        if (link === undefined) {
          const message = `Object with id=${body.link} does not exist.`;
          throw fieldRefusal("link", "does_not_exist", message);
        }
        const { resources = [] } = institutionCatalogue.named(link.institution) ?? {};
        if (!resources.includes(kind.toUpperCase())) throw refusal("unsupported_operation");
        return answer(states.fetch(link, body.token), body);
      },
      async PATCH({ request }, caller) {
        requireKeys(caller);
        const body = await parseBody(ResumeFetchBody, request);
        return answer(states.resume(body), body);
      },
    },
  };
  const detail: Endpoint = {
    path: `/api/${kind}/:id/`,
    methods: {
      GET({ id, url }, caller) {
        requireKeys(caller);
        const found = all().find((item) => item.id === id);
        if (found === undefined) throw refusal("not_found");
        return Response.json(selectFields(found.body, url.searchParams));
      },
    },
  };
  return [list, detail];
}

function bodyOf({ body }: BankItem): Record<string, unknown> {
  return body;
}

function isWithin(
  { at }: BankItem,
  { date_from: from, date_to: to }: Pick<FetchBody, "date_from" | "date_to">,
): boolean {
  return (
    at === undefined ||
    ((from === undefined || at >= Date.parse(from)) && (to === undefined || at <= Date.parse(to)))
  );
}
