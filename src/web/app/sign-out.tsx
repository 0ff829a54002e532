import { useMutation, useQueryClient } from "@tanstack/react-query";
import textButton from "../design/text-button.module.css";
import { leave, sessionQuery } from "../session/session-queries.ts";
import { useTakeSession } from "../session/use-session.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./sign-out.module.css";

interface SignOutProps {
  /** Who is signed in, where that is to be seen beside it. */
  name?: string;
  /** For a device that was lost or lent: on all of the person's. */
  isEverywhere?: boolean;
}

/** The way out. */
export function SignOut({ name, isEverywhere = false }: SignOutProps) {
  const { say } = useVoice();
  const client = useQueryClient();
  const takeSession = useTakeSession();
  const leaving = useMutation({
    mutationFn: () => leave(isEverywhere),
    onSuccess: () => {
      const session = client.getQueryData(sessionQuery.queryKey);
      if (session) takeSession({ ...session, user: null });
    },
  });
  return (
    <div className={styles["person"]}>
      {leaving.isError ? (
        <span role="alert">{say("page.leaveFailed")}</span>
      ) : (
        name && <span className={styles["name"]}>{name}</span>
      )}
      <button type="button" className={textButton["button"]} onClick={() => leaving.mutate()}>
        {say(isEverywhere ? "page.leaveEverywhere" : "page.leave")}
      </button>
    </div>
  );
}
