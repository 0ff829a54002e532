import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { Navigate } from "react-router-dom";
import { canTryRepair } from "#contract/link.ts";
import { pages, pathTo } from "#contract/routes.ts";
import { Button, ButtonLink, OutsideLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { refusalOf } from "../core/http/api.ts";
import { createEntryRequests } from "../core/session/entry-requests.ts";
import { updatePressed } from "../repair/update-on-arrival.ts";
import { formatFailure } from "../i18n/format-failure.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";
import { AskToEnter } from "./ask-to-enter.tsx";
import { keepsCookies } from "../core/session/keeps-cookies.ts";
import { dropLoginCode, takeLoginCode } from "../core/session/login-code.ts";
import { useCore } from "../core-context.ts";
import { useHostChoices } from "./use-host-choices.ts";
import { useTakeSession } from "./use-session.ts";
import { WayBack } from "./way-back.tsx";

/**
 * Where an address from the fintech leads. The code travels in the fragment, which no server and no log
 * ever sees, and leaves the address bar at once. Only a press uses it: programs that look at mail open
 * addresses, and some run the page's scripts.
 */
export function EnterPage() {
  // What is not a whole code, nobody has to be asked about.
  const [code, setCode] = useState(() => takeLoginCode(window));
  // Where the session would be lost at once, the code is not used up.
  const [canStay] = useState(() => keepsCookies(document));
  const take = useEffectEvent(() => setCode(takeLoginCode(window)));
  useEffect(() => {
    // Another address of a login link in the same tab changes the fragment, and loads nothing.
    const hear = () => window.location.hash !== "" && take();
    window.addEventListener("hashchange", hear);
    return () => window.removeEventListener("hashchange", hear);
  }, []);

  if (code === null) return <Closed reason="entry_unknown" />;
  return canStay ? <LoginLink key={code} code={code} /> : <OwnWindow code={code} />;
}

/** What a login link opens and for whom, and the press that opens it. */
function LoginLink({ code }: { code: string }) {
  const { t, suggest } = useLaterI18n("pages");
  const { api } = useCore();
  const requests = createEntryRequests(api);
  const takeSession = useTakeSession();
  const preview = useQuery({
    queryKey: ["login-link", code],
    queryFn: async () => {
      const found = await requests.preview(code).catch(forgetIfRefused);
      // Before anything is said: nobody sees the page change its language.
      if (found.locale !== null) await suggest(found.locale);
      return found;
    },
    staleTime: Infinity,
    gcTime: 0,
    networkMode: "always",
    // Somebody else may have come in meanwhile, in another tab.
    refetchOnWindowFocus: "always",
  });
  const enter = useMutation({
    mutationFn: () => requests.enter(code).catch(forgetIfRefused),
    // The code is not kept once it was used.
    gcTime: 0,
    onSuccess: takeSession,
  });
  useHostChoices(preview.data);
  const bank = preview.data?.bank ?? null;
  const isUpdate = bank !== null && canTryRepair({ state: bank.state, bank });

  if (enter.data) {
    const { linkId } = enter.data;
    return linkId === null ? (
      <Navigate to={pages.home} replace />
    ) : (
      <Navigate
        to={pathTo(pages.repair, { linkId })}
        replace
        state={isUpdate ? updatePressed : null}
      />
    );
  }
  // While the press is answered, the code may be used up already.
  const error = enter.error ?? (enter.isPending ? null : preview.error);
  if (error && !isPassing(error)) {
    const reason = REASONS.find((each) => each === refusalOf(error)) ?? "entry_unknown";
    return <Closed reason={reason} returnUrl={preview.data?.returnUrl} />;
  }
  if (enter.error || (error && !preview.data)) {
    const retry = () => (enter.error ? enter.mutate() : void preview.refetch());
    return <NotReached failure={refusalOf(error)} retry={retry} />;
  }
  if (!preview.data) {
    return <Message title={t("enter.working")} text={t("enter.workingText")} isPassing />;
  }
  return (
    <AskToEnter
      preview={preview.data}
      isUpdate={isUpdate}
      isEntering={enter.isPending}
      onPress={() => {
        if (!enter.isPending) enter.mutate();
      }}
    />
  );
}

const PASSING = ["no_network", "no_answer", "unexpected", "unavailable", "rate_limited"] as const;
const REASONS = ["entry_used", "entry_expired", "entry_repaired", "entry_unknown"] as const;

function isPassing(error: unknown): boolean {
  const refusal = refusalOf(error);
  return PASSING.some((each) => each === refusal);
}

/** @throws What it is given. */
function forgetIfRefused(error: unknown): never {
  if (!isPassing(error)) dropLoginCode(window);
  throw error;
}

/** What it was is told: whoever is kept waiting for others' guesses has no trouble with the network. */
function NotReached({ failure, retry }: { failure: string; retry: () => void }) {
  const { t } = useLaterI18n("pages");
  return (
    <Message
      title={t("enter.failedTitle")}
      text={`${formatFailure(failure, t)} ${t("enter.stillGood")}`}
      action={<Button onClick={retry}>{t("links.retry")}</Button>}
    />
  );
}

/** The page cannot work here, but may in a window of its own, to which the code goes unused. */
function OwnWindow({ code }: { code: string }) {
  const { t } = useLaterI18n("pages");
  return (
    <Message
      title={t("enter.noCookiesTitle")}
      text={t("enter.noCookiesText")}
      action={<OutsideLink href={`${pages.enter}#${code}`}>{t("enter.ownWindow")}</OutsideLink>}
    />
  );
}

interface ClosedProps {
  reason: (typeof REASONS)[number];
  returnUrl?: string | null | undefined;
}

/** The address opens nothing: why, and the way on, which for those who are in already leads on. */
function Closed({ reason, returnUrl = null }: ClosedProps) {
  const { t } = useLaterI18n("pages");
  const { session: requests } = useCore();
  // Somebody may have come in since this page was loaded, in another tab.
  const { data: session } = useQuery({ ...requests.current, refetchOnMount: "always" });
  const user = session?.user;
  return (
    <Message
      title={t(`enter.${reason}.title`)}
      text={t(`enter.${reason}.text`)}
      action={
        user ? (
          <>
            <WayBack url={user.returnUrl} />
            <ButtonLink to={pages.home}>
              {user.onlyLinkId === null ? t("page.backHome") : t("enter.goOn")}
            </ButtonLink>
          </>
        ) : (
          <WayBack url={returnUrl} />
        )
      }
    />
  );
}
