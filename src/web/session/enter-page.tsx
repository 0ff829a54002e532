import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { generatePath, Navigate } from "react-router-dom";
import type { EnteredSession } from "#contract/session.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { refusalOf } from "../http/api.ts";
import { useVoice } from "../words/voice-context.tsx";
import { enterByCode, sessionQuery } from "./session-queries.ts";

/**
 * Where an address from the fintech leads. The code travels in the fragment, which no server and no log
 * ever sees, and leaves the address bar at once; only the POST that follows uses it.
 */
export function EnterPage() {
  const { say } = useVoice();
  const client = useQueryClient();
  const [code] = useState(() => window.location.hash.slice(1));
  const { mutate, data, error } = useMutation({
    mutationFn: enterByCode,
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });

  const sent = useRef(false);
  useEffect(() => {
    // React runs effects twice in development, and the code is good for few uses.
    if (sent.current) return;
    sent.current = true;
    window.history.replaceState(window.history.state, "", pages.enter);
    mutate(code);
  }, [code, mutate]);

  if (data) return <Navigate to={startOf(data)} replace />;
  if (!error) return <Message title={say("enter.working")} text={say("enter.workingText")} />;
  const refusal = refusalOf(error);
  return PASSING.some((each) => each === refusal) ? (
    <Message
      title={say("enter.offlineTitle")}
      text={say("enter.offlineText")}
      action={<Button onClick={() => mutate(code)}>{say("links.retry")}</Button>}
    />
  ) : (
    <Closed reason={REASONS.find((each) => each === refusal) ?? "entry_unknown"} />
  );
}

const PASSING = ["no_network", "no_answer", "unexpected", "unavailable", "rate_limited"] as const;
const REASONS = ["entry_used", "entry_expired", "entry_repaired", "entry_unknown"] as const;

function startOf({ linkId }: EnteredSession): string {
  return linkId === null ? pages.home : generatePath(pages.repair, { linkId });
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
