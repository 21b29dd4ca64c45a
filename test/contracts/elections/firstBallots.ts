import type { Ballot } from "../../../sdk/election/ballot.ts";
import { BALLOT_SIZE } from "../electionFixture.ts";

/** Whether a ballot can be written as an entry of `castFirstBallots`. */
export function hasEntry({ version, held, next }: Ballot): boolean {
  return version === 0n && held.length === 0 && next.length === 2 * BALLOT_SIZE;
}

/** The words of `castFirstBallots`. */
export function entriesOf(ballots: readonly Ballot[]): bigint[] {
  return ballots.flatMap(({ nullifier, digest, next, proof }) => [nullifier, digest, ...next, ...proof]);
}
