import { writeFileSync } from "node:fs";
import { formatMessageTypes, TYPES_FILE } from "./message-types.ts";

/** `npm run messages`: once messages were added, or have other values than before. */
writeFileSync(TYPES_FILE, await formatMessageTypes());
