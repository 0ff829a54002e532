import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "../design/button.tsx";
import type { Session } from "#contract/session.ts";
import { sessionKey } from "../core/session/session-queries.ts";
import { useCore } from "../core-context.ts";
import { useTakeSession } from "../session/use-session.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import * as styles from "./sign-out.module.css";

interface SignOutProps {
  /** Who is signed in, where that is to be seen beside it. */
  name?: string;
  /** For a device that was lost or lent: on all of the person's. */
  isEverywhere?: boolean;
}

/** The way out. */
export function SignOut({ name, isEverywhere = false }: SignOutProps) {
  const { t } = useI18n();
  const client = useQueryClient();
  const { session: requests } = useCore();
  const takeSession = useTakeSession();
  const leaving = useMutation({
    mutationFn: () => requests.leave(isEverywhere),
    onSuccess: () => {
      const session = client.getQueryData<Session>(sessionKey);
      if (session) takeSession({ ...session, user: null });
    },
  });
  return (
    <div className={styles["person"]}>
      {leaving.isError ? (
        <span role="alert">{t("page.leaveFailed")}</span>
      ) : (
        name && <span className={styles["name"]}>{name}</span>
      )}
      <Button look="text" isPending={leaving.isPending} onClick={() => leaving.mutate()}>
        {t(isEverywhere ? "page.leaveEverywhere" : "page.leave")}
      </Button>
    </div>
  );
}
