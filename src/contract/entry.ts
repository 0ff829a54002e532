import * as v from "valibot";
import { Uuid } from "./formats.ts";
import { Bank, Link, LinkState } from "./link.ts";
import { HostChoices, Session } from "./session.ts";

/** The session after coming in, with the link that the login link was for; `null` when it was for all. */
export const EnteredSession = v.object({ ...Session.entries, linkId: v.nullable(Uuid) });
export type EnteredSession = v.InferOutput<typeof EnteredSession>;

/** What somebody is told of a login link before they use it: nothing that opens anything. */
export const LoginLinkPreview = v.object({
  ...HostChoices.entries,
  /** Of the person whom it lets in; `null` where the host has no name for them. */
  name: v.nullable(v.string()),
  /** The one bank that it is for; `null` when it is for all of the person's, and for one that is gone. */
  bank: v.nullable(
    v.object({
      ...Bank.entries,
      state: LinkState,
      connectedAt: Link.entries.connectedAt,
    }),
  ),
  /** Who is signed in here and would no longer be; `null` for nobody, and for the same person. */
  replaces: v.nullable(v.object({ name: v.nullable(v.string()) })),
});
export type LoginLinkPreview = v.InferOutput<typeof LoginLinkPreview>;

/** A code from the fintech's backend: 43 characters, 256 bits. */
export const EnterSession = v.object({
  code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
});

export const EnterDemoSession = v.object({ user: v.pipe(v.string(), v.minLength(1)) });
