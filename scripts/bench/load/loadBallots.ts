import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { keccak256, toUtf8Bytes } from "ethers";
import type { OpenElection } from "../../../sdk/chain/resident.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { type BallotPackage, encodeBallotPackage, parseBallotPackage } from "../../../sdk/election/ballotPackage.ts";
import { membershipProof, rollTree } from "../../../sdk/election/roll.ts";
import { CENSUS_DEPTH, encryptBallot, proveBallot } from "../../../sdk/proofs/ballotProof.ts";
import { provingFiles, verificationKey } from "../../checkout/circuitFiles.ts";
import { projectRoot } from "../../checkout/projectRoot.ts";
import type { LoadElection } from "./loadElection.ts";

const CHOICES = [1, 1, 0, 0, 0, 0, 0, 0];
const FIRST = { version: 0n, held: [] };

/**
 * One ballot of every resident. Each is a file below build/load, in a folder named after what the proofs rest on; what
 * is missing there is proved now and written at once, so that a run that was interrupted goes on.
 * @param say Told how many there are.
 */
export async function loadBallots(
  { election, residents }: LoadElection,
  say: (text: string) => void = () => {},
): Promise<readonly BallotPackage[]> {
  const folder = `${projectRoot}build/load/${keyOf(election)}`;
  mkdirSync(folder, { recursive: true });
  const tree = rollTree(residents.map(({ identityCommitment }) => identityCommitment));
  const files = provingFiles("ballot-8");
  const ballots: BallotPackage[] = [];
  for (const { secret, identityCommitment } of residents) {
    const file = `${folder}/${ballots.length + 1}.json`;
    if (!existsSync(file)) {
      const voter = { secret, membership: membershipProof(tree, identityCommitment, CENSUS_DEPTH) };
      const ofElection = { ...election, ...election.constitution };
      const encrypted = encryptBallot(ofElection, CHOICES, systemRandom);
      const ballot = await proveBallot(files, ofElection, voter, FIRST, encrypted);
      const text = encodeBallotPackage({ chainId: election.chainId, election: election.election, ballot });
      // Half a file would be taken for a ballot by the next run.
      writeFileSync(`${file}.part`, text);
      renameSync(`${file}.part`, file);
    }
    ballots.push(parseBallotPackage(readFileSync(file, "utf8")));
    say(`${ballots.length} of ${residents.length} ballots proved`);
  }
  return ballots;
}

/** Everything that a proof rests on, in 16 characters. */
function keyOf({ scope, censusRoot, electionKey }: OpenElection): string {
  const text = `${scope} ${censusRoot} ${electionKey.x} ${JSON.stringify(verificationKey("ballot-8"))}`;
  return keccak256(toUtf8Bytes(text)).slice(2, 18);
}
