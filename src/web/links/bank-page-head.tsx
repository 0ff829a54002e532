import type { Bank, Link } from "#contract/link.ts";
import { AddedOn } from "./added-on.tsx";
import { BankKind } from "./bank-kind.tsx";
import { BankLogo } from "./bank-logo.tsx";
import { StateBadge } from "./state-badge.tsx";

interface BankPageHeadProps {
  link: Pick<Link, "state" | "connectedAt"> & { bank: Bank };
  /** Of the bank's name. */
  id: string;
  /** Another value is a new try to load the logo. */
  asOf: string;
  /** The end of a repair below has the one check. */
  isPlain?: boolean;
}

/** Which bank a page is about, and how its link is. */
export function BankPageHead({ link, id, asOf, isPlain }: BankPageHeadProps) {
  const { bank } = link;
  return (
    <>
      <BankLogo bank={bank} asOf={asOf} />
      <h1 id={id} tabIndex={-1}>
        {bank.name}
      </h1>
      <BankKind bank={bank} />
      <AddedOn link={link} />
      <StateBadge {...link} isPlain={isPlain} />
    </>
  );
}
