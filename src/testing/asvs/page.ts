import { format } from "prettier";
import { PAGE, type Asvs, type Requirement, type State } from "./requirements.ts";

const NAMES: Record<State, string> = {
  met: "Met",
  part: "In part",
  unmet: "**Not met**",
  elsewhere: "By who runs it",
  absent: "Not here",
};

const CHAPTERS: Record<string, string> = {
  V1: "Encoding and sanitization",
  V2: "Validation and business logic",
  V3: "Web frontend",
  V4: "API and web service",
  V6: "Authentication",
  V7: "Sessions",
  V8: "Authorization",
  V9: "Self-contained tokens",
  V11: "Cryptography",
  V12: "Communication",
  V13: "Configuration",
  V14: "Data protection",
  V15: "Coding and architecture",
  V16: "Logging and errors",
};

/** @returns The page `docs/security/asvs.md`, which is made from tests and decisions. */
export function makePage({ requirements }: Asvs): Promise<string> {
  const count = (state: State) =>
    requirements.filter(({ decision }) => decision?.state === state).length;
  const tested = requirements.filter(({ tests }) => tests.length > 0).length;
  const chapters = Object.entries(CHAPTERS).map(([chapter, name]) => {
    const rows = requirements.filter(({ id }) => id.startsWith(`${chapter}.`)).map(rowOf);
    return `## ${chapter} ${name}\n\n| id | level | what | how it stands |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  const text = `<!-- Made by npm run asvs. Change src/testing/asvs/decisions.txt or a test's title, and make it anew. -->

# OWASP ASVS 5.0, levels 1 and 2

${requirements.length} requirements apply; those of files (V5), OAuth (V10) and WebRTC (V17) do not. The words are
ours and short: the text that counts is [OWASP's](https://github.com/OWASP/ASVS). ${tested} are named by a test,
${requirements.length - tested} stand by a written decision alone. Of all decisions, ${count("met")} say that it is met and by what,
${count("part")} that it is in part, ${count("unmet")} that it is not, ${count("elsewhere")} that it is for who runs Relink, and ${count("absent")} that Relink
has no such thing. Nobody from outside has looked at this.

${chapters.join("\n")}`;
  return format(text, { parser: "markdown", printWidth: 110 });
}

function rowOf({ id, level, words, decision, tests }: Requirement): string {
  const links = tests.map((file) => {
    const depth = "../".repeat(PAGE.split("/").length - 1);
    return `[${file.slice(file.lastIndexOf("/") + 1)}](${depth}${file})`;
  });
  const decided = decision && `${NAMES[decision.state]}: ${decision.why}`;
  const how = [links.length > 0 ? `Tested: ${links.join(", ")}.` : null, decided];
  return `| ${id} | ${level} | ${words} | ${how.filter((each) => each !== null).join(" ")} |`;
}
