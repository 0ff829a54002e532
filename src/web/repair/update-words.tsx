import * as visuallyHidden from "../design/visually-hidden.module.css";
import { useI18n } from "../i18n/i18n-context.tsx";

/** What stands on a button that updates a bank whose name is above it: heard with that name. */
export function UpdateWords({ bank }: { bank: string }) {
  const { t } = useI18n();
  return (
    <>
      <span aria-hidden="true">{t("repair.update")}</span>
      <span className={visuallyHidden["visuallyHidden"]}>{t("repair.updateBank", { bank })}</span>
    </>
  );
}
