import {
  useContext,
  useEffect,
  useRef,
  useSyncExternalStore,
  type ReactNode,
  type RefObject,
} from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router-dom";
import { pages } from "#contract/routes.ts";
import type { Session } from "#contract/session.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { joinClasses } from "../design/join-classes.ts";
import * as tones from "../design/tone.module.css";
import { useOnline } from "../design/use-online.ts";
import { slowParts } from "../loading/waits.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { BrandContext } from "../design/brand.ts";
import { PageLink } from "../design/page-link.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import * as styles from "./layout.module.css";
import { SignOut } from "./sign-out.tsx";

interface LayoutProps {
  /** `undefined` while nobody knows. */
  user: Session["user"] | undefined;
  /** Where the page is more than one column. */
  isWide?: boolean;
  children: ReactNode;
}

/** What stands around every page. */
export function Layout({ user, isWide = false, children }: LayoutProps) {
  const { t } = useI18n();
  const main = useRef<HTMLElement>(null);
  const isWaiting = useSyncExternalStore(slowParts.subscribe, slowParts.isWaitedFor);
  useAnnounced(isWaiting ? t("page.loading") : null);
  useFocusOnNewPage(main, user === undefined ? undefined : (user?.id ?? null));

  return (
    <div className={joinClasses(styles["frame"], isWide && styles["wide"])}>
      <a href="#main" className={styles["skip"]}>
        {t("page.skip")}
      </a>
      <header>
        <div className={styles["bar"]}>
          <HomeLink />
          {user && <SignOut name={user.name ?? ""} />}
        </div>
        <Offline />
      </header>
      {isWaiting && <div className={styles["waiting"]} />}
      <main id="main" ref={main} tabIndex={-1} className={styles["main"]} aria-busy={isWaiting}>
        {children}
      </main>
      <footer className={styles["foot"]}>
        <LanguageChoice />
        {user?.onlyLinkId === null && <SignOut isEverywhere />}
      </footer>
    </div>
  );
}

/** The brand, which leads home; said aloud with where that is, as in "Relink, your banks". */
function HomeLink() {
  const { t } = useI18n();
  const { name, logoUrl } = useContext(BrandContext);
  return (
    <PageLink
      to={pages.home}
      className={styles["brand"] ?? ""}
      aria-label={t("page.home", { brand: name })}
    >
      <img src={logoUrl} alt="" width={32} height={32} />
      <span>{name}</span>
    </PageLink>
  );
}

/** A new page begins at its beginning, for keyboard and ear as it does for the eye. */
function useFocusOnNewPage(
  main: RefObject<HTMLElement | null>,
  userId: string | null | undefined,
): void {
  const { pathname } = useLocation();
  const navigation = useNavigationType();
  // `null` until the first page is there, which the browser begins by itself unless another led here.
  const shown = useRef<{ pathname: string | null; userId: string | null | undefined }>(null);
  useEffect(() => {
    const isFirst = navigation === NavigationType.Pop;
    const before = shown.current ?? { pathname: isFirst ? pathname : null, userId };
    shown.current = { pathname, userId };
    const isNewPerson = before.userId !== undefined && before.userId !== userId;
    if (before.pathname === pathname && !isNewPerson) return;
    // A page that has put focus where it belongs has put itself there too.
    const focused = document.activeElement;
    if (focused !== main.current && main.current?.contains(focused)) return;
    main.current?.focus({ preventScroll: true });
    // Going back, the browser finds the old place by itself.
    if (isNewPerson || navigation !== NavigationType.Pop) window.scrollTo(0, 0);
  }, [main, navigation, pathname, userId]);
}

function Offline() {
  const { t } = useI18n();
  const online = useOnline();
  useAnnounced(online ? null : t("page.offline"));
  return online ? null : (
    <p className={joinClasses(tones["warning"], styles["offline"])}>{t("page.offline")}</p>
  );
}
