import type { AcceptedTrust } from "../trust/acceptManifest.ts";
import type { ElectionFacts } from "../trust/electionFacts.ts";
import { type Judgement, judgeElection } from "../trust/judgeElection.ts";
import { agreed, type Rpcs } from "./agreement.ts";
import { readElectionFacts } from "./trustFacts.ts";

/** An election as a chain shows it, and what its trust file makes of it. */
export type JudgedElection = Judgement & { readonly facts: ElectionFacts };

/**
 * Judges an election by what all nodes say alike as of a final block (P15.7).
 * Throws `RpcsDisagreeError`, `OfficeEventsMissingError`, or a node's failure.
 */
export async function judgedElection(
  rpcs: Rpcs,
  election: string,
  trust: AcceptedTrust,
  block: number,
): Promise<JudgedElection> {
  const facts = await agreed(rpcs, ({ provider }) => readElectionFacts(election, trust.latest, provider, block));
  return { ...judgeElection(trust, facts), facts };
}
