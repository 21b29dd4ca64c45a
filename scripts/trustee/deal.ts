import { ZeroHash } from "ethers";
import { z } from "zod";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { agreed, agreedChain } from "../../sdk/chain/agreement.ts";
import { readBoard, readCeremony, readEncryptionKeys } from "../../sdk/chain/board.ts";
import { boardInterface } from "../../sdk/chain/contracts.ts";
import { keysFingerprint } from "../../sdk/chain/keysFingerprint.ts";
import { makeDealing, makeRegistration, seatOf } from "../../sdk/chain/trustee.ts";
import { type Point, pointsEqual, timesEight } from "../../sdk/crypto/babyjubjub.ts";
import { HanpyoError } from "../../sdk/errors.ts";
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
  /** E_j of every seat as P, and what this seat committed to; none and zero in the first round. */
  encryptionKeys: z.array(point).readonly(),
  commitment: hash,
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

export class NothingToDealError extends HanpyoError {
  constructor(board: string, stage: string) {
    super(
      "NOTHING_TO_DEAL",
      `Board ${board} is ${stage}`,
      stage === "ready" ? "Nothing to do: the ceremony is over" : "Deploy another board; this one can do nothing more",
    );
  }
}

export class KeyNotRegisteredError extends HanpyoError {
  constructor(board: string, seat: number) {
    super(
      "KEY_NOT_REGISTERED",
      `This key is not the one that seat ${seat} of board ${board} registered with`,
      "Use the key file of the registration; if it is the same, the task was altered or is of another board or chain",
    );
  }
}

export class NotCommittedError extends HanpyoError {
  constructor(board: string, seat: number) {
    super(
      "NOT_COMMITTED",
      `Seat ${seat} of board ${board} committed to another polynomial than this task asks for`,
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

  async read(rpcs, board, trustee) {
    agreedChain(rpcs);
    const facts = await agreed(rpcs, (rpc) => boardFacts(rpc, board, trustee));
    const gasLimit = roundGas(facts.round, facts.trustees.length, facts.threshold);
    return {
      format: "hanpyo-trustee-deal-task-1",
      ...facts,
      trustee,
      fees: await readFees(rpcs[0], trustee, gasLimit),
    };
  },

  summary: (task) => [
    `board ${task.board} on chain ${task.chainId}: ${task.threshold} of ${task.trustees.length} trustees, seat ${task.seat}`,
    `round: ${task.round}; it costs at most ${mostExpensive(task.fees)} of the chain's coin`,
    ...(task.round === "deal" ? [`fingerprint of all trustees' keys: ${keysFingerprint(task)}`] : []),
  ],

  question: (task) =>
    task.round === "deal"
      ? `Do other trustees read the same fingerprint of all trustees' keys, ${keysFingerprint(task)}?`
      : undefined,

  async make(task, { key, account }, { say }) {
    const { chainId, board, seat, round, trustees, encryptionKeys, fees } = task;
    const data = round === "register" ? registrationCall(task, key) : await dealingCall(task, key, say);
    const transaction = await signCall(account, chainId, board, data, fees);
    const trustee = trustees[seat - 1] as string;
    say(`${round === "register" ? "registration" : `dealing to ${encryptionKeys.length} seats`} made`);
    return { format: "hanpyo-trustee-deal-1", chainId, board, seat, trustee, round, transaction };
  },

  async post({ chainId, board, trustee, round, transaction }, rpc) {
    await requireContract(rpc, "board", board);
    const selector = boardInterface.getFunction(round)?.selector as string;
    return sendSigned(transaction, { chainId, from: trustee, to: board, selector }, rpc);
  },
};

async function boardFacts(rpc: Rpc, board: string, trustee: string) {
  await requireContract(rpc, "board", board);
  const { chainId, stage, trustees, threshold } = await readBoard(board, rpc.provider);
  if (stage !== "registering" && stage !== "dealing") throw new NothingToDealError(board, stage);
  const seat = seatOf({ board, trustees }, trustee);
  const common = { chainId, board, seat, trustees, threshold };
  if (stage === "registering")
    return { ...common, round: "register" as const, encryptionKeys: [], commitment: ZeroHash };
  const { registrations } = await readCeremony(board, rpc.provider);
  const commitment = registrations.find((registration) => registration.seat === seat)?.commitment ?? ZeroHash;
  const encryptionKeys = await readEncryptionKeys(board, trustees.length, rpc.provider);
  return { ...common, round: "deal" as const, encryptionKeys, commitment };
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
