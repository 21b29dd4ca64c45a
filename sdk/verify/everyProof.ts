import type { Candidate } from "../proofs/batchVerification.ts";
import type { VerificationKey } from "../proofs/groth16.ts";
import { type Check, upTo } from "./check.ts";
import type { Evidence } from "./evidence.ts";

/** What is proved of each of many items. */
export type Proofs<T> = {
  /** What the items are, for progress. */
  readonly what: string;
  readonly items: readonly T[];
  readonly key: () => VerificationKey;
  /** Asked for each item once, in order; an error means that it does not hold. */
  readonly statementOf: (item: T, index: number) => Candidate;
  readonly describe: (item: T) => string;
};

/** As `every`, of proofs of one key: they are verified in batches (P0), and the first that does not hold is named. */
export async function everyProof<T>(
  name: string,
  { what, items, key, statementOf, describe }: Proofs<T>,
  { verify, report }: Pick<Evidence, "verify" | "report">,
): Promise<Check> {
  const known = unlessThrown(key);
  const at = (index: number): Candidate => {
    const candidate = unlessThrown(() => statementOf(items[index] as T, index)) ?? false;
    return candidate !== true && known === undefined ? false : candidate;
  };
  const found = await verify(known ?? NO_KEY, { count: items.length, at }, (checked) =>
    report(what, checked, items.length),
  );
  return upTo(name, items, found, describe);
}

/** Stands where no key is: then no statement is given to be verified. */
const NO_KEY: VerificationKey = { nPublic: 0 };

function unlessThrown<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}
