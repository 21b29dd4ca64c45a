import { ZeroHash } from "ethers";
import { z } from "zod";
import { agreed, agreedChain, agreedFinal, type Rpc, type Rpcs } from "../../sdk/chain/agreement.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { keysFingerprint } from "../../sdk/chain/keysFingerprint.ts";
import { boardInterface } from "../../sdk/chain/townContracts.ts";
import { makeDealing, makeRegistration, readDealingTask, seatOf } from "../../sdk/chain/trustee.ts";
import { type Point, pointsEqual, timesEight } from "../../sdk/crypto/babyjubjub.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import { type FinalityRule, finalityOf, finalityRule, finalityText } from "../../sdk/trust/finality.ts";
import { provingFiles } from "../checkout/circuitFiles.ts";
import { requireContract } from "../terminal/rpc.ts";
import type { Action } from "./action.ts";
import { address, count, hash, point, seated } from "./fields.ts";
import { feesSchema, mostExpensive, readFees, sendSigned, signCall } from "./signedTransaction.ts";

const dealTask = z.strictObject({
  format: z.literal("hanpyo-trustee-deal-task-1"),
  ...seated,
  round: z.enum(["register", "deal"]),
  trustees: z.array(address).min(2).max(9).readonly(),
  threshold: count,
  /** Whether the board serves test elections alone. */
  isTest: z.boolean(),
  /** E_j of every seat as P, and what this seat committed to; none and zero in the first round. */
  encryptionKeys: z.array(point).readonly(),
  commitment: hash,
  /** By which rule the keys are final, as a manifest states it. */
  finality: count,
  fees: feesSchema,
});

const dealMade = z.strictObject({
  format: z.literal("hanpyo-trustee-deal-1"),
  ...seated,
  round: z.enum(["register", "deal"]),
  /** Raw, signed by the trustee's account. */
  transaction: z.string().regex(/^0x([0-9a-f]{2})+$/),
});

export type DealTask = z.infer<typeof dealTask>;
export type DealMade = z.infer<typeof dealMade>;

/** A board whose key is made. */
export class CeremonyOverError extends HanpyoError {
  constructor(board: string) {
    super(
      "CEREMONY_OVER",
      told`Board ${{ board }} has its key: the ceremony is over`,
      "Go on with the elections of this board",
    );
  }
}

export class NothingToDealError extends HanpyoError {
  constructor(board: string, stage: string) {
    super(
      "NOTHING_TO_DEAL",
      told`Board ${{ board }} is ${{ stage }}`,
      "Deploy another board; this one can do nothing more",
    );
  }
}

export class KeyNotRegisteredError extends HanpyoError {
  constructor(board: string, seat: number) {
    super(
      "KEY_NOT_REGISTERED",
      told`This key is not the one that seat ${{ seat }} of board ${{ board }} registered with`,
      "Use the key file of the registration; if it is the same, the task was altered or is of another board or chain",
    );
  }
}

export class NotCommittedError extends HanpyoError {
  constructor(board: string, seat: number) {
    super(
      "NOT_COMMITTED",
      told`Seat ${{ seat }} of board ${{ board }} committed to another polynomial than this task asks for`,
      "Do not deal: the task's threshold or trustees were altered; write a new one with another RPC",
    );
  }
}

/** Round 1 or round 2 of the key ceremony, whichever the board is in (P2.1, P2.2). */
export const deal: Action<DealTask, DealMade> = {
  name: "deal",
  target: "board",
  taskSchema: dealTask,
  madeSchema: dealMade,
  anybodyPosts: false,

  async read(rpcs, board, trustee, { rule }) {
    agreedChain(rpcs);
    const seated = await agreed(rpcs, (rpc) => boardFacts(rpc, board, trustee));
    const { stage, ...common } = seated;
    const facts =
      stage === "registering"
        ? { ...common, round: "register" as const, encryptionKeys: [], commitment: ZeroHash }
        : { ...common, round: "deal" as const, ...(await finalKeys(rpcs, common, rule)) };
    const gasLimit = roundGas(facts.round, facts.trustees.length, facts.threshold);
    return {
      format: "hanpyo-trustee-deal-task-1",
      ...facts,
      trustee,
      finality: finalityOf(rule),
      fees: await readFees(rpcs[0], trustee, gasLimit),
    };
  },

  summary: (task) => [
    `board ${task.board} on chain ${task.chainId}: ${task.threshold} of ${task.trustees.length} trustees, seat ${task.seat}`,
    ...(task.isTest ? ["TEST BOARD: its elections bind nobody."] : []),
    `round: ${task.round}; it costs at most ${mostExpensive(task.fees)} of the chain's coin`,
    ...(task.round === "deal" ? [finalityText(finalityRule(task))] : []),
    `fingerprint of ${compared(task)}: ${keysFingerprint(task)}`,
  ],

  unnoted: () => undefined,

  fingerprint: keysFingerprint,

  question: (task) => `Do other trustees read the same fingerprint of ${compared(task)}, ${keysFingerprint(task)}?`,

  async make(task, { key, account }, { say }) {
    const { chainId, board, seat, round, trustees, encryptionKeys, fees } = task;
    const data = round === "register" ? registrationCall(task, key) : await dealingCall(task, key, say);
    const transaction = await signCall(account, chainId, board, data, fees);
    const trustee = trustees[seat - 1] as string;
    say(`${round === "register" ? "registration" : `dealing to ${encryptionKeys.length} seats`} made`);
    return { format: "hanpyo-trustee-deal-1", chainId, board, seat, trustee, round, transaction };
  },

  async post({ chainId, board, trustee, round, transaction }, rpc) {
    // Of what kind it is says the signed transaction, which is for this board or refused.
    await requireContract(rpc, "contract", board);
    const selector = boardInterface.getFunction(round)?.selector as string;
    return sendSigned(transaction, { chainId, from: trustee, to: board, selector }, rpc);
  },
};

async function boardFacts(rpc: Rpc, board: string, trustee: string) {
  await requireContract(rpc, "board", board);
  const { chainId, stage, trustees, threshold, isTest } = await readBoard(board, rpc.provider);
  if (stage === "ready") throw new CeremonyOverError(board);
  if (stage !== "registering" && stage !== "dealing") throw new NothingToDealError(board, stage);
  return { chainId, board, seat: seatOf({ board, trustees }, trustee), trustees, threshold, isTest, stage };
}

/** All trustees' keys, once the block that made the last of them public is final on every node (P2.2). */
async function finalKeys(
  rpcs: Rpcs,
  { board, seat }: { readonly board: string; readonly seat: number },
  rule: FinalityRule,
): Promise<Pick<DealTask, "encryptionKeys" | "commitment">> {
  const { number } = await agreedFinal(rpcs, rule);
  const task = await agreed(rpcs, ({ provider }) => readDealingTask(board, seat, provider, number));
  return { encryptionKeys: task.encryptionKeys, commitment: task.commitment };
}

/** In the first round the board's seats and threshold are all that there is to compare. */
function compared({ round }: DealTask): string {
  return round === "register" ? "the board" : "all trustees' keys";
}

/** About twice what the rounds were measured to need. */
export function roundGas(round: DealTask["round"], trustees: number, threshold: number): bigint {
  return round === "register"
    ? 800_000n
    : 600_000n + 170_000n * BigInt(trustees) + 40_000n * BigInt(trustees * threshold);
}

function registrationCall(task: DealTask, key: Uint8Array): string {
  const { encryptionKey, proof, commitment } = makeRegistration(key, task, task.seat);
  return boardInterface.encodeFunctionData("register", [encryptionKey, proof, commitment]);
}

async function dealingCall(task: DealTask, key: Uint8Array, say: (text: string) => void): Promise<string> {
  const own = makeRegistration(key, task, task.seat);
  const registered = task.encryptionKeys[task.seat - 1] as Point | undefined;
  if (registered === undefined || !pointsEqual(timesEight(own.encryptionKey), registered)) {
    throw new KeyNotRegisteredError(task.board, task.seat);
  }
  if (own.commitment !== task.commitment) throw new NotCommittedError(task.board, task.seat);
  const seats = task.encryptionKeys.length;
  const made = await makeDealing(key, task, provingFiles("keyShare"), (done) =>
    say(`share ${done} of ${seats} encrypted and proved`),
  );
  return boardInterface.encodeFunctionData("deal", [made.polynomial, made.shares]);
}
