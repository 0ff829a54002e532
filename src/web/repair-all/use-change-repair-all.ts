import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RepairAllAnswer } from "#contract/repair-all.ts";
import { refusalOf } from "../core/http/api.ts";
import { linkKeys } from "../core/links/link-queries.ts";
import { useCore } from "../core-context.ts";

/** Lets the person go past a bank, or take it up again. */
export function useChangeRepairAll() {
  const { repairAll } = useCore();
  const client = useQueryClient();
  const onSuccess = (answer: RepairAllAnswer) => client.setQueryData(linkKeys.repairAll, answer);
  const skip = useMutation({ mutationFn: repairAll.skip, onSuccess });
  const resume = useMutation({ mutationFn: repairAll.resume, onSuccess });
  const error = skip.error ?? resume.error;
  return {
    skip: skip.mutate,
    resume: resume.mutate,
    isPending: skip.isPending || resume.isPending,
    failure: error === null ? null : refusalOf(error),
  };
}
