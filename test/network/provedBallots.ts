import type { Provider } from "ethers";
import { provingFiles } from "../../scripts/checkout/circuitFiles.ts";
import type { Town } from "../../scripts/rehearsal/town.ts";
import { type OpenElection, readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import type { BallotPackage } from "../../sdk/election/ballotPackage.ts";
import { membershipProof, rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { CENSUS_DEPTH, encryptBallot, proveBallot, type SlotState } from "../../sdk/proofs/ballotProof.ts";
import { choicesOf, VERSIONS } from "./electionOnNetwork.ts";

const UNUSED: SlotState = { version: 0n, held: [] };

/**
 * Proves all ballots of every resident, each for the version after the one before it. The election need not be open yet:
 * its census is frozen once its time is past.
 * @param say Told how many are done.
 * @returns The first ballots of all, then the second ones, and so on.
 */
export async function provedBallots(
  election: string,
  { residents, shared }: Pick<Town, "residents" | "shared">,
  provider: Provider,
  say: (done: number) => void,
): Promise<readonly BallotPackage[]> {
  const read = await readOpenElection(election, provider);
  const { censusTime } = read.constitution.schedule;
  const history = await readRollHistory(shared.registry.address, provider);
  const tree = rollTree(censusAt(history, read.constitution.rollId, censusTime).leaves);
  const open = { ...read, censusRoot: tree.root };
  const byVersion: BallotPackage[][] = Array.from({ length: VERSIONS }, () => []);
  for (const [index, { secret, identityCommitment }] of residents.entries()) {
    const voter = { secret, membership: membershipProof(tree, identityCommitment, CENSUS_DEPTH) };
    let slot = UNUSED;
    for (const [version, ballots] of byVersion.entries()) {
      const made = await proved(open, voter, slot, choicesOf(index, version));
      ballots.push(made);
      slot = { version: slot.version + 1n, held: made.ballot.next };
    }
    say(VERSIONS * (index + 1));
  }
  return byVersion.flat();
}

async function proved(
  open: OpenElection,
  voter: { readonly secret: bigint; readonly membership: ReturnType<typeof membershipProof> },
  slot: SlotState,
  choices: readonly number[],
): Promise<BallotPackage> {
  const election = { ...open, ...open.constitution };
  const encrypted = encryptBallot(election, choices, systemRandom);
  const files = provingFiles(`ballot-${election.ballotSize}`);
  const ballot = await proveBallot(files, election, voter, slot, encrypted);
  return { chainId: open.chainId, election: open.election, ballot };
}
