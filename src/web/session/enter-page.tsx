import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { generatePath, Navigate } from "react-router-dom";
import type { EnteredSession } from "#contract/session.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink, OutsideLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { refusalOf } from "../http/api.ts";
import { useVoice } from "../words/voice-context.tsx";
import { keepsCookies } from "./keeps-cookies.ts";
import { dropLoginCode, takeLoginCode } from "./login-code.ts";
import { enterByCode, sessionQuery } from "./session-queries.ts";
import { useTakeSession } from "./use-session.ts";

/**
 * Where an address from the fintech leads. The code travels in the fragment, which no server and no log
 * ever sees, and leaves the address bar at once; only the POST that follows uses it.
 */
export function EnterPage() {
  const { say } = useVoice();
  const takeSession = useTakeSession();
  const { mutate, data, error } = useMutation({
    mutationFn: enterByCode,
    // The code is not kept once it was used.
    gcTime: 0,
    onSuccess: takeSession,
    onError: (failure) => {
      if (!isPassing(failure)) dropLoginCode(window);
    },
  });
  // What is not a whole code, nobody has to be asked about.
  const [code, setCode] = useState(() => takeLoginCode(window));
  // Where the session would be lost at once, the code is not used up.
  const [canStay] = useState(() => keepsCookies(document));
  const enter = useEffectEvent(() => {
    const taken = takeLoginCode(window);
    setCode(taken);
    if (taken !== null && canStay) mutate(taken);
  });

  const sent = useRef(false);
  useEffect(() => {
    // Another address of a login link in the same tab changes the fragment, and loads nothing.
    const hear = () => window.location.hash !== "" && enter();
    window.addEventListener("hashchange", hear);
    // React runs effects twice in development, and the code is good for few uses.
    if (!sent.current) enter();
    sent.current = true;
    return () => window.removeEventListener("hashchange", hear);
  }, []);

  if (code === null) return <Closed reason="entry_unknown" />;
  if (!canStay) return <OwnWindow code={code} />;
  if (data) return <Navigate to={startOf(data)} replace />;
  if (!error) return <Message title={say("enter.working")} text={say("enter.workingText")} />;
  return isPassing(error) ? (
    <Message
      title={say("enter.offlineTitle")}
      text={say("enter.offlineText")}
      action={<Button onClick={() => mutate(code)}>{say("links.retry")}</Button>}
    />
  ) : (
    <Closed reason={REASONS.find((each) => each === refusalOf(error)) ?? "entry_unknown"} />
  );
}

const PASSING = ["no_network", "no_answer", "unexpected", "unavailable", "rate_limited"] as const;
const REASONS = ["entry_used", "entry_expired", "entry_repaired", "entry_unknown"] as const;

function isPassing(error: unknown): boolean {
  const refusal = refusalOf(error);
  return PASSING.some((each) => each === refusal);
}

function startOf({ linkId }: EnteredSession): string {
  return linkId === null ? pages.home : generatePath(pages.repair, { linkId });
}

/** The page cannot work here, but may in a window of its own, to which the code goes unused. */
function OwnWindow({ code }: { code: string }) {
  const { say } = useVoice();
  return (
    <Message
      title={say("enter.noCookiesTitle")}
      text={say("enter.noCookiesText")}
      action={<OutsideLink href={`${pages.enter}#${code}`}>{say("enter.ownWindow")}</OutsideLink>}
    />
  );
}

/** The address opens nothing: why, and the way on, which for those who are in already leads on. */
function Closed({ reason }: { reason: (typeof REASONS)[number] }) {
  const { say } = useVoice();
  const { data: session } = useQuery(sessionQuery);
  return (
    <Message
      title={say(`enter.${reason}.title`)}
      text={say(`enter.${reason}.text`)}
      action={
        session?.user ? <ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink> : undefined
      }
    />
  );
}
