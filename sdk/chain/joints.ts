import { Contract, type ContractRunner, Interface, type Provider, type Signer } from "ethers";
import jointsArtifact from "../../artifacts/contracts/types/IJoints.sol/IJoints.json" with { type: "json" };
import type { Constitution } from "../election/constitution.ts";
import type { Settlement } from "../election/jointOutcome.ts";
import {
  type DecodedJointTerms,
  type JointTerms,
  jointHashOf,
  jointTermsFromAbi,
  jointTermsToAbi,
} from "../election/jointTerms.ts";
import { type DecodedOutcome, outcomeFromAbi } from "../election/outcome.ts";
import { HanpyoError, told } from "../errors.ts";
import { read, type Sent, send } from "./contracts.ts";
import { readFrom } from "./firstBlock.ts";
import { readLogs } from "./logPages.ts";
import { plainEvent } from "./plainEvent.ts";

export const jointsInterface = new Interface(jointsArtifact.abi);

/** A joint as it was convened: its terms, and its elections in the order of the boxes. */
export type Convened = { readonly terms: JointTerms; readonly elections: readonly string[] };

/** In which block an event stands. */
type AtBlock = { readonly blockNumber: number };

export function jointsAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, jointsInterface, runner);
}

/** The zero hash: an election that is judged alone. */
const ALONE = 0n;

/** An election that is judged with others, and is no member of a joint that was convened where it is known. */
export class JointNotConvenedError extends HanpyoError {
  constructor(election: string, jointHash: string) {
    super(
      "JOINT_NOT_CONVENED",
      told`Election ${{ election }} is judged with others by terms ${{ hash: jointHash }}, and no contract that is known has convened it among them`,
      "Give the trust file that names the contract Joints, and wait until the organizer has convened the joint election; consent to no other election of the same terms",
    );
  }
}

/**
 * Throws `JointNotConvenedError` unless an election is judged alone, or one of these contracts has convened it as of a
 * block (P27.3).
 */
export async function requireConvened(
  { election, constitution }: { readonly election: string; readonly constitution: Pick<Constitution, "jointHash"> },
  joints: readonly string[],
  provider: Provider,
  block: number,
): Promise<void> {
  const { jointHash } = constitution;
  if (BigInt(jointHash) === ALONE) return;
  for (const known of joints) {
    const members = await readJointElections(known, jointHash, provider, block);
    if (members.some((member) => member.toLowerCase() === election.toLowerCase())) return;
  }
  throw new JointNotConvenedError(election, jointHash);
}

/** Says which elections a joint is of (P27.3), by its convener. Throws `ContractRefusedError`. */
export function conveneJoint({ terms, elections }: Convened, convener: Signer): Promise<Sent> {
  return send(jointsAt(terms.joints, convener), "convene", jointTermsToAbi(terms), [...elections]);
}

/** Adds the boxes up (P27.5), by anybody. Throws `ContractRefusedError`. */
export function settleJoint(terms: JointTerms, sender: Signer): Promise<Sent> {
  return send(jointsAt(terms.joints, sender), "settle", jointTermsToAbi(terms));
}

/** The elections of a joint as of a block, the latest unless one is named; none if it is not convened. Throws what `read` throws. */
export async function readJointElections(
  joints: string,
  jointHash: string,
  provider: Provider,
  block?: number,
): Promise<readonly string[]> {
  const at = { blockTag: block ?? "latest" };
  return [...(await read<readonly string[]>(jointsAt(joints, provider), "electionsOf", jointHash, at))];
}

/** What a joint came to as of a block, or undefined before it is settled. Throws what `read` throws. */
export async function readSettlement(
  joints: string,
  jointHash: string,
  provider: Provider,
  block?: number,
): Promise<Settlement | undefined> {
  const at = { blockTag: block ?? "latest" };
  const settled = await read<DecodedSettlement>(jointsAt(joints, provider), "settlement", jointHash, at);
  return settled.isSettled ? settlementFromAbi(settled) : undefined;
}

/**
 * A joint as it was convened, from its event up to a block, or undefined. What a node shows is held against the hash.
 * Throws `LogsRefusedError`, or ethers' errors where the node is silent.
 */
export async function readConvened(
  joints: string,
  jointHash: string,
  provider: Provider,
  lastBlock: number,
): Promise<(Convened & AtBlock) | undefined> {
  const events = await readEvents("JointConvened", { joints, jointHash }, provider, lastBlock);
  return events
    .map(({ args, blockNumber }) => ({
      terms: jointTermsFromAbi(args.terms as DecodedJointTerms),
      elections: [...(args.elections as readonly string[])],
      blockNumber,
    }))
    .find(({ terms }) => jointHashOf(terms) === jointHash.toLowerCase());
}

/** A joint's settlement from its event up to a block, or undefined. Throws as `readConvened`. */
export async function readSettled(
  joints: string,
  jointHash: string,
  provider: Provider,
  lastBlock: number,
): Promise<({ readonly settlement: Settlement } & AtBlock) | undefined> {
  const [event] = await readEvents("JointSettled", { joints, jointHash }, provider, lastBlock);
  if (event === undefined) return undefined;
  return { settlement: settlementFromAbi(event.args.settlement as DecodedSettlement), blockNumber: event.blockNumber };
}

async function readEvents(
  name: string,
  { joints, jointHash }: { readonly joints: string; readonly jointHash: string },
  provider: Provider,
  last: number,
) {
  const topic = jointsInterface.getEvent(name)?.topicHash ?? "";
  const first = await readFrom(joints, last, provider);
  const logs = await readLogs({ address: joints, topics: [topic, jointHash] }, { first, last }, provider);
  return logs.flatMap((log) => {
    const event = plainEvent(log, jointsInterface);
    return event === undefined ? [] : [{ args: event.args, blockNumber: log.blockNumber }];
  });
}

/** A settlement as ethers decodes it. */
export type DecodedSettlement = {
  readonly isSettled: boolean;
  readonly isCounted: boolean;
  readonly ballots: bigint;
  readonly base: bigint;
  readonly voidBoxes: bigint;
  readonly tooFewBoxes: bigint;
  readonly outcome: DecodedOutcome;
  readonly totals: readonly bigint[];
};

/** From what ethers decodes of an event or a call. */
export function settlementFromAbi(settled: DecodedSettlement): Settlement {
  return {
    isCounted: settled.isCounted,
    ballots: Number(settled.ballots),
    base: Number(settled.base),
    voidBoxes: placesOf(settled.voidBoxes),
    tooFewBoxes: placesOf(settled.tooFewBoxes),
    outcome: outcomeFromAbi(settled.outcome),
    totals: [...settled.totals].map(Number),
  };
}

function placesOf(bitmap: bigint): readonly number[] {
  const bits = [...bitmap.toString(2)].reverse();
  return bits.flatMap((bit, place) => (bit === "1" ? [place] : []));
}
