import * as v from "valibot";
import { Url, Uuid } from "./formats.ts";
import { locales } from "./locale.ts";

/** The situations that the sandbox's demo users stand for; the page has words for each. */
export const DemoSituation = v.picklist([
  "all_connected",
  "password",
  "code",
  "unfinished",
  "several",
  "mixed",
  "brazil",
  "empty",
  "many",
]);
export type DemoSituation = v.InferOutput<typeof DemoSituation>;

export const DemoUser = v.object({
  /** The user's `external_id` at Belvo. */
  id: v.string(),
  name: v.string(),
  situation: DemoSituation,
});
export type DemoUser = v.InferOutput<typeof DemoUser>;

/**
 * Has the `key` of the person whom an answer of `/api/*` is for; on no answer for nobody. A page that
 * meets another one than the person it shows is out of date. A request that changes something may have the
 * same: it is refused where somebody else is there.
 */
export const USER_HEADER = "Relink-User";

/**
 * How people get to Belvo's screens.
 *
 * - `embedded`: in a frame of ours, and in no other way.
 * - `hosted`: on Belvo's own page.
 * - `auto`: in a frame, and on Belvo's page where that fails or stays silent.
 */
export const WidgetMode = v.picklist(["embedded", "hosted", "auto"]);
export type WidgetMode = v.InferOutput<typeof WidgetMode>;

export const Theme = v.picklist(["light", "dark"]);
export type Theme = v.InferOutput<typeof Theme>;

/** What the host said of the page when it made a login link; each is `null` where it said nothing. */
export const HostChoices = v.object({
  /** Where the person goes back to: an https address, or one that an app opens. */
  returnUrl: v.nullable(v.string()),
  /** Goes for as long as the person chooses no language themselves. */
  locale: v.nullable(v.picklist(locales)),
  /** The device's own where there is none. */
  theme: v.nullable(Theme),
});
export type HostChoices = v.InferOutput<typeof HostChoices>;

/** Who came by no login link of a host's. */
export const noChoices: HostChoices = { returnUrl: null, locale: null, theme: null };

/** Who the browser is, and what the page needs to know to start. */
export const Session = v.object({
  /** `null` before the person has come in. */
  user: v.nullable(
    v.object({
      ...HostChoices.entries,
      id: v.string(),
      /** Names the person in {@link USER_HEADER}: the same in each of their sessions, and says nothing else. */
      key: v.string(),
      name: v.nullable(v.string()),
      /** The one link that there is to see; `null` when all of the person's are. */
      onlyLinkId: v.nullable(Uuid),
    }),
  ),
  /** The users to choose from in demo mode; `null` in every other mode. */
  demoUsers: v.nullable(v.array(DemoUser)),
  /** Where Belvo's widget script is. */
  widgetUrl: Url,
  /**
   * Origins that have the widget frame. The page takes the first that is not its own; its own where it
   * is among them, or where there are none.
   */
  widgetOrigins: v.array(Url),
  widgetMode: WidgetMode,
  /** Whether a repair may be prepared before the press: a token is then asked for that may not be used. */
  preparesRepairs: v.boolean(),
});
export type Session = v.InferOutput<typeof Session>;
