import type { ReactNode } from "react";
import { hideWhatIsBelow } from "./hide-what-is-below.ts";
import * as styles from "./message.module.css";

interface MessageProps {
  title: string;
  text: string;
  /** What to do next, where there is something: one thing, or two. */
  action?: ReactNode;
  /** 1 where the message is the whole page. */
  level?: 1 | 2;
  /** Something comes in its place by itself, of another height. */
  isPassing?: boolean;
}

/** A whole page or list that has nothing else to show: empty, failed, not found. */
export function Message({ title, text, action, level = 1, isPassing }: MessageProps) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div ref={isPassing ? hideWhatIsBelow : undefined} className={styles["message"]}>
      <Title>{title}</Title>
      <p>{text}</p>
      {action && <div className={styles["actions"]}>{action}</div>}
    </div>
  );
}
