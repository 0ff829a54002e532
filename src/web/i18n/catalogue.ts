import type { LabMessages, MainMessages, PagesMessages } from "./messages.ts";

/** What a message has to be given, by its key: nothing, or its values. */
type ValuesOf<Messages> = { readonly [Key in keyof Messages]: readonly unknown[] };

/**
 * Says a message in the person's language. What it has in braces must be given; what is counted is a number,
 * since its plural depends on it.
 */
export type TranslateOf<Messages extends ValuesOf<Messages>> = <Key extends keyof Messages>(
  key: Key,
  ...values: Messages[Key]
) => string;

/** What every page may say. */
export type Translate = TranslateOf<MainMessages>;

/** What parts of the page may say that come later, by the name of the files with their messages. */
export interface LaterTranslate {
  pages: Translate & TranslateOf<PagesMessages>;
  lab: Translate & TranslateOf<LabMessages>;
}
