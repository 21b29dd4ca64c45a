import type { Provider } from "ethers";
import { type DecodedOutcome, type Outcome, outcomeFromAbi } from "../election/outcome.ts";
import { electionAt, read } from "./contracts.ts";

/** What a decided election came to: a count for each of its options, and what the frozen rule makes of them (P10). */
export type DecidedResult = { readonly counts: readonly number[]; readonly outcome: Outcome };

/** Reads the result of an election whose phase is `decided`. */
export async function readDecidedResult(
  election: string,
  optionCount: number,
  provider: Provider,
): Promise<DecidedResult> {
  const contract = electionAt(election, provider);
  const counts = await read<readonly bigint[]>(contract, "counts");
  return {
    counts: counts.slice(0, optionCount).map(Number),
    outcome: outcomeFromAbi(await read<DecodedOutcome>(contract, "outcome")),
  };
}
