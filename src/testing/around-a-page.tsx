import { useState, type ReactNode } from "react";
import { CoreContext } from "../web/core-context.ts";
import { I18nContext } from "../web/i18n/i18n-context.tsx";
import { aCore } from "./a-core.ts";
import { inSpanish } from "./in-spanish.ts";

/** What a part of the page needs above it: the connection to the server, and Spanish. */
export function AroundAPage({ children }: { children: ReactNode }) {
  const [core] = useState(aCore);
  return (
    <CoreContext value={core}>
      <I18nContext value={inSpanish}>{children}</I18nContext>
    </CoreContext>
  );
}
