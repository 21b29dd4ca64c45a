import type { Signer } from "ethers";
import { network } from "hardhat";
import { provingFiles } from "../../../scripts/checkout/circuitFiles.ts";
import type { BoardState } from "../../../sdk/chain/board.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { deployBoardFactory } from "../../../sdk/chain/deploy.ts";
import { type BoardTerms, createBoard } from "../../../sdk/chain/factories.ts";
import { type Dealing, makeDealing, makeRegistration, type Registration } from "../../../sdk/chain/trustee.ts";
import { divideByEight, GENERATOR, multiply, type Point, timesEight } from "../../../sdk/crypto/babyjubjub.ts";
import { encryptionSecret, shareEphemeral } from "../../../sdk/crypto/keyDerivation.ts";
import { encryptKeyShare, keyShareContext, type ShareRoute } from "../../../sdk/crypto/keyShareCipher.ts";
import { dealingCommitment } from "../../../sdk/crypto/registrationProof.ts";
import { commitPolynomial, evaluatePolynomial } from "../../../sdk/crypto/sharing.ts";
import { proveKeyShare } from "../../../sdk/proofs/keyShareProof.ts";
import { errorOf } from "../../errorOf.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";

export const CHAIN_ID = 31337n;
export const DAY = 86_400;
export const STAGE = { registering: "0", dealing: "1", ready: "2", dead: "3" } as const;
export const RANDOM = seededRandom("boards");
const FILES = provingFiles("keyShare");

/** A chain of its own with the real key share verifier and as many trustees' accounts as a board may have. */
export async function boardChain() {
  const { ethers, networkHelpers, provider } = await network.create();
  const [deployer, stranger, factory, ...accounts] = (await ethers.getSigners()) as unknown as Signer[];
  const trustees = accounts.slice(0, 10);
  const addresses = await Promise.all(trustees.map((trustee) => trustee.getAddress()));
  const verifier = await (await ethers.deployContract("KeyShareVerifier")).getAddress();
  const { boardFactory, boardImplementation } = await deployBoardFactory(verifier, deployer as Signer);
  return {
    ethers,
    networkHelpers,
    provider,
    trustees,
    addresses,
    boardFactory: boardFactory.address,
    implementation: boardImplementation.address,
    deployer: deployer as Signer,
    stranger: stranger as Signer,
    factory: factory as Signer,
  };
}

export type BoardChain = Awaited<ReturnType<typeof boardChain>>;

/** Terms of a legal board, its rounds ending in one and in two days. */
export async function legalTerms(chain: BoardChain, count: number, threshold: number): Promise<BoardTerms> {
  const now = await chain.networkHelpers.time.latest();
  return {
    factory: await chain.factory.getAddress(),
    trustees: chain.addresses.slice(0, count),
    threshold,
    registerBy: now + DAY,
    dealBy: now + 2 * DAY,
    termEndsAt: now + 30 * DAY,
  };
}

/** A board and what its trustees know of it. */
export type Board = BoardTerms & Pick<BoardState, "chainId" | "board">;

export async function newBoard(chain: BoardChain, count: number, threshold: number): Promise<Board> {
  const terms = await legalTerms(chain, count, threshold);
  const { address } = await createBoard(chain.boardFactory, terms, chain.deployer);
  return { ...terms, chainId: CHAIN_ID, board: address };
}

/** The one key of the trustee at a seat. */
export function keyOf(seat: number): Uint8Array {
  return new Uint8Array(32).fill(seat);
}

export function registrationOf(board: Board, seat: number): Registration {
  return makeRegistration(keyOf(seat), board, seat, RANDOM);
}

/** E_j of all seats, as P. */
export function encryptionKeysOf(board: Board): Point[] {
  return board.trustees.map((_, m) => timesEight(registrationOf(board, m + 1).encryptionKey));
}

export function dealingOf(board: Board, seat: number): Promise<Dealing> {
  return makeDealing(keyOf(seat), { ...board, seat, encryptionKeys: encryptionKeysOf(board) }, FILES);
}

/** A share with a proof that holds for exactly this statement, which need not be the one that the board expects. */
export async function shareFor(
  board: Board,
  share: bigint,
  recipientKey: Point,
  route: Partial<ShareRoute> & Pick<ShareRoute, "seat">,
): Promise<Dealing["shares"][number]> {
  const full = { context: keyShareContext(board), dealer: 1, ...route };
  const ephemeral = shareEphemeral(keyOf(full.dealer), board, full.seat);
  const { proof } = await proveKeyShare(FILES, share, ephemeral, recipientKey, full);
  return { ...encryptKeyShare(share, ephemeral, recipientKey, full), proof };
}

/** A dealing of any polynomial, with proofs that hold. */
export async function dealingWith(board: Board, dealer: number, coefficients: readonly bigint[]): Promise<Dealing> {
  const shares: Dealing["shares"][number][] = [];
  for (const [m, key] of encryptionKeysOf(board).entries()) {
    shares.push(await shareFor(board, evaluatePolynomial(coefficients, m + 1), key, { dealer, seat: m + 1 }));
  }
  return { polynomial: commitPolynomial(coefficients).map(divideByEight), shares };
}

/** The registration of a seat that commits to any points, fit or not. */
export function registrationCommitting(board: Board, seat: number, polynomial: readonly Point[]): Registration {
  const trustee = board.trustees[seat - 1] as string;
  return { ...registrationOf(board, seat), commitment: dealingCommitment({ ...board, seat, trustee }, polynomial) };
}

/** e_j as the trustee derives it. */
export function encryptionKeyOf(board: Board, seat: number): Point {
  return multiply(GENERATOR, encryptionSecret(keyOf(seat), board));
}

/** Name and arguments of the error that a contract refuses with. */
export async function refusalOf(
  action: Promise<unknown>,
): Promise<readonly [string, Readonly<Record<string, string>>]> {
  const { refusal, args } = await errorOf(action, ContractRefusedError);
  return [refusal, args];
}
