import { parse, type Token } from "@messageformat/parser";

/** What a message does with one of its values: says it, counts by it, or chooses by it. */
interface MessageValue {
  name: string;
  use: "said" | "counted" | "chosen";
  /** Between what is chosen; nothing for the others, since each language counts in forms of its own. */
  choices: readonly string[];
}

/** All values of a message, as often as they stand in it. */
export function valuesOf(message: string): MessageValue[] {
  return collect(parse(message));
}

function collect(tokens: readonly Token[]): MessageValue[] {
  return tokens.flatMap((token): MessageValue[] => {
    switch (token.type) {
      case "content":
      case "octothorpe":
        return [];
      case "argument":
        return [{ name: token.arg, use: "said", choices: [] }];
      case "function":
        return [{ name: token.arg, use: "counted", choices: [] }];
      case "select":
      case "plural":
      case "selectordinal": {
        const inner = token.cases.flatMap((each) => collect(each.tokens));
        const isChosen = token.type === "select";
        const choices = isChosen ? token.cases.map(({ key }) => key).sort() : [];
        return [{ name: token.arg, use: isChosen ? "chosen" : "counted", choices }, ...inner];
      }
    }
  });
}
