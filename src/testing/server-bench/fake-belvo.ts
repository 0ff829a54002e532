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
  /** What it says of every bank; `null` when it has none. */
  bankStatus: "healthy" | "down" | null;
  /** What an order to get data is refused with; `null` when it is taken. */
  refreshRefusal: { status: number; code: string; more?: object } | null;
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
    bankStatus: null,
    refreshRefusal: null,
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

      if (pathname === "/api/") return Response.json({});
      if (pathname === "/api/token/") return Response.json({ access: "a.b.c", refresh: "r" });
      if (pathname === "/api/institutions/") {
        return banks(belvo);
      }
      if (pathname === "/api/links/") return listing(belvo, searchParams);
      if (pathname.endsWith("/refresh/")) return refresh(belvo);
      return one(belvo, pathname.split("/")[3] ?? "");
    },
  };
  return belvo;
}

function banks({ bankStatus: status, institution: name, refusesBanks }: FakeBelvo): Response {
  const results = status === null ? [] : [{ name, status }];
  return Response.json({ next: null, results }, { status: refusesBanks ? 400 : 200 });
}

function listing(belvo: FakeBelvo, asked: URLSearchParams): Response {
  const [user, ids, statuses] = ["external_id", "id__in", "status__in"].map((name) =>
    asked.get(name)?.split(","),
  );
  const links = [...belvo.statuses]
    .filter(([id, status]) => (ids?.includes(id) ?? true) && (statuses?.includes(status) ?? true))
    .map(([id]) => linkBody(belvo, id));
  const isTheirs = user?.includes(belvo.externalId) ?? true;
  return Response.json({ next: null, results: isTheirs ? links : [] });
}

function refresh({ refreshRefusal: refusal }: FakeBelvo): Response {
  if (!refusal) return Response.json({ request_id: "abc" }, { status: 202 });
  const { status, code, more = {} } = refusal;
  const body = [{ code, message: "words of Belvo's", request_id: "abc123", ...more }];
  return Response.json(body, { status });
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
