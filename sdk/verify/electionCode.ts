import { AbiCoder, Contract, getAddress, id, type Provider, toBeHex, ZeroAddress } from "ethers";
import { factoryAt, read } from "../chain/contracts.ts";
import {
  type CodeComparison,
  type CompiledContract,
  cloneCode,
  compareCode,
  isLibraryAt,
} from "../chain/deployedCode.ts";
import { ballotConstants } from "../election/ballotConstants.ts";
import { CONSTITUTION_ABI, constitutionToAbi, electionScope } from "../election/constitutionAbi.ts";
import { CENSUS_DEPTH } from "../proofs/ballotProof.ts";
import { foldKey } from "../proofs/foldedKey.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { keyWords } from "../proofs/keyWords.ts";
import { type Check, equal, holds } from "./check.ts";
import type { ElectionRecord } from "./record.ts";
import { constitutionFrom, pointFrom } from "./recordValues.ts";

/** Where code is read: a provider, at a block. */
export type CodeReader = { readonly provider: Provider; readonly block: number };

/** Live signals of a ballot's proof (P5.5). */
const BALLOT_LIVE = 3;
const VERIFIER_ABI = ["function fold(uint256[] constants) view returns (uint256 x, uint256 y)"];

/** What elections delegate to; their factory is linked with `outcomes` too. */
export type LinkedLibraries = {
  readonly trusteeProofs: CompiledContract;
  readonly outcomes: CompiledContract;
  readonly tallying: CompiledContract;
};

/**
 * The election is a clone that carries the constitution; the code it shares holds the committed key of its ballot size,
 * and delegates to the compiled libraries.
 */
export async function electionCode(
  record: ElectionRecord,
  compiled: LinkedLibraries & { readonly election: CompiledContract; readonly ballotVerifier: CompiledContract },
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const constitution = constitutionFrom(record);
  const args = AbiCoder.defaultAbiCoder().encode([CONSTITUTION_ABI], [constitutionToAbi(constitution)]);
  const clone = cloneCode(await codeAt(record.election, reader));
  const { same, verifier, tallying, holdsKey, libraries } = await sharedCode(record, compiled.election, key, reader);
  const tallyingCode = compareCode(await codeAt(tallying, reader), compiled.tallying);
  const isTallying = tallyingCode.same && String(tallyingCode.immutables) === String(BigInt(tallying));
  const carried = clone?.args === args;
  return [
    equal("P11 the election's code holds the constitution", true, carried),
    holds("P11 code of the election", same, "Election as compiled", same ? "Election as compiled" : "other code"),
    equal("P11 the election's code holds the committed key of ballots", true, holdsKey),
    holds(
      "P11 code of the tally",
      isTallying,
      "Tallying as compiled",
      isTallying ? `Tallying at ${tallying}` : `other code at ${tallying}`,
    ),
    await linkedCode("P11 code of the trustees' proofs", libraries, compiled.trusteeProofs, reader),
    await linkedCode("P11 code of the outcomes", libraries, compiled.outcomes, reader),
    await linkedCode(
      "P11 code of the trustees' proofs in the tally",
      tallyingCode.libraries,
      compiled.trusteeProofs,
      reader,
    ),
    await linkedCode("P11 code of the outcomes in the tally", tallyingCode.libraries, compiled.outcomes, reader),
    await sameCode("P11 code of the ballots' verifier", verifier, compiled.ballotVerifier, reader),
  ];
}

/** The factory refuses constitutions and boards that do not fit; it made this election, of its own code. */
export async function factoryCode(
  { board, election, constitution }: ElectionRecord,
  compiled: { readonly factory: CompiledContract; readonly outcomes: CompiledContract },
  reader: CodeReader,
): Promise<readonly Check[]> {
  const factory = factoryAt(board.factory, reader.provider);
  const clone = cloneCode(await codeAt(election, reader));
  const { same, immutables, libraries } = compareCode(await codeAt(board.factory, reader), compiled.factory);
  // The factory of the boards that it believes, which stands beside the board's code.
  const boardFactory = await read<string>(factory, "boardFactory");
  const isFactory = same && openValues(immutables, [BigInt(boardFactory)]) !== undefined;
  const implementation = await read<string>(factory, "implementation", constitution.ballotSize);
  return [
    holds(
      "P11 code of the factory",
      isFactory,
      "ElectionFactory as compiled",
      isFactory ? `ElectionFactory at ${board.factory}` : `other code at ${board.factory}`,
    ),
    await linkedCode("P11 code of the factory's outcomes", libraries, compiled.outcomes, reader),
    equal("P11 the factory made the election", true, await read<boolean>(factory, "isElection", election)),
    equal("P11 the election's code is the factory's", implementation.toLowerCase(), clone?.implementation),
  ];
}

/** The ballots' verifier folds this election's constants to the point that the committed key gives (P4.2). */
export async function foldedConstants(
  record: ElectionRecord,
  compiled: { readonly election: CompiledContract },
  key: VerificationKey,
  reader: CodeReader,
): Promise<readonly Check[]> {
  const { opening, chainId, election, constitutionHash } = record;
  if (opening === null) return [];
  const constants = ballotConstants(constitutionFrom(record), {
    scope: electionScope(BigInt(chainId), election, constitutionHash),
    censusRoot: BigInt(opening.censusRoot),
    electionKey: pointFrom(opening.electionKey),
  });
  const { verifier } = await sharedCode(record, compiled.election, key, reader);
  const [x, y] = await read<[bigint, bigint]>(new Contract(verifier, VERIFIER_ABI, reader.provider), "fold", constants);
  const expected = foldKey(key, BALLOT_LIVE, constants);
  return [equal("P11 the ballots' verifier holds the committed key", `${expected.x}, ${expected.y}`, `${x}, ${y}`)];
}

/** Whether a contract is linked with a compiled library; `libraries` are those that its code names. */
export async function linkedCode(
  name: string,
  libraries: CodeComparison["libraries"],
  compiled: CompiledContract,
  reader: CodeReader,
): Promise<Check> {
  const address = libraries[compiled.contractName] ?? ZeroAddress;
  const same = isLibraryAt(address, await codeAt(address, reader), compiled);
  const found = same ? `${compiled.contractName} at ${address}` : `other code at ${address}`;
  return holds(name, same, `${compiled.contractName} as compiled`, found);
}

/** Whether an address holds a compiled contract without immutables. */
export async function sameCode(
  name: string,
  address: string,
  compiled: CompiledContract,
  reader: CodeReader,
): Promise<Check> {
  const { same, immutables } = compareCode(await codeAt(address, reader), compiled);
  const found = same ? `${compiled.contractName} at ${address}` : `other code at ${address}`;
  return holds(name, same && immutables.length === 0, `${compiled.contractName} as compiled`, found);
}

export function codeAt(address: string, { provider, block }: CodeReader): Promise<string> {
  return provider.getCode(address, block);
}

/**
 * The values in the places that are expected open (undefined), if every other place has what is expected there; else
 * nothing. Immutables come in the order in which the compiled contract declares them: a value in another's place means
 * another contract.
 */
export function openValues(
  immutables: readonly bigint[],
  expected: readonly (bigint | undefined)[],
): readonly bigint[] | undefined {
  const isAsExpected =
    immutables.length === expected.length &&
    expected.every((value, place) => value === undefined || value === immutables[place]);
  return isAsExpected ? immutables.filter((_, place) => expected[place] === undefined) : undefined;
}

/** The address in a word of code; the zero address for none. */
export function addressOf(value: bigint | undefined): string {
  return getAddress(toBeHex((value ?? 0n) & ((1n << 160n) - 1n), 20));
}

/** The code that the election's clones share, by its immutables. */
type SharedCode = Pick<CodeComparison, "same" | "libraries"> & {
  readonly verifier: string;
  readonly tallying: string;
  /** Whether the ballots' key stands in the code, every word in its place. */
  readonly holdsKey: boolean;
};

async function sharedCode(
  { election, constitution }: ElectionRecord,
  compiled: CompiledContract,
  key: VerificationKey,
  reader: CodeReader,
): Promise<SharedCode> {
  const { ballotSize } = constitution;
  const implementation = cloneCode(await codeAt(election, reader))?.implementation ?? election;
  const { same, immutables, libraries } = compareCode(await codeAt(implementation, reader), compiled);
  const words = keyWords(key, BALLOT_LIVE);
  const parameters = [BigInt(ballotSize), BigInt(CENSUS_DEPTH), BigInt(firstBallotCastTopic(ballotSize))];
  const rest = immutables.slice(words.length);
  const [verifier, tallying] = openValues(rest, [undefined, undefined, ...parameters, BigInt(implementation)]) ?? [];
  return {
    same: same && tallying !== undefined,
    verifier: addressOf(verifier),
    tallying: addressOf(tallying),
    holdsKey: openValues(immutables.slice(0, words.length), words) !== undefined,
    libraries,
  };
}

function firstBallotCastTopic(ballotSize: number): string {
  return id(`FirstBallotCast(uint256,uint256,uint256[${2 * ballotSize}],uint256[8])`);
}
