import { ContractRefusedError } from "../../sdk/chain/contracts.ts";
import { notices } from "../../sdk/chain/notices.ts";

/** What a contract's refusal means, as its source says it; nothing of other errors. */
export function noticeOf(error: unknown): string | undefined {
  if (!(error instanceof ContractRefusedError)) return undefined;
  // The line above it has the times as they are in Korea.
  return `${error.refusal}: ${notices[error.refusal].replace(/ \(Unix seconds\)/, "")}.`;
}
