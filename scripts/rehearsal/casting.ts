import type { LeanIMT } from "@zk-kit/lean-imt";
import type { Wallet } from "ethers";
import { castBallots } from "../../sdk/chain/relayer.ts";
import type { OpenElection } from "../../sdk/chain/resident.ts";
import { readSlot } from "../../sdk/chain/slots.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import type { Ballot } from "../../sdk/election/ballot.ts";
import { membershipProof } from "../../sdk/election/roll.ts";
import { CENSUS_DEPTH, encryptBallot, nullifierOf, proveBallot } from "../../sdk/proofs/ballotProof.ts";
import { provingFiles } from "../checkout/circuitFiles.ts";
import type { Resident } from "./enrolment.ts";
import type { Progress } from "./step.ts";

/** Makes one resident's ballot as the device would: reads the slot, encrypts, proves. */
export async function makeBallot(
  open: OpenElection,
  tree: LeanIMT,
  resident: Resident,
  choices: readonly number[],
  reader: Wallet,
): Promise<Ballot> {
  const election = { ...open, ...open.constitution };
  const voter = {
    secret: resident.secret,
    membership: membershipProof(tree, resident.identityCommitment, CENSUS_DEPTH),
  };
  const slot = await readSlot(open.election, nullifierOf(open.scope, resident.secret), reader);
  const encrypted = encryptBallot(election, choices, systemRandom);
  return proveBallot(provingFiles(`ballot-${election.ballotSize}`), election, voter, slot, encrypted);
}

/** Every resident casts; a relayer submits in batches (P5, P7). */
export async function castAll(
  open: OpenElection,
  tree: LeanIMT,
  residents: readonly Resident[],
  choices: readonly (readonly number[])[],
  batchSizes: readonly number[],
  relayer: Wallet,
  progress: Progress,
): Promise<Ballot[]> {
  const all: Ballot[] = [];
  let batch: Ballot[] = [];
  let sent = 0;
  for (const [index, resident] of residents.entries()) {
    const ballot = await makeBallot(open, tree, resident, choices[index] as readonly number[], relayer);
    all.push(ballot);
    batch.push(ballot);
    progress.say(`ballot ${all.length} of ${residents.length} encrypted and proved`);
    if (batch.length === (batchSizes[sent] ?? batchSizes.at(-1)) || all.length === residents.length) {
      progress.spent(await castBallots(open.election, batch, relayer));
      batch = [];
      sent++;
    }
  }
  return all;
}
