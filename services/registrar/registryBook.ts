import { readOffices } from "../../sdk/chain/offices.ts";
import { type PlacedTransaction, readRollHistory } from "../../sdk/chain/roll.ts";
import type { EnrolmentEvent, RollTransaction } from "../../sdk/election/rollHistory.ts";
import type { OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import { type Chain, type Head, readHead } from "../sending/chain.ts";

/** What the registry says now. */
export type RegistryView = {
  readonly head: Head;
  /** Whom it names in each role, and whom an announced rotation will. */
  readonly offices: Readonly<Record<OfficeRole, string>>;
  readonly announced: Readonly<Record<OfficeRole, string>> | undefined;
  /** The last enrolment of a pseudonym of this role; nothing if there is none. */
  standing(role: OfficeRole, pseudonym: string): EnrolmentEvent | undefined;
  /** Whether a commitment was ever enrolled, and in which block. */
  isUsed(identityCommitment: bigint): boolean;
  blockOf(identityCommitment: bigint): number | undefined;
  history(): readonly RollTransaction[];
};

/** Reads the registry as of the latest block. Throws `ChainUnreachableError`. */
export type RegistryBook = () => Promise<RegistryView>;

/**
 * The registry from its events: every block is read once, and again as long as it can be reorganised.
 * @param finality Blocks on top of one that is final.
 */
export function registryBook(chain: Chain, registry: string, finality: number): RegistryBook {
  const settled = newIndex();
  let settledBlock = -1;

  async function read(): Promise<RegistryView> {
    const head = await readHead(chain);
    const last = head.number - finality;
    if (last > settledBlock) {
      for (const entry of await readRollHistory(registry, chain.provider, last, settledBlock + 1)) add(settled, entry);
      settledBlock = last;
    }
    const recent = newIndex();
    const from = Math.max(0, settledBlock + 1);
    for (const entry of await readRollHistory(registry, chain.provider, head.number, from)) add(recent, entry);
    const { current, announced } = await readOffices(registry, chain.provider);
    return {
      ...{ head, offices: current, announced },
      standing: (role, pseudonym) => recent[role].get(pseudonym) ?? settled[role].get(pseudonym),
      isUsed: (commitment) => recent.blocks.has(commitment) || settled.blocks.has(commitment),
      blockOf: (commitment) => recent.blocks.get(commitment) ?? settled.blocks.get(commitment),
      history: () => [...settled.history, ...recent.history],
    };
  }

  return together(async () => {
    try {
      return await read();
    } catch (error) {
      if (error instanceof HanpyoError) throw error;
      throw new ChainUnreachableError();
    }
  });
}

type Index = Readonly<Record<OfficeRole, Map<string, EnrolmentEvent>>> & {
  /** Blocks of commitments. */
  readonly blocks: Map<bigint, number>;
  readonly history: RollTransaction[];
};

function newIndex(): Index {
  return { registrar: new Map(), approver: new Map(), blocks: new Map(), history: [] };
}

function add(index: Index, transaction: PlacedTransaction): void {
  index.history.push(transaction);
  for (const enrolment of transaction.enrolments) {
    index.registrar.set(enrolment.registrarPseudonym, enrolment);
    index.approver.set(enrolment.approverPseudonym, enrolment);
    if (enrolment.identityCommitment !== 0n) index.blocks.set(enrolment.identityCommitment, transaction.blockNumber);
  }
}

/** One reading at a time; whoever comes during one shares the next, which begins after the call. */
function together<T>(action: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        const result = action();
        running = result;
        return result;
      });
    return next;
  };
}
