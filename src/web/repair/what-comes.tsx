import type { Bank, LinkState } from "#contract/link.ts";
import { aboutBank } from "../words/about-bank.ts";
import { useVoice } from "../words/voice-context.tsx";
import styles from "./what-comes.module.css";

interface WhatComesProps {
  bank: Pick<Bank, "name" | "type">;
  state: LinkState;
}

/** People who are told what will happen do not stop half-way. */
export function WhatComes({ bank, state }: WhatComesProps) {
  const { say } = useVoice();
  const about = aboutBank(bank);
  const yours =
    state === "code_needed"
      ? say("repairPage.typeCode", about)
      : state === "unfinished"
        ? say("repairPage.finish")
        : say("repairPage.typePassword", about);
  return (
    <section className={styles["comes"]}>
      <h2>{say("repairPage.comes")}</h2>
      <ol>
        <li>{say("repairPage.opens", about)}</li>
        <li>{yours}</li>
        <li>{say("repairPage.confirms", about)}</li>
      </ol>
      {state === "password_needed" && about.login === "password" && <p>{say("repairPage.safe")}</p>}
    </section>
  );
}
