import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Navigate } from "react-router-dom";
import { pages } from "#contract/routes.ts";
import { Button } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { refusalOf } from "../http/api.ts";
import { useVoice } from "../words/voice-context.tsx";
import { enterByCode, sessionQuery } from "./session-queries.ts";

/**
 * Where a one-time address leads. The code travels in the fragment, which no server and no log ever
 * sees, and leaves the address bar at once; only the POST that follows uses it up.
 */
export function EnterPage() {
  const { say } = useVoice();
  const client = useQueryClient();
  const [code] = useState(() => window.location.hash.slice(1));
  const { mutate, error, isSuccess } = useMutation({
    mutationFn: enterByCode,
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });

  const sent = useRef(false);
  useEffect(() => {
    // React runs effects twice in development, and the code is good for one use.
    if (sent.current) return;
    sent.current = true;
    window.history.replaceState(window.history.state, "", pages.enter);
    mutate(code);
  }, [code, mutate]);

  if (isSuccess) return <Navigate to={pages.home} replace />;
  if (!error) return <p>{say("enter.working")}</p>;
  const passing = ["no_network", "unexpected", "rate_limited"].includes(refusalOf(error));
  return passing ? (
    <Message
      title={say("enter.offlineTitle")}
      text={say("enter.offlineText")}
      action={<Button onClick={() => mutate(code)}>{say("links.retry")}</Button>}
    />
  ) : (
    <Message title={say("enter.failedTitle")} text={say("enter.failedText")} />
  );
}
