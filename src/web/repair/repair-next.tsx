import type { Link } from "#contract/link.ts";
import { Button } from "../design/button.tsx";
import { useI18n } from "../i18n/i18n-context.tsx";
import { AddedOn, addedOnId } from "../links/added-on.tsx";
import { useRepair } from "./repair-provider.tsx";
import { TrustNote } from "./trust-note.tsx";
import { useIntent } from "./update-button.tsx";

const ID = "repair-next";

/** Goes on with another bank, from the end of one. */
export function RepairNext({ link }: { link: Link }) {
  const { id, bank } = link;
  const { t } = useI18n();
  const { start } = useRepair();
  useIntent(ID, id, true);
  return (
    <>
      <Button id={ID} aria-describedby={addedOnId(ID)} onClick={() => start(id)}>
        {t("repair.next", { bank: bank.name })}
      </Button>
      <AddedOn link={link} id={addedOnId(ID)} />
      <TrustNote {...link} isBrief />
    </>
  );
}
