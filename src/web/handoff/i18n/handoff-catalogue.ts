import type { SameKeys, TranslateOf } from "../../i18n/catalogue.ts";
import type { handoffEsMX } from "./es-MX.ts";

type Spanish = typeof handoffEsMX;

/** What the way to the phone says in one language. It comes with that, and weighs on no other page. */
export type HandoffCatalogue = SameKeys<Spanish>;
export type HandoffTranslate = TranslateOf<Spanish>;
