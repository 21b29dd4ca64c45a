import type { CompiledContract } from "../chain/deployedCode.ts";
import { boardCode } from "./boardCode.ts";
import { type Check, group } from "./check.ts";
import { type CodeReader, electionCode, factoryCode, foldedConstants, type LinkedLibraries } from "./electionCode.ts";
import type { VerificationKeys } from "./evidence.ts";
import type { ElectionRecord } from "./record.ts";
import { rollsCode } from "./rollsCode.ts";

/** The contracts of an election as compiled from this source code. */
export type CompiledContracts = LinkedLibraries & {
  readonly election: CompiledContract;
  readonly factory: CompiledContract;
  readonly boardFactory: CompiledContract;
  readonly board: CompiledContract;
  readonly rollFactory: CompiledContract;
  readonly registry: CompiledContract;
  readonly publishedRolls: CompiledContract;
  /** The contract of the groups that rolls are. */
  readonly semaphore: CompiledContract;
  /** The hash library that Semaphore and published rolls are linked with. */
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
    ...(await group("P11 code of the election", () => electionCode(record, compiled, keys.ballot, reader))),
    ...(await group("P11 the ballots' verifier holds the committed key", () =>
      foldedConstants(record, compiled, keys.ballot, reader),
    )),
    ...(await group("P11 code of the factory", () => factoryCode(record, compiled, reader))),
    ...(await group("P11 code of the board", () => boardCode(record, compiled, keys.keyShare, reader))),
    ...(await rollsCode(record, compiled, keys.enrolment, reader)),
  ];
}
