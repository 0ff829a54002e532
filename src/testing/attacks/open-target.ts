import * as v from "valibot";
import { canRepair, LinkPage } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import { createInstantSandbox } from "../server-bench/create-instant-sandbox.ts";
import { createBench, HOST_API_KEY, type Bench } from "../server-bench/create-bench.ts";
import { createVirtualClock } from "../server-bench/virtual-clock.ts";
import type { Answer, Visitor } from "../server-bench/visitor.ts";

const SANDBOX = "http://127.0.0.1:4010";
const TokenRequest = v.object({ link_id: v.string() });

/** Has seven links, most of them broken. */
export const VICTIM = "demo-elena";
export const VICTIMS_NAME = "canary-name-of-the-victim";
/** Has a broken link of their own. */
export const OTHER = "demo-bruno";
export const HOST = { Authorization: `Bearer ${HOST_API_KEY}` };

/** What attacks are aimed at: a whole backend in front of the sandbox, and a person with secrets. */
interface Target extends Bench {
  victim: {
    /** A link that can be repaired, its repair, and the token for it. */
    link: string;
    repair: string;
    token: string;
    /** Another link that can be repaired. */
    otherLink: string;
    /** One that Belvo lists no more. */
    deletedLink: string;
    /** Ids of all their links. */
    links: readonly string[];
  };
  /** A link and a repair of the other person's. */
  own: { link: string; repair: string };
  /** For which links Belvo was asked for a token so far. */
  minted: readonly string[];
  /** Makes a login link. @returns Its code. */
  newCode(user: { externalId: string; name?: string; linkId?: string }): Promise<string>;
  /** A browser that came in by a code. */
  entered(code: string): Promise<Visitor>;
  /** Ends a person's sessions, as the host does. */
  end(externalId: string): Promise<Answer>;
}

type Options = Pick<Parameters<typeof createBench>[0], "settings" | "site">;

export async function openTarget(options: Options = {}): Promise<Target> {
  const clock = createVirtualClock();
  const minted: string[] = [];
  const sandbox = createInstantSandbox({ now: clock.now });
  const bench = await createBench({
    ...options,
    clock,
    async belvo(request) {
      if (request.url.endsWith("/api/token/")) {
        const asked = v.safeParse(TokenRequest, await request.clone().json());
        if (asked.success) minted.push(asked.output.link_id);
      }
      return sandbox.fetch(request);
    },
  });

  async function newCode(user: Parameters<Target["newCode"]>[0]): Promise<string> {
    // Sessions of one person that begin in one moment are not told apart by their age.
    clock.advance(1_000);
    const { text } = await bench.visitor().send("POST", "/host/entries", user, HOST);
    const [, code] = /#([\w-]{43})/.exec(text) ?? [];
    if (code === undefined) throw new Error(`there is no login link: ${text}`);
    return code;
  }

  async function entered(code: string): Promise<Visitor> {
    const visitor = bench.visitor();
    const { status } = await visitor.send("POST", "/api/session", { code });
    if (status !== 201) throw new Error(`a login link was refused with ${status}`);
    return visitor;
  }

  const owner = await entered(await newCode({ externalId: VICTIM, name: VICTIMS_NAME }));
  const { links } = v.parse(LinkPage, (await owner.get("/api/links")).json);
  const broken = links.filter(({ state }) => canRepair(state)).map(({ id }) => id);
  const [link = "", otherLink = "", deletedLink = ""] = broken;
  const { repairId, accessToken } = await openRepair(owner, link);

  const keys = Buffer.from("sandbox-id:sandbox-password").toString("base64");
  await sandbox.fetch(
    new Request(`${SANDBOX}/api/links/${deletedLink}/`, {
      method: "DELETE",
      headers: { Authorization: `Basic ${keys}` },
    }),
  );
  clock.advance(61_000);
  await owner.get("/api/links");

  const other = await bench.signedIn(OTHER);
  const page = v.parse(LinkPage, (await other.get("/api/links")).json);
  const theirs = page.links.find(({ state }) => canRepair(state));
  const ownRepair = await openRepair(other, theirs?.id ?? "");
  const target: Target = {
    ...bench,
    victim: {
      link,
      repair: repairId,
      token: accessToken,
      otherLink,
      deletedLink,
      links: links.map(({ id }) => id),
    },
    own: { link: theirs?.id ?? "", repair: ownRepair.repairId },
    minted,
    newCode,
    entered,
    signedIn: async (externalId) => entered(await newCode({ externalId })),
    end: (externalId) =>
      bench.visitor().send("DELETE", `/host/users/${externalId}/sessions`, undefined, HOST),
  };
  return target;
}

async function openRepair(person: Visitor, linkId: string): Promise<RepairTicket> {
  const opened = await person.send("POST", `/api/links/${linkId}/repairs`);
  return v.parse(RepairTicket, opened.json);
}
