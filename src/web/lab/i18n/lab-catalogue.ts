import type { SameKeys, TranslateOf, SomeKeys } from "../../i18n/catalogue.ts";
import type { labEsMX } from "./es-MX.ts";

type Spanish = typeof labEsMX;

/** The lab's sentences in one language. They come with the lab, and weigh on no other page. */
export type LabCatalogue = SameKeys<Spanish>;
export type LabDifferences = SomeKeys<Spanish>;
export type LabTranslate = TranslateOf<Spanish>;
