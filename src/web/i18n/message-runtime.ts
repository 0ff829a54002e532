/** What messages call once the build has made functions of them; see `compileMessages` in `vite.build-steps.ts`. */
export { number, plural, select } from "@messageformat/runtime";
export { en, es, pt } from "@messageformat/runtime/lib/cardinals";
