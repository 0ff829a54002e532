import type { ComponentProps, PointerEvent } from "react";
import * as styles from "./button.module.css";
import { joinClasses } from "./join-classes.ts";
import { PageLink } from "./page-link.tsx";
import { Spinner } from "./spinner.tsx";
import * as textButton from "./text-button.module.css";

export type Look = "primary" | "quiet" | "text";

function classOf(look: Look): string {
  return look === "text"
    ? (textButton["button"] ?? "")
    : joinClasses(styles["button"], styles[look]);
}

interface ButtonProps extends Omit<ComponentProps<"button">, "className" | "type"> {
  look?: Look;
  /** What a press began is under way: a ring turns, and until it stops a press does nothing. */
  isPending?: boolean;
}

/** A native `<button>`. Say `aria-disabled`, not `disabled`: focus then stays where the person left it. */
export function Button({ look = "primary", isPending, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classOf(look)}
      aria-disabled={isPending}
      onClick={isPending ? undefined : onClick}
      {...whilePressed}
      {...rest}
    >
      {isPending ? (
        <>
          <Spinner />
          <span>{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}

type Press = PointerEvent<HTMLButtonElement>;

function press({ currentTarget, button }: Press): void {
  const isOff = currentTarget.getAttribute("aria-disabled") === "true";
  if (button === 0 && !isOff) currentTarget.dataset["pressed"] = "";
}

function letGo({ currentTarget }: Press): void {
  delete currentTarget.dataset["pressed"];
}

/**
 * Marks a button from the moment that it is touched, on the page itself: `:active` comes late on touch
 * screens, and what a press does only after the finger has left and React has drawn.
 */
const whilePressed = {
  onPointerDown: press,
  onPointerUp: letGo,
  onPointerCancel: letGo,
  onPointerLeave: letGo,
};

/** An `<a>` to a page of ours, looking like a button. */
export function ButtonLink({ to, children }: { to: string; children: string }) {
  return (
    <PageLink to={to} className={classOf("quiet")}>
      {children}
    </PageLink>
  );
}

/** An `<a>` to a page in a tab of its own. */
export function OutsideLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className={classOf("quiet")} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

interface TopLinkProps {
  href: string;
  look?: Look;
  onClick?: () => void;
  children: string;
}

/** An `<a>` to a page that takes the whole window, also where ours is in a frame. */
export function TopLink({ href, look = "primary", onClick, children }: TopLinkProps) {
  return (
    <a href={href} className={classOf(look)} target="_top" rel="noreferrer" onClick={onClick}>
      {children}
    </a>
  );
}
