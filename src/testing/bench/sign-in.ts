import { request, type BrowserContextOptions } from "@playwright/test";
import * as v from "valibot";
import { canRepair, LinkPage } from "#contract/link.ts";
import { pages, routes } from "#contract/routes.ts";
import { Session } from "#contract/session.ts";

/** One of the demo's people, signed in, with the first of their links that needs a repair. */
export interface Visitor {
  url: string;
  storageState: NonNullable<BrowserContextOptions["storageState"]>;
  /** Where our server gives out the token for that link. */
  repairs: string;
  /** The page of that link's repair. */
  repairPage: string;
  widgetUrl: string;
}

export async function signIn(url: string, user: string): Promise<Visitor> {
  const http = await request.newContext({ baseURL: url });
  try {
    const entered = await http.post(routes.demoSession, { data: { user } });
    const listed = await http.get(routes.links);
    const { widgetUrl } = v.parse(Session, await entered.json());
    const { links } = v.parse(LinkPage, await listed.json());
    const broken = links.find(({ state }) => canRepair(state));
    if (!broken) throw new Error(`${user} has no link to repair`);
    return {
      url,
      storageState: await http.storageState(),
      repairPage: pages.repair.replace(":linkId", broken.id),
      repairs: routes.repairs.replace(":linkId", broken.id),
      widgetUrl,
    };
  } finally {
    await http.dispose();
  }
}
