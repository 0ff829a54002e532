import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router-dom";
import type { InstitutionType } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { refusalOf } from "../core/http/api.ts";
import { linkKeys } from "../core/links/link-queries.ts";
import { useCore } from "../core-context.ts";
import { Button } from "../design/button.tsx";
import { formatFailure } from "../i18n/format-failure.ts";
import { useI18n } from "../i18n/i18n-context.tsx";

interface RepairAllStartProps {
  /** How many links can be repaired, and what they are called together. */
  count: number;
  type: InstitutionType;
}

/**
 * In the list: repairs all banks one after the other, or goes on where that was left. It says the list's
 * own number and nothing of where that is, so that no word of it changes under a finger.
 */
export function RepairAllStart({ count, type }: RepairAllStartProps) {
  const { t } = useI18n();
  const { begin, isPending, failure } = useBeginRepairAll();
  return (
    <>
      <Button isPending={isPending} onClick={begin}>
        {t("links.repairAll", { count, type })}
      </Button>
      {failure !== null && <p role="alert">{formatFailure(failure, t)}</p>}
    </>
  );
}

/** Begins, and goes to its page. */
export function useBeginRepairAll() {
  const { repairAll } = useCore();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: repairAll.begin,
    onSuccess: async (answer) => {
      client.setQueryData(linkKeys.repairAll, answer);
      await navigate(pages.repairAll);
    },
    onError: () => void client.invalidateQueries({ queryKey: linkKeys.all }),
  });
  return {
    begin: () => mutate(),
    isPending,
    failure: error === null ? null : refusalOf(error),
  };
}
