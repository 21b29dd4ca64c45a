import { type ContractRunner, getAddress, type Provider, type Signer } from "ethers";
import { divideByEight, GENERATOR, multiplySecret, type Point, timesEight } from "../crypto/babyjubjub.ts";
import { proveConsent } from "../crypto/consentProof.ts";
import { type BoardId, encryptionSecret, polynomialCoefficients, shareEphemeral } from "../crypto/keyDerivation.ts";
import { encryptKeyShare, keyShareContext } from "../crypto/keyShareCipher.ts";
import { type RandomBytes, systemRandom } from "../crypto/random.ts";
import { dealingCommitment, proveRegistration } from "../crypto/registrationProof.ts";
import { commitPolynomial, evaluatePolynomial } from "../crypto/sharing.ts";
import type { SigmaProof } from "../crypto/sigmaProof.ts";
import type { ProofWords } from "../election/ballot.ts";
import type { Checkpoint } from "../election/rollHistory.ts";
import { HanpyoError, told } from "../errors.ts";
import type { ProvingFiles } from "../proofs/groth16.ts";
import { proveKeyShare } from "../proofs/keyShareProof.ts";
import { type BoardState, readBoard, readCeremony } from "./board.ts";
import { readCensus } from "./census.ts";
import { electionAt, read, type Sent, send } from "./contracts.ts";
import { openSeatShares, readSeatShares } from "./dealtShares.ts";
import { requireConvened } from "./joints.ts";
import { readConstitution } from "./organizer.ts";
import { boardAt } from "./townContracts.ts";

/** The 32 bytes that are, together with the chain, a trustee's whole state. */
export type TrusteeKey = Uint8Array;

export class NotOnBoardError extends HanpyoError {
  constructor(trustee: string, board: string) {
    super(
      "NOT_ON_BOARD",
      told`${{ trustee }} has no seat on board ${{ board }}`,
      "Check the board's address and the trustee's account",
    );
  }
}

/** Dealing must wait: who saw the others' polynomials could register again if a registration were taken back. */
export class RegistrationsNotFinalError extends HanpyoError {
  constructor(board: string, final: number, seats: number, block: number) {
    super(
      "REGISTRATIONS_NOT_FINAL",
      told`${{ final }} of ${{ seats }} registrations on board ${{ board }} are final, as of block ${{ block }}`,
      "Deal once all of them are; nothing was revealed",
    );
  }
}

/** Round 1, ready to be posted by anybody who controls the trustee's account (P2.1). `encryptionKey` as Q. */
export type Registration = { readonly encryptionKey: Point; readonly proof: SigmaProof; readonly commitment: string };

/** What a trustee must know of the chain to deal (P2.2). */
export type DealingTask = BoardId & {
  readonly seat: number;
  readonly threshold: number;
  /** E_j of all seats, as P. */
  readonly encryptionKeys: readonly Point[];
};

/** Round 2, ready to be posted; `polynomial` as Q. */
export type Dealing = {
  readonly polynomial: readonly Point[];
  readonly shares: readonly { readonly ephemeral: Point; readonly ciphertext: bigint; readonly proof: ProofWords }[];
};

/** Seat of an account, from 1. Throws `NotOnBoardError`. */
export function seatOf(board: Pick<BoardState, "board" | "trustees">, trustee: string): number {
  const seat = board.trustees.indexOf(getAddress(trustee)) + 1;
  if (seat === 0) throw new NotOnBoardError(trustee, board.board);
  return seat;
}

/** Makes a trustee's registration from its key, without a network (P2.1). */
export function makeRegistration(
  key: TrusteeKey,
  { chainId, board, trustees, threshold }: Pick<BoardState, "chainId" | "board" | "trustees" | "threshold">,
  seat: number,
  random: RandomBytes = systemRandom,
): Registration {
  const trustee = trustees[seat - 1] as string;
  const secret = encryptionSecret(key, { chainId, board });
  const registration = { chainId, board, seat, trustee, encryptionKey: multiplySecret(GENERATOR, secret) };
  const polynomial = commitPolynomial(polynomialCoefficients(key, { chainId, board }, threshold)).map(divideByEight);
  return {
    encryptionKey: divideByEight(registration.encryptionKey),
    proof: proveRegistration(secret, registration, random),
    commitment: dealingCommitment(registration, polynomial),
  };
}

export function postRegistration(
  board: string,
  { encryptionKey, proof, commitment }: Registration,
  trustee: Signer,
): Promise<Sent> {
  return send(boardAt(board, trustee), "register", encryptionKey, proof, commitment);
}

/**
 * Reads what a trustee needs to deal, from the registrations up to a final block (default: the latest, of trustees who
 * are simulated). Throws `RegistrationsNotFinalError`.
 */
export async function readDealingTask(
  board: string,
  seat: number,
  runner: ContractRunner,
  lastBlock?: number,
): Promise<DealingTask & { readonly commitment: string }> {
  const { chainId, threshold, trustees } = await readBoard(board, runner);
  const { registrations } = await readCeremony(board, runner, lastBlock);
  const final = trustees.flatMap((_, index) => registrations.filter((one) => one.seat === index + 1).slice(-1));
  const own = final.find((one) => one.seat === seat);
  if (own === undefined || final.length < trustees.length) {
    throw new RegistrationsNotFinalError(board, final.length, trustees.length, lastBlock ?? 0);
  }
  const encryptionKeys = final.map(({ encryptionKey }) => timesEight(encryptionKey));
  return { board, chainId, seat, threshold, encryptionKeys, commitment: own.commitment };
}

/**
 * Makes a trustee's dealing from its key, without a network: an encrypted share with its proof for every seat (P2.2).
 * @param report Called after each share with the number made.
 */
export async function makeDealing(
  key: TrusteeKey,
  task: DealingTask,
  files: ProvingFiles,
  report: (made: number) => void = () => {},
): Promise<Dealing> {
  const coefficients = polynomialCoefficients(key, task, task.threshold);
  const context = keyShareContext(task);
  const shares: Dealing["shares"][number][] = [];
  for (const [index, recipientKey] of task.encryptionKeys.entries()) {
    const route = { context, dealer: task.seat, seat: index + 1 };
    const share = evaluatePolynomial(coefficients, route.seat);
    const ephemeral = shareEphemeral(key, task, route.seat);
    const { proof } = await proveKeyShare(files, share, ephemeral, recipientKey, route);
    shares.push({ ...encryptKeyShare(share, ephemeral, recipientKey, route), proof });
    report(shares.length);
  }
  return { polynomial: commitPolynomial(coefficients).map(divideByEight), shares };
}

export function postDealing(board: string, { polynomial, shares }: Dealing, trustee: Signer): Promise<Sent> {
  return send(boardAt(board, trustee), "deal", polynomial, shares);
}

/**
 * Recovers x_j, the seat's share of the election key, from its key and the chain alone (P2.4).
 * Throws `BoardNotReadyError`, `DealtShareWrongError` or `ShareKeyDiffersError`.
 */
export async function recoverShareSecret(
  key: TrusteeKey,
  board: string,
  seat: number,
  runner: ContractRunner,
): Promise<bigint> {
  return openSeatShares(key, await readSeatShares(board, seat, runner));
}

/** What a trustee must know of the chain to consent (P4.1). */
export type ConsentTask = BoardId & {
  readonly election: string;
  readonly constitutionHash: string;
  readonly seat: number;
  readonly census: Checkpoint;
};

/** A consent, ready to be posted by anybody. */
export type Consent = { readonly seat: number; readonly proof: SigmaProof };

/**
 * Reads what a trustee needs to consent. Throws `ContractRefusedError` (`CheckpointNotYetFinal`) before the census time,
 * and `JointNotConvenedError`.
 * @param joints Contracts that are known to add boxes up.
 */
export async function readConsentTask(
  election: string,
  seat: number,
  provider: Provider,
  joints: readonly string[] = [],
): Promise<ConsentTask> {
  const constitution = await readConstitution(election, provider);
  await requireConvened({ election, constitution }, joints, provider, await provider.getBlockNumber());
  return {
    chainId: (await provider.getNetwork()).chainId,
    board: constitution.board,
    election,
    constitutionHash: await read<string>(electionAt(election, provider), "constitutionHash"),
    seat,
    census: await readCensus(constitution, provider),
  };
}

/** Makes a consent from the seat's share of the key, without a network (P4.1). */
export function makeConsent(shareSecret: bigint, task: ConsentTask, random: RandomBytes = systemRandom): Consent {
  const shareKey = multiplySecret(GENERATOR, shareSecret);
  return {
    seat: task.seat,
    proof: proveConsent(shareSecret, { ...task, shareKey }, random),
  };
}

export function postConsent(election: string, { seat, proof }: Consent, sender: Signer): Promise<Sent> {
  return send(electionAt(election, sender), "consent", seat, proof);
}
