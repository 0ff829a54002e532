import type { LinkState } from "#contract/link.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./what-comes.module.css";

interface WhatComesProps {
  bank: string;
  state: LinkState;
}

/** People who are told what will happen do not stop half-way. */
export function WhatComes({ bank, state }: WhatComesProps) {
  const { say } = useVoice();
  const yours =
    state === "code_needed"
      ? say("repairPage.typeCode")
      : state === "unfinished"
        ? say("repairPage.finish")
        : say("repairPage.typePassword");
  return (
    <section className={styles["comes"]}>
      <h2>{say("repairPage.comes")}</h2>
      <ol>
        <li>{say("repairPage.opens", { bank })}</li>
        <li>{yours}</li>
        <li>{say("repairPage.confirms")}</li>
      </ol>
      {state === "password_needed" && <p>{say("repairPage.safe")}</p>}
    </section>
  );
}
