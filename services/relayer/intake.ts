import type { HanpyoError } from "../../sdk/errors.ts";
import { StorageFailedError } from "../hosting/refusals.ts";
import { readHead } from "../sending/chain.ts";
import { requireSendable, requireSettleable } from "../sending/hindrance.ts";
import type { Kept, Signed, SlotKey } from "./kept.ts";
import { reading } from "./reading.ts";
import { ChainWrongError } from "./refusals.ts";
import { knownOf } from "./status.ts";
import type { Works } from "./works.ts";

/** Deadlines are whole multiples of this many seconds, so that none tells when its package came. */
const DEADLINE_STEP = 300;

/** What is promised of a package, but the deadline. */
export type Promisable = SlotKey & Pick<Signed, "chainId" | "content">;

/** How one kind of package is checked and signed for; throws a `RefusalError` with the first thing that is wrong. */
export type IntakeOf<Given, Terms> = {
  parse(text: string): Given;
  encode(given: Given): string;
  promisable(given: Given): Promisable;
  /** What the chain says of what the package is for. */
  readTerms(works: Works, given: Given): Promise<Terms>;
  /** Lengths and ranges, before anything is computed. */
  checkForm(given: Given, terms: Terms): void;
  isTest(works: Works, given: Given, terms: Terms): boolean | Promise<boolean>;
  /** @param now Unix seconds of the chain. @returns The latest deadline that can be promised. */
  requireInTime(given: Given, terms: Terms, now: number): number;
  /** What is on the chain already is taken as well: another way was quicker, or this database was lost. */
  checkSlot(works: Works, given: Given, terms: Terms): Promise<void>;
  isProved(works: Works, given: Given, terms: Terms): Promise<boolean>;
  readonly unproved: new () => HanpyoError;
  /** Whether this relayer has taken enough of the slot. */
  requireBelowLimit(works: Works, given: Given, now: number): void;
  sign(works: Works, given: Given, deadline: number): Promise<string>;
  trackerOf(given: Given): string;
  /** Of two packages for one version that came at once, only the first written is acknowledged. */
  busy(given: Given): HanpyoError;
};

/**
 * Takes a package: checks everything that the contract would, writes it, and only then acknowledges it. The same one
 * again gives the same acknowledgement. What this relayer has taken is looked at last: nobody learns of it but with a
 * proof that holds. Throws a `RefusalError` with the first thing that is wrong.
 * @param text The package as it was sent.
 * @param network Whence it came.
 */
export async function takePackage<Given, Terms>(
  works: Works,
  intake: IntakeOf<Given, Terms>,
  text: string,
  network: string,
): Promise<Kept> {
  works.reached("intake.received");
  const given = intake.parse(text);
  const promisable = intake.promisable(given);
  if (promisable.chainId !== works.chain.chainId) throw new ChainWrongError(promisable.chainId, works.chain.chainId);
  // What was acknowledged stays so; for anything else the node is asked only while it can be relied on.
  const isNew = works.store.find(promisable) === undefined;
  if (isNew && works.memory.head !== undefined) requireSendable(knownOf(works), works.memory.head);
  const terms = await reading(() => intake.readTerms(works, given));
  works.reached("intake.termsRead");
  intake.checkForm(given, terms);
  const repeated = works.store.find(promisable);
  if (repeated?.package === intake.encode(given)) return repeated;
  // With several nodes it is the same for tests and others.
  const isTest = works.chain.nodes.length > 1 || (await reading(async () => intake.isTest(works, given, terms)));
  requireSettleable(knownOf(works), isTest);

  const head = await reading(() => readHead(works.chain));
  const last = intake.requireInTime(given, terms, head.timestamp);
  await reading(() => intake.checkSlot(works, given, terms));
  works.reached("intake.slotRead");
  requireSendable(knownOf(works), head);
  if (!(await works.unproved.check(network, () => intake.isProved(works, given, terms)))) {
    throw new intake.unproved();
  }
  works.reached("intake.proofChecked");
  const same = (written: Kept) => {
    if (written.acknowledgement.content !== promisable.content) throw intake.busy(given);
    return written;
  };
  const known = works.store.find(promisable);
  if (known !== undefined) return same(known);
  intake.requireBelowLimit(works, given, head.timestamp);

  const rounded = Math.ceil((head.timestamp + works.limits.promise) / DEADLINE_STEP) * DEADLINE_STEP;
  const kept = await promised(works, intake, given, Math.min(rounded, last));
  works.reached("intake.signed");
  const written = write(works, kept);
  works.reached("intake.written");
  return same(written);
}

async function promised<Given, Terms>(
  works: Works,
  intake: IntakeOf<Given, Terms>,
  given: Given,
  deadline: number,
): Promise<Kept> {
  const { kind, ...promise } = intake.promisable(given);
  const signature = await intake.sign(works, given, deadline);
  return {
    kind,
    acknowledgement: { ...promise, deadline, relayer: works.account.address, signature },
    tracker: intake.trackerOf(given),
    package: intake.encode(given),
    placement: "waiting",
    block: null,
    settled: false,
  };
}

function write({ store }: Works, kept: Kept): Kept {
  try {
    return store.insert(kept);
  } catch {
    throw new StorageFailedError();
  }
}
