import { memo, useMemo, type ReactNode } from "react";
import { canRepair, type Link } from "#contract/link.ts";
import { joinClasses } from "../design/join-classes.ts";
import { findNext } from "./find-next.ts";
import { LinkCard } from "./link-card.tsx";
import { findNamesakes, NamesakesContext } from "./namesakes.ts";
import * as styles from "./link-rows.module.css";
import { leavePlace, type LeftPlace } from "./use-left-place.ts";

/** What a link's repair has to do with the others of the list. */
export interface AmongLinks {
  /** Others can be repaired as well, and all of them at once. */
  isOneOfMany: boolean;
  /** The next that can be, of the link that was just repaired; `null` for every other, and for the last. */
  next: Link | null;
}

export interface LinkRowsProps {
  links: readonly Link[];
  /** The link that the person is busy with, or was last; its row stays where it is. */
  heldLinkId: string | null;
  isOneOfMany: boolean;
  /** Others are on their way. */
  isBusy: boolean;
  /** The person has more than these. */
  isPart: boolean;
  /** The address's query. */
  search: string;
  /** Draws what is wrong with a link and what can be done about it. */
  renderRepair: (link: Link, among: AmongLinks) => ReactNode;
  onLeave: (left: LeftPlace) => void;
}

/** The connections of a list: a card each, and those of whom there is nothing to say on one sheet. */
export function LinkRows({ links, heldLinkId, isOneOfMany, isBusy, ...others }: LinkRowsProps) {
  const { isPart, ...rest } = others;
  const namesakes = useMemo(() => (isPart ? null : findNamesakes(links)), [isPart, links]);
  /** There is nothing to say of it, nor to do. */
  const isRow = (link: Link | undefined) =>
    link?.state === "connected" && link.watch === "none" && link.id !== heldLinkId;
  return (
    <NamesakesContext value={namesakes}>
      <ul className={styles["list"]} aria-busy={isBusy}>
        {links.map((link, place) => (
          <Row
            key={link.id}
            {...{ link, isOneOfMany, ...rest }}
            isRow={isRow(link)}
            isFirstRow={isRow(link) && !isRow(links[place - 1])}
            isLastRow={isRow(link) && !isRow(links[place + 1])}
            next={
              link.id === heldLinkId
                ? findNext(links, place, ({ state }) => canRepair(state))
                : null
            }
          />
        ))}
      </ul>
    </NamesakesContext>
  );
}

interface RowProps extends Pick<LinkRowsProps, "renderRepair" | "onLeave" | "search">, AmongLinks {
  link: Link;
  /** Rows that follow each other are drawn as one group. */
  isRow: boolean;
  isFirstRow: boolean;
  isLastRow: boolean;
}

/** Drawn anew only with its own link: what else the page learns is no matter of the row. */
const Row = memo(function Row({ link, search, renderRepair, onLeave, ...rest }: RowProps) {
  const { isRow, isFirstRow, isLastRow, isOneOfMany, next } = rest;
  const row = [styles["row"], isFirstRow && styles["firstRow"], isLastRow && styles["lastRow"]];
  return (
    <li className={isRow ? joinClasses(...row) : undefined}>
      <LinkCard {...{ link, isRow }} onOpen={() => onLeave(leavePlace(link.id, search))}>
        {renderRepair(link, { isOneOfMany, next })}
      </LinkCard>
    </li>
  );
});
