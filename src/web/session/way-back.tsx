import { useContext } from "react";
import { BrandContext } from "../design/brand.ts";
import { TopLink, type Look } from "../design/button.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { SessionContext } from "./session-context.ts";

interface WayBackProps {
  /** Where it leads, where that is not what the session says. */
  url?: string | null;
  /** `primary` where nothing else is left to do. */
  look?: Look;
}

/** Back to where the host has its person; nothing where it said nowhere. */
export function WayBack({ url, look = "quiet" }: WayBackProps) {
  const { t } = useI18n();
  const { hostName } = useContext(BrandContext);
  const session = useContext(SessionContext);
  const href = url ?? session?.user?.returnUrl ?? null;
  if (href === null) return null;
  return (
    <TopLink href={href} look={look}>
      {hostName === undefined ? t("wayBack.toYourApp") : t("wayBack.toApp", { app: hostName })}
    </TopLink>
  );
}
