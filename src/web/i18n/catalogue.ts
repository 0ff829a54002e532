import type { GetICUArgs } from "@schummar/icu-type-parser";
import type { esMX } from "./es-MX.ts";

type Spanish = typeof esMX;

/** The same keys, each with a message of its own: a language that lacks one does not compile. */
export type SameKeys<Node> = {
  readonly [Key in keyof Node]: Node[Key] extends string ? string : SameKeys<Node[Key]>;
};

export type SomeKeys<Node> = {
  readonly [Key in keyof Node]?: Node[Key] extends string ? string : SomeKeys<Node[Key]>;
};

/** All sentences of one language. */
export type Catalogue = SameKeys<Spanish>;

/** The sentences in which a language of a country differs from the Spanish of Mexico. */
export type Differences = SomeKeys<Spanish>;

/** The places of the sentences in a catalogue, e.g. `repair.updateBank`. */
type KeysOf<Node> = {
  [Key in keyof Node & string]: Node[Key] extends string ? Key : `${Key}.${KeysOf<Node[Key]>}`;
}[keyof Node & string];

type MessageAt<Node, Key extends string> = Key extends `${infer First}.${infer Rest}`
  ? First extends keyof Node
    ? MessageAt<Node[First], Rest>
    : never
  : Key extends keyof Node
    ? Node[Key]
    : never;

interface Kinds {
  ICUArgument: string;
  ICUNumberArgument: number;
}

type ValuesOf<Tree, Key extends string> = GetICUArgs<MessageAt<Tree, Key> & string, Kinds>;

/**
 * Says one sentence of a catalogue in the person's language. What its message has in braces must be
 * given; what is counted is a number, since its plural depends on it.
 */
export type TranslateOf<Tree> = <Key extends KeysOf<Tree>>(
  key: Key,
  ...values: keyof ValuesOf<Tree, Key> extends never ? [] : [ValuesOf<Tree, Key>]
) => string;

export type Translate = TranslateOf<Spanish>;
