import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import type { DemoUser } from "#contract/session.ts";
import { pages } from "#contract/routes.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Message } from "../design/message.tsx";
import pageHead from "../design/page-head.module.css";
import tones from "../design/tone.module.css";
import { useTitle } from "../design/use-title.ts";
import { useVoice } from "../words/voice-context.tsx";
import { enterAsDemoUser } from "./session-queries.ts";
import styles from "./start-page.module.css";
import { useTakeSession } from "./use-session.ts";

/** The page of somebody who has not come in: the demo's users, or the way to come in. */
export function StartPage({ demoUsers }: { demoUsers: DemoUser[] | null }) {
  const { say } = useVoice();
  useTitle(say("page.title", { type: "bank" }));
  if (!demoUsers)
    return <Message title={say("start.closedTitle")} text={say("start.closedText")} />;
  if (demoUsers.length === 0) {
    return <Message title={say("page.loading")} text={say("start.text")} />;
  }
  return <DemoUsers users={demoUsers} />;
}

function DemoUsers({ users }: { users: DemoUser[] }) {
  const { say } = useVoice();
  const takeSession = useTakeSession();
  const enter = useMutation({ mutationFn: enterAsDemoUser, onSuccess: takeSession });

  return (
    <div className={styles["page"]}>
      <header className={pageHead["head"]}>
        <h1>{say("start.title")}</h1>
        <p>{say("start.text")}</p>
      </header>
      {enter.isError && (
        <p role="alert" className={joinClasses(tones["act"], styles["error"])}>
          {say("start.failed")}
        </p>
      )}
      <ul className={styles["users"]}>
        {users.map(({ id, name, situation }) => (
          <li key={id}>
            <button
              type="button"
              className={styles["user"]}
              aria-disabled={enter.isPending}
              onClick={() => {
                if (!enter.isPending) enter.mutate(id);
              }}
            >
              <span className={styles["name"]}>{name}</span>
              <span className={styles["situation"]}>{say(`start.situations.${situation}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p>
        <Link to={pages.lab} className={styles["lab"] ?? ""}>
          {say("start.lab")}
        </Link>
      </p>
    </div>
  );
}
