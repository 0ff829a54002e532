import * as z from "zod/mini";
import { Bank, LinkState } from "./link.ts";

/** The situations that the sandbox's demo users stand for; the page has words for each. */
export const DemoSituation = z.enum([
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
export type DemoSituation = z.infer<typeof DemoSituation>;

export const DemoUser = z.object({
  /** The user's `external_id` at Belvo. */
  id: z.string(),
  name: z.string(),
  situation: DemoSituation,
});
export type DemoUser = z.infer<typeof DemoUser>;

/**
 * Has the `key` of the person whom an answer of `/api/*` is for; on no answer for nobody. A page that
 * meets another one than the person it shows is out of date.
 */
export const USER_HEADER = "Relink-User";

/**
 * How people get to Belvo's screens.
 *
 * - `embedded`: in a frame of ours, and in no other way.
 * - `hosted`: on Belvo's own page.
 * - `auto`: in a frame, and on Belvo's page where that fails or stays silent.
 */
export const WidgetMode = z.enum(["embedded", "hosted", "auto"]);
export type WidgetMode = z.infer<typeof WidgetMode>;

/** Who the browser is, and what the page needs to know to start. */
export const Session = z.object({
  /** `null` before the person has come in. */
  user: z.nullable(
    z.object({
      id: z.string(),
      /** Names the person in {@link USER_HEADER}: the same in each of their sessions, and says nothing else. */
      key: z.string(),
      name: z.nullable(z.string()),
      /** The one link that there is to see; `null` when all of the person's are. */
      onlyLinkId: z.nullable(z.uuid()),
    }),
  ),
  /** The users to choose from in demo mode; `null` in every other mode. */
  demoUsers: z.nullable(z.array(DemoUser)),
  /** Where Belvo's widget script is. */
  widgetUrl: z.url(),
  /**
   * Origins that have the widget frame. The page takes the first that is not its own; its own where it
   * is among them, or where there are none.
   */
  widgetOrigins: z.array(z.url()),
  widgetMode: WidgetMode,
  /** Whether a repair may be prepared before the press: a token is then asked for that may not be used. */
  preparesRepairs: z.boolean(),
});
export type Session = z.infer<typeof Session>;

/** The same after coming in, with the link that the login link was for; `null` when it was for all. */
export const EnteredSession = z.extend(Session, { linkId: z.nullable(z.uuid()) });
export type EnteredSession = z.infer<typeof EnteredSession>;

/** What somebody is told of a login link before they use it: nothing that opens anything. */
export const LoginLinkPreview = z.object({
  /** Of the person whom it lets in; `null` where the host has no name for them. */
  name: z.nullable(z.string()),
  /** The one bank that it is for; `null` when it is for all of the person's, and for one that is gone. */
  bank: z.nullable(
    z.extend(z.pick(Bank, { name: true, country: true, type: true }), { state: LinkState }),
  ),
  /** Who is signed in here and would no longer be; `null` for nobody, and for the same person. */
  replaces: z.nullable(z.object({ name: z.nullable(z.string()) })),
});
export type LoginLinkPreview = z.infer<typeof LoginLinkPreview>;

/** A code from the fintech's backend: 43 characters, 256 bits. */
export const EnterSession = z.object({
  code: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
});

export const EnterDemoSession = z.object({ user: z.string().check(z.minLength(1)) });
