import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { makePage } from "./page.ts";
import { PAGE, readAsvs } from "./requirements.ts";

/** `npm run asvs`: makes the table of ASVS requirements anew. */
mkdirSync(dirname(PAGE), { recursive: true });
writeFileSync(PAGE, await makePage(readAsvs()));
