import { createContext, useContext } from "react";
import type { Voice } from "./load-words.ts";

export const VoiceContext = createContext<Voice | null>(null);

/** The words, and the language and locale that go with them. */
export function useVoice(): Voice {
  const voice = useContext(VoiceContext);
  if (!voice) throw new Error("useVoice needs a VoiceContext above it");
  return voice;
}
