import { useLayoutEffect, useRef, useState } from "react";
import type { LabScene } from "#contract/lab.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Button } from "../design/button.tsx";
import { TraceRow } from "./trace-row.tsx";
import * as styles from "./trace-panel.module.css";
import type { Trace } from "./use-trace.ts";
import { useLaterI18n } from "../i18n/i18n-context.tsx";

/** As near to the end as a finger scrolls that means the end. */
const AT_END_PX = 32;

interface TracePanelProps {
  trace: Trace;
  scene: LabScene | null;
}

/** Everything that happens behind the page, the newest at the bottom. */
export function TracePanel({ trace: { list, change, isLive }, scene }: TracePanelProps) {
  const { t } = useLaterI18n("lab");
  const { scroller, isFollowing, follow, onScroll } = useFollowing(list.shown);
  return (
    <section className={styles["panel"]} aria-labelledby="lab-trace">
      <header className={styles["head"]}>
        <h2 id="lab-trace">{t("lab.behind")}</h2>
        <span className={joinClasses(styles["live"], isLive && styles["isLive"])}>
          {t(isLive ? "lab.trace.live" : "lab.trace.connecting")}
        </span>
        <span className={styles["controls"]}>
          <Button look="text" onClick={() => change({ do: list.isPaused ? "resume" : "pause" })}>
            {t(list.isPaused ? "lab.trace.resume" : "lab.trace.pause")}
          </Button>
          <Button look="text" onClick={() => change({ do: "clear" })}>
            {t("lab.trace.clear")}
          </Button>
        </span>
      </header>
      <div className={styles["sheet"]}>
        {/* It scrolls, so the keyboard must get at it. */}
        <div
          ref={scroller}
          className={styles["scroller"]}
          role="group"
          aria-labelledby="lab-trace"
          tabIndex={0}
          onScroll={onScroll}
        >
          {list.shown.length === 0 ? (
            <p className={styles["empty"]}>{t("lab.trace.empty")}</p>
          ) : (
            <ol>
              {list.shown.map((item) => (
                <TraceRow key={item.key} item={item} scene={scene} />
              ))}
            </ol>
          )}
        </div>
        {list.isPaused && list.waiting.length > 0 && (
          <p className={styles["waiting"]}>
            {t("lab.trace.waiting", { count: list.waiting.length })}
          </p>
        )}
        {!list.isPaused && !isFollowing && (
          <button type="button" className={styles["newest"]} onClick={follow}>
            {t("lab.trace.newest")}
          </button>
        )}
      </div>
    </section>
  );
}

/** Keeps the end in sight as items come, until somebody scrolls up to read. */
function useFollowing(shown: Trace["list"]["shown"]) {
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  if (shown.length === 0 && !isFollowing) setFollowing(true);
  const toEnd = () => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  };
  useLayoutEffect(() => {
    if (isFollowing) toEnd();
  }, [shown, isFollowing]);

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const below = element.scrollHeight - element.clientHeight - element.scrollTop;
    setFollowing(below <= AT_END_PX);
  };
  return {
    scroller,
    isFollowing,
    follow: () => {
      setFollowing(true);
      scroller.current?.focus({ preventScroll: true });
    },
    onScroll,
  };
}
