import { makeSbom } from "./sbom.ts";

/** `npm run --silent sbom > sbom.json`: what production consists of, in CycloneDX. */
process.stdout.write(`${JSON.stringify(makeSbom(), null, 2)}\n`);
