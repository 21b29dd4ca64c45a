import type { Provider } from "ethers";
import { readOffices } from "../chain/offices.ts";
import type { MembershipProof } from "../election/roll.ts";
import { membershipProof, rollTree } from "../election/roll.ts";
import { type Checkpoint, censusAt, type RollTransaction } from "../election/rollHistory.ts";
import { HanpyoError, told } from "../errors.ts";
import { CENSUS_DEPTH } from "../proofs/ballotProof.ts";
import type { Reach } from "../relaying/jsonRequest.ts";
import { boundContract, type EnrolmentPlace } from "./boundContract.ts";
import type { OfficeRole, StandingAnswer } from "./officeAnswers.ts";
import { presentToAsk } from "./officeClient.ts";
import { type OfficeVisit, presentInSession } from "./visit.ts";

/** What an office said, and the session in which an objection can be written. */
export type Standing = { readonly session: string; readonly answer: StandingAnswer };

/**
 * Asks an office "am I on the roll, and which leaf is mine" (P12.10). Nothing is enrolled by it.
 * Throws `ForeignChallengeError` or errors of officeClient.ts.
 */
export async function askStanding(
  role: OfficeRole,
  visit: OfficeVisit,
  registry: EnrolmentPlace,
  provider: Provider,
  reach: Reach,
): Promise<Standing> {
  const { current } = await readOffices(registry.registry, provider);
  const binding = { ...boundContract(registry), office: current[role], identityCommitment: 0n };
  const { session, presentation } = await presentInSession(visit, "ask", binding, reach);
  return { session, answer: await presentToAsk(visit.url, session, presentation, reach) };
}

/** A resident's leaf of a roll: its place, and the path that proves it against the checkpoint's root. */
export type Leaf = { readonly checkpoint: Checkpoint; readonly path: MembershipProof };

/** The registry's events do not give the root that its checkpoint names. */
export class RollRootMismatchError extends HanpyoError {
  constructor(rollId: bigint, computed: bigint, named: bigint) {
    super(
      "ROLL_ROOT_MISMATCH",
      told`Roll ${{ roll: rollId }} has the root ${{ computed }} by its enrolments, its checkpoint names ${{ found: named }}`,
      "Ask another RPC; if it says the same, object",
    );
  }
}

/**
 * Finds a commitment's leaf at a roll's last checkpoint at or before `time`, and checks the checkpoint's root.
 * @param history `readRollHistory`.
 * @param time Unix seconds.
 * Throws `NotOnRollError` or `RollRootMismatchError`.
 */
export function leafOf(
  history: readonly RollTransaction[],
  rollId: bigint,
  identityCommitment: bigint,
  time: number,
): Leaf {
  const { leaves, checkpoint } = censusAt(history, rollId, time);
  const path = membershipProof(rollTree(leaves), identityCommitment, CENSUS_DEPTH);
  if (checkpoint === undefined || checkpoint.root !== path.root) {
    throw new RollRootMismatchError(rollId, path.root, checkpoint?.root ?? 0n);
  }
  return { checkpoint, path };
}
