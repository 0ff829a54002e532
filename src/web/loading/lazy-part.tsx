import { createElement, lazy, useState, type ComponentType, type ReactNode } from "react";
import type { LaterTranslate } from "../i18n/catalogue.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import type { I18n } from "../i18n/load-i18n.ts";
import { loadOnce, PartMissingError, type Loader } from "./load-once.ts";
import { waitFor } from "./waits.ts";

export interface LazyPart<Props> {
  (props: Props): ReactNode;
  /**
   * Fetches script and words ahead.
   *
   * @throws {PartMissingError} When one of both did not come; whoever draws it meets that again.
   */
  preload: (i18n: Pick<I18n, "messages">) => Promise<void>;
}

interface LazyOptions {
  /** Whose words come with the script. */
  messages?: keyof LaterTranslate;
  /** Nobody waits for it. */
  isExtra?: boolean;
}

/**
 * A part of the page whose script and words are fetched when it is drawn, or ahead.
 *
 * @throws {PartMissingError} When it is drawn, and one of both did not come.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { messages: name = "pages", isExtra = false }: LazyOptions = {},
): LazyPart<Props> {
  const script = loadOnce(load);
  const later = laterPart(script);

  function Part(props: Props) {
    const messages = useI18n().messages[name];
    const [part] = useState<ComponentType<Props>>(() => {
      // At once where all is there: something else in its place, for a moment, would make the page jump.
      const loaded = messages.peek() && script.peek();
      if (loaded) return loaded;
      const { coming, drawn } = later(messages);
      if (!isExtra) void waitFor(coming);
      return drawn;
    });
    return createElement(part, props);
  }
  const preload = async ({ messages }: Pick<I18n, "messages">) => {
    await allOf([script.load(), messages[name].load()]);
  };
  return Object.assign(Part, { preload });
}

/** What draws a part once all has come: the same for as long as that is the same. */
function laterPart<Props>(script: Loader<ComponentType<Props>>) {
  let made: { of: readonly Promise<unknown>[]; later: Later<Props> } | null = null;
  return (messages: Loader<true>): Later<Props> => {
    const of = [script.load(), messages.load()] as const;
    if (made?.of[0] !== of[0] || made.of[1] !== of[1]) {
      const coming = allOf(of).then(([part]) => part);
      // Whoever draws it hears of it.
      coming.catch(() => undefined);
      made = { of, later: { coming, drawn: lazy(async () => ({ default: await coming })) } };
    }
    return made.later;
  };
}

/** Both, or what is missing of them as one: what is fetched again then is all of it. */
async function allOf<Script, Messages>(of: readonly [Promise<Script>, Promise<Messages>]) {
  const missing = (await Promise.allSettled(of))
    .flatMap((each): unknown[] => (each.status === "rejected" ? [each.reason] : []))
    .filter((reason) => reason instanceof PartMissingError);
  if (missing.length > 1) {
    const gone = missing.find(({ forget }) => forget === null);
    const forget = () => missing.forEach((each) => each.forget?.());
    throw new PartMissingError(gone ? null : forget, { cause: (gone ?? missing[0])?.cause });
  }
  return Promise.all(of);
}

interface Later<Props> {
  coming: Promise<unknown>;
  drawn: ComponentType<Props>;
}
