import { encodeBytes32String, id, TypedDataEncoder } from "ethers";
import { read, registryAt } from "../chain/contracts.ts";
import { type CodeComparison, type CompiledContract, compareCode } from "../chain/deployedCode.ts";
import { foldKey } from "../proofs/foldedKey.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { type Check, group, holds } from "./check.ts";
import {
  addressOf,
  type CodeReader,
  codeAt,
  electionCode,
  factoryCode,
  foldedConstants,
  type LinkedLibraries,
  leftOver,
  linkedCode,
  sameCode,
} from "./electionCode.ts";
import type { VerificationKeys } from "./evidence.ts";
import type { ElectionRecord, PublishedRecord } from "./record.ts";

/** The contracts of an election as compiled from this source code. */
export type CompiledContracts = LinkedLibraries & {
  readonly election: CompiledContract;
  readonly factory: CompiledContract;
  readonly board: CompiledContract;
  readonly registry: CompiledContract;
  readonly publishedRolls: CompiledContract;
  /** The hash library that published rolls are linked with. */
  readonly poseidon: CompiledContract;
  readonly ballotVerifier: CompiledContract;
  readonly keyShareVerifier: CompiledContract;
  readonly enrolmentVerifier: CompiledContract;
};

/**
 * P11: every contract that the record stands on runs the code compiled here, with the immutable values that belong to
 * it, and the verifiers hold the committed verification keys.
 */
export async function codeChecks(
  record: ElectionRecord,
  compiled: CompiledContracts,
  keys: VerificationKeys,
  reader: CodeReader,
): Promise<readonly Check[]> {
  return [
    ...(await group("P11 code of the election", () => electionCode(record, compiled, reader))),
    ...(await group("P11 the ballots' verifier holds the committed key", () =>
      foldedConstants(record, compiled, keys.ballot, reader),
    )),
    ...(await group("P11 code of the factory", () => factoryCode(record, compiled, reader))),
    ...(await group("P11 code of the board", () => boardCode(record, compiled, keys.keyShare, reader))),
    ...(await rollsCode(record, compiled, keys.enrolment, reader)),
  ];
}

/** The board's immutables are its terms, its verifier, and that verifier's folded key. */
async function boardCode(
  { board, constitution }: ElectionRecord,
  compiled: CompiledContracts,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const terms = [board.trustees.length, board.threshold, board.registerBy, board.dealBy, board.termEndsAt];
  const known = [BigInt(board.factory), ...terms.map(BigInt), ...foldedWords(key)];
  const { same, verifier } = await codeWithVerifier(constitution.board, compiled.board, known, reader);
  return [
    holds("P11 code of the board", same, "TrusteeBoard as compiled, with its terms", found(same, constitution.board)),
    await sameCode("P11 code of the key shares' verifier", verifier, compiled.keyShareVerifier, reader),
  ];
}

/** The code of the registry, or of published rolls and of the registry whose offices publish. */
async function rollsCode(
  record: ElectionRecord,
  compiled: CompiledContracts,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const registry = record.format === "hanpyo-record-1" ? record.constitution.rolls : record.published.registry;
  const codeOfRegistry = () => registryCode(BigInt(record.chainId), registry, compiled, key, reader);
  return [
    ...(record.format === "hanpyo-record-1"
      ? []
      : await group("P11 code of the published rolls", () => publishedRollsCode(record, compiled, key, reader))),
    ...(await group("P11 code of the registry", codeOfRegistry)),
  ];
}

/** Immutables: signing domain, registry, challenge period, verifier and that one's folded key; linked with a library. */
async function publishedRollsCode(
  { chainId, constitution, published }: PublishedRecord,
  compiled: CompiledContracts,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const { rolls } = constitution;
  const domain = signingDomain("Hanpyo PublishedRolls", BigInt(chainId), rolls);
  const known = [...domain, BigInt(published.registry), BigInt(published.challengePeriod), ...foldedWords(key)];
  const { same, verifier, libraries } = await codeWithVerifier(rolls, compiled.publishedRolls, known, reader);
  return [
    holds(
      "P11 code of the published rolls",
      same,
      "PublishedRolls as compiled, for this chain and registry",
      found(same, rolls),
    ),
    await linkedCode("P11 code of the roll's hash library", libraries, compiled.poseidon, reader),
    await sameCode("P11 code of the published rolls' verifier", verifier, compiled.enrolmentVerifier, reader),
  ];
}

/** The registry's immutables are its signing domain, its groups, its delay, its verifier and that one's folded key. */
async function registryCode(
  chainId: bigint,
  rolls: string,
  compiled: CompiledContracts,
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const registry = registryAt(rolls, reader.provider);
  const groups = BigInt(await read<string>(registry, "semaphore"));
  const delay = await read<bigint>(registry, "rotationDelay");
  const known = [...signingDomain("Hanpyo ResidentRegistry", chainId, rolls), groups, delay, ...foldedWords(key)];
  const { same, verifier } = await codeWithVerifier(rolls, compiled.registry, known, reader);
  return [
    holds("P11 code of the registry", same, "ResidentRegistry as compiled, for this chain", found(same, rolls)),
    await sameCode("P11 code of the enrolments' verifier", verifier, compiled.enrolmentVerifier, reader),
  ];
}

/** Compares a contract whose only immutable not known beforehand is its verifier. */
async function codeWithVerifier(
  address: string,
  compiled: CompiledContract,
  known: readonly bigint[],
  reader: CodeReader,
): Promise<{ readonly same: boolean; readonly verifier: string; readonly libraries: CodeComparison["libraries"] }> {
  const { same, immutables, libraries } = compareCode(await codeAt(address, reader), compiled);
  const left = leftOver(immutables, known);
  return { same: same && left.length === 1, verifier: addressOf(left[0]), libraries };
}

function found(same: boolean, address: string): string {
  return same ? `as compiled, at ${address}` : `other code or other values at ${address}`;
}

/** IC_0 of a key without constants, which board and registry keep folded. */
function foldedWords(key: VerificationKey): bigint[] {
  const { x, y } = foldKey(key, 0, []);
  return [x, y];
}

/** What OpenZeppelin's EIP712 keeps: separator, address, chain, hashes and short strings of name and version. */
function signingDomain(name: string, chainId: bigint, verifyingContract: string): bigint[] {
  const version = "1";
  const separator = TypedDataEncoder.hashDomain({ name, version, chainId, verifyingContract });
  const short = (text: string) => BigInt(encodeBytes32String(text)) + BigInt(text.length);
  return [...[separator, verifyingContract, id(name), id(version)].map(BigInt), chainId, short(name), short(version)];
}
