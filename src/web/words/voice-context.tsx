import { createContext, useContext } from "react";
import type { Dialect, Voice } from "./load-voice.ts";

interface OwnVoice extends Voice {
  /**
   * Has the page speak in another language from now on, here and at the next visit.
   *
   * @throws {TypeError} When its words cannot be fetched; the page then goes on as it was.
   */
  choose: (dialect: Dialect) => Promise<void>;
}

export const VoiceContext = createContext<OwnVoice | null>(null);

/** How the page speaks to this person. */
export function useVoice(): OwnVoice {
  const voice = useContext(VoiceContext);
  if (!voice) throw new Error("useVoice needs a VoiceContext above it");
  return voice;
}
