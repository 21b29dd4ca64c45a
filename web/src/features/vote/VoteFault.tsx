import type { Code } from "../../../../sdk/codes.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { Fault } from "../../shared/ui/Fault.tsx";
import { FaultNotice } from "../../shared/ui/FaultNotice.tsx";
import "./texts.ts";

/** Failures of voting that have words of their own; all of them leave nothing sent. */
export const VOTE_FAULTS = [
  "KEY_DOWNLOAD_FAILED",
  "KEY_FILE_ALTERED",
  "KEY_FILE_UNKNOWN",
  "CENSUS_MISMATCH",
  "ROLL_FILE_MISSING",
  "ROLL_FILES_UNKNOWN",
  "SNAPSHOT_FILE_ALTERED",
  "SNAPSHOT_PATH_WRONG",
  "WORKER_CRASHED",
  "PROVING_FAILED",
  "PROVING_CANCELLED",
  "PREPARATION_GONE",
  "BALLOT_DISPLACED",
  "OTHER_TAB_SENDS",
  "RPC_UNREACHABLE",
  "HELD_UNKNOWN",
  "VAULT_UNAVAILABLE",
] as const satisfies readonly Code[];

/** What happened, whether the vote is safe, and what to do. */
export function VoteFault({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { t } = useTexts("vote");
  const known = error instanceof HanpyoError && VOTE_FAULTS.find((code) => code === error.code);
  if (!known) return <Fault error={error} again={again} />;
  const lines = [t(`faults.${known}.safe`), t(`faults.${known}.next`)];
  return <FaultNotice title={t(`faults.${known}.what`)} lines={lines} error={error} again={again} />;
}
