import type { Provider } from "ethers";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { isPublishedRolls } from "../../sdk/chain/publishedRolls.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { pairHashFor } from "../../sdk/crypto/pairHash.ts";
import type { RollFilesIndex } from "../../sdk/election/rollFiles.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { SnapshotPathWrongError } from "../../sdk/election/rollSnapshot.ts";
import { timeInKorea } from "../../sdk/election/timeInKorea.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { writeRollFiles } from "./writeRollFiles.ts";

export class RollHasFilesError extends HanpyoError {
  constructor(rolls: string) {
    super(
      "ROLL_HAS_FILES",
      told`The roll of ${{ rolls }} was published as a file`,
      "Copy the snapshot's folder, under the name of its root",
    );
  }
}

export class CensusNotFrozenError extends HanpyoError {
  constructor(election: string, censusTime: number) {
    super(
      "CENSUS_NOT_FROZEN",
      told`The census of ${{ election }} is taken at ${{ censusTime: timeInKorea(censusTime) }}, which is to come, or nobody is on its roll`,
      "Run the command after the census time",
    );
  }
}

/**
 * Writes the files of the roll that an election froze (P1.7), below `place`.
 * Throws `RollHasFilesError`, `CensusNotFrozenError`, or `SnapshotPathWrongError` where the events that the node gave
 * do not come to the checkpoint.
 */
export async function writeCensusFiles(election: string, place: string, provider: Provider): Promise<RollFilesIndex> {
  const { rolls, rollId, schedule } = await readConstitution(election, provider);
  if (await isPublishedRolls(rolls, provider)) throw new RollHasFilesError(rolls);
  const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const { leaves, checkpoint } = censusAt(await readRollHistory(rolls, provider), rollId, schedule.censusTime);
  if (now <= schedule.censusTime || checkpoint === undefined || leaves.length === 0) {
    throw new CensusNotFrozenError(election, schedule.censusTime);
  }
  const { chainId } = await provider.getNetwork();
  const hash = await pairHashFor(leaves.length);
  const index = writeRollFiles({ chainId, registry: rolls, rollId, time: checkpoint.time, leaves }, place, hash);
  if (index.root !== checkpoint.root) throw new SnapshotPathWrongError(checkpoint.root, index.root);
  return index;
}
