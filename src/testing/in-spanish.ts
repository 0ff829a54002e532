import { loadVoice } from "../web/words/load-voice.ts";

/** The page's voice in the Spanish of Mexico, for parts of it that are drawn by themselves. */
export const inSpanish = {
  ...(await loadVoice(["es-MX"])),
  choose: () => Promise.resolve(),
};
