/** A few links in Belvo's form, for what the sandbox cannot be made to do: to hang, or to be away. */
export interface FakeBelvo {
  answer: (request: Request) => Promise<Response>;
  /** By link id. */
  statuses: Map<string, string>;
  externalId: string;
  institution: string;
  /** What is asked, as `GET /api/links/`. */
  asked: string[];
  /** While true, no call gets an answer. */
  isAway: boolean;
  /** While true, calls for banks are refused. */
  refusesBanks: boolean;
  /** Makes calls wait, until what it gives back is called. */
  hold(): () => void;
}

export function createFakeBelvo(externalId: string): FakeBelvo {
  let gate = Promise.resolve();
  const belvo: FakeBelvo = {
    statuses: new Map(),
    externalId,
    institution: "erebor_mx_retail",
    asked: [],
    isAway: false,
    refusesBanks: false,
    hold() {
      const waiting: (() => void)[] = [];
      gate = new Promise((resolve) => waiting.push(resolve));
      return () => {
        for (const go of waiting) go();
      };
    },
    async answer(request) {
      const { pathname, searchParams } = new URL(request.url);
      belvo.asked.push(`${request.method} ${pathname}`);
      const { isAway } = belvo;
      await gate;
      if (isAway) throw new TypeError("fetch failed");

      if (pathname === "/api/token/") return Response.json({ access: "a.b.c", refresh: "r" });
      if (pathname === "/api/institutions/") {
        return Response.json(
          { next: null, results: [] },
          { status: belvo.refusesBanks ? 400 : 200 },
        );
      }
      if (pathname === "/api/links/") return listing(belvo, searchParams.get("external_id"));
      return one(belvo, pathname.split("/")[3] ?? "");
    },
  };
  return belvo;
}

function listing(belvo: FakeBelvo, asked: string | null): Response {
  const links = [...belvo.statuses.keys()].map((id) => linkBody(belvo, id));
  return Response.json({ next: null, results: asked === belvo.externalId ? links : [] });
}

function one(belvo: FakeBelvo, id: string): Response {
  if (belvo.statuses.has(id)) return Response.json(linkBody(belvo, id));
  return Response.json([{ code: "not_found", message: "Not found.", request_id: "0" }], {
    status: 404,
  });
}

function linkBody({ statuses, institution, externalId }: FakeBelvo, id: string) {
  return { id, institution, status: statuses.get(id), external_id: externalId };
}
