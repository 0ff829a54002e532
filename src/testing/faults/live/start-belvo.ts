import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chance } from "../chance.ts";

/**
 * Questions about single links are answered this slowly, so that what changes meanwhile is asked for
 * at once: our backend asks no more than 25 such questions in 30 seconds.
 */
const ANSWER_MS = 1_250;
const STATUSES = ["valid", "invalid", "token_required"];

/** A link at Belvo. */
export interface BelvoLink {
  id: string;
  external_id: string;
  status: string;
  /** True when the present status was in an answer. */
  isTold: boolean;
  /** How often the status has changed. */
  flips: number;
}

export interface Belvo {
  url: string;
  links: readonly BelvoLink[];
  /** Gives a link another status. */
  flip: (link: BelvoLink) => void;
  close: () => void;
}

/** A Belvo for more people than the sandbox has, where statuses change when a test says so. */
export async function startBelvo(people: readonly string[], chance: Chance): Promise<Belvo> {
  const links = people.flatMap((person) =>
    Array.from({ length: chance.between(1, 2) }, () => linkOf(person)),
  );
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://belvo");
    void answer(links, url).then((body) => {
      response.writeHead(body === null ? 404 : 200, { "Content-Type": "application/json" });
      response.end(JSON.stringify(body ?? [{ code: "not_found", request_id: "0" }]));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    links,
    flip(link) {
      const others = STATUSES.filter((status) => status !== link.status);
      link.status = others[chance.between(0, others.length - 1)] ?? "";
      link.flips += 1;
      link.isTold = false;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function linkOf(person: string): BelvoLink {
  return { id: randomUUID(), external_id: person, status: "valid", isTold: true, flips: 0 };
}

async function answer(links: readonly BelvoLink[], url: URL): Promise<unknown> {
  const [, api, what, id] = url.pathname.split("/");
  if (api !== "api" || what !== "links") return what === "users" ? [] : page([]);

  const asked = (name: string) => url.searchParams.get(name)?.split(",");
  const [ids, people, statuses] = [asked("id__in"), asked("external_id"), asked("status__in")];
  if (ids) await sleep(ANSWER_MS);
  if (id) return links.filter((link) => link.id === id).map(tell)[0] ?? null;

  const wanted = links.filter(
    (link) =>
      (ids?.includes(link.id) ?? true) &&
      (people?.includes(link.external_id) ?? true) &&
      (statuses?.includes(link.status) ?? true),
  );
  return page(wanted.map(tell));
}

const page = (results: unknown[]) => ({ count: results.length, next: null, results });

function tell(link: BelvoLink) {
  link.isTold = true;
  const { id, external_id, status } = link;
  return { id, external_id, status, institution: "erebor_mx_retail", access_mode: "recurrent" };
}
