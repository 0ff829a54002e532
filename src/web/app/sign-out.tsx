import { useMutation, useQueryClient } from "@tanstack/react-query";
import textButton from "../design/text-button.module.css";
import { leave, leaveEverywhere, sessionQuery } from "../session/session-queries.ts";
import { useTakeSession } from "../session/use-session.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./sign-out.module.css";

/** Who is signed in, and the way out of this browser. */
export function Person({ name }: { name: string }) {
  const { say } = useVoice();
  const leaving = useLeaving(leave);
  return (
    <div className={styles["person"]}>
      {leaving.isError ? (
        <span role="alert">{say("page.leaveFailed")}</span>
      ) : (
        <span className={styles["name"]}>{name}</span>
      )}
      <button type="button" className={textButton["button"]} onClick={() => leaving.mutate()}>
        {say("page.leave")}
      </button>
    </div>
  );
}

/** For a device that was lost or lent: it stands where nobody presses it in passing. */
export function SignOutEverywhere() {
  const { say } = useVoice();
  const leaving = useLeaving(leaveEverywhere);
  return (
    <div className={styles["everywhere"]}>
      <button type="button" className={textButton["button"]} onClick={() => leaving.mutate()}>
        {say("page.leaveEverywhere")}
      </button>
      {leaving.isError && <p role="alert">{say("page.leaveFailed")}</p>}
    </div>
  );
}

function useLeaving(mutationFn: () => Promise<void>) {
  const client = useQueryClient();
  const takeSession = useTakeSession();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      const session = client.getQueryData(sessionQuery.queryKey);
      if (session) takeSession({ ...session, user: null });
    },
  });
}
