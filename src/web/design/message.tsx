import type { ReactNode } from "react";
import styles from "./message.module.css";

interface MessageProps {
  title: string;
  text: string;
  /** The one thing to do next, where there is one. */
  action?: ReactNode;
  /** 1 where the message is the whole page. */
  level?: 1 | 2;
}

/** A whole page or list that has nothing else to show: empty, failed, not found. */
export function Message({ title, text, action, level = 1 }: MessageProps) {
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div className={styles["message"]}>
      <Title>{title}</Title>
      <p>{text}</p>
      {action && <div className={styles["actions"]}>{action}</div>}
    </div>
  );
}
