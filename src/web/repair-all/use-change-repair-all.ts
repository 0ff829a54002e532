import { useMutation, useQueryClient } from "@tanstack/react-query";
import { refusalOf } from "../http/api.ts";
import { skipLink, takeUpLink, repairAllQuery } from "./repair-all-queries.ts";

/** Lets the person go past a bank, or take it up again. */
export function useChangeRepairAll() {
  const client = useQueryClient();
  const onSuccess = (answer: Awaited<ReturnType<typeof skipLink>>) =>
    client.setQueryData(repairAllQuery.queryKey, answer);
  const skip = useMutation({ mutationFn: skipLink, onSuccess });
  const takeUp = useMutation({ mutationFn: takeUpLink, onSuccess });
  const error = skip.error ?? takeUp.error;
  return {
    skip: skip.mutate,
    takeUp: takeUp.mutate,
    failure: error === null ? null : refusalOf(error),
  };
}
