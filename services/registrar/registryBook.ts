import { id } from "ethers";
import { read as readAs } from "../../sdk/chain/contracts.ts";
import {
  type HalfVoucher,
  isVoucherOf,
  type RegistryId,
  readOffices,
  type VoucherFacts,
} from "../../sdk/chain/offices.ts";
import { type PlacedTransaction, readRollHistory } from "../../sdk/chain/roll.ts";
import { registryAt } from "../../sdk/chain/townContracts.ts";
import type { EnrolmentEvent, RollTransaction } from "../../sdk/election/rollHistory.ts";
import type { OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import type { FinalityRule } from "../../sdk/trust/finality.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import { type Chain, type Head, readHeads } from "../sending/chain.ts";
import { type FinalityMemory, fromAll, majority, noteFinality, quorumOf, wordsOf } from "../sending/finality.ts";

/** What the registry says now. */
export type RegistryView = {
  readonly head: Head;
  /** The last block up to which two nodes show the same, by what is final; -1 for none. */
  readonly final: number;
  /** Whether the registry serves test elections alone, by the office's own settings and by its own word. */
  readonly isTest: boolean;
  /** Whom it names in each role. */
  readonly offices: Readonly<Record<OfficeRole, string>>;
  /** Whom an announced rotation will name. */
  readonly announced: Readonly<Record<OfficeRole, string>> | undefined;
  /**
   * Whether the office that it names in this role signed a half-voucher for `boundTo`.
   * Throws `ChainUnreachableError`.
   */
  isVoucher(role: OfficeRole, half: HalfVoucher, facts: VoucherFacts, boundTo: RegistryId): Promise<boolean>;
  /** The last enrolment of a pseudonym of this role; nothing if there is none. */
  standing(role: OfficeRole, pseudonym: string): EnrolmentEvent | undefined;
  /** Whether a commitment was ever enrolled. */
  isUsed(identityCommitment: bigint): boolean;
  /** The block in which a commitment was enrolled; nothing if it was not. */
  blockOf(identityCommitment: bigint): number | undefined;
  /** All transactions, in their order. */
  history(): readonly RollTransaction[];
};

/** What an office knows of its registry. */
export type RegistryBook = {
  /** Reads the registry as of the latest block. Throws `ChainUnreachableError`. */
  read(): Promise<RegistryView>;
  /** Lets the next reading begin anew, at the first block: the chain does not act as the book says it would. */
  forget(): void;
};

/**
 * The registry from its events: every block is read once, and again as long as it can be reorganised.
 * What is final is read from two nodes, where there are two, and taken only if they show the same.
 * @param memory Told what the nodes say of what is final.
 * @param clock Milliseconds.
 * @param isDeclaredTest Whether the office was told that the registry is for tests: no node's word makes it one.
 */
export function registryBook(
  chain: Chain,
  registry: string,
  rule: FinalityRule,
  memory: FinalityMemory,
  clock: () => number,
  isDeclaredTest: boolean,
): RegistryBook {
  let settled = newIndex();
  let settledBlock = -1;
  let isForgotten = false;
  let isTest: boolean | undefined;

  /** Takes what became final since the last time. */
  async function settle(): Promise<void> {
    const finality = await noteFinality(memory, chain, rule, clock());
    if (finality.kind !== "agreed" || finality.block.number <= settledBlock) return;
    const last = finality.block.number;
    // The first time from the registry's own first block, as far as the node can tell it.
    const first = settledBlock < 0 ? undefined : settledBlock + 1;
    const shown = await fromAll(finality.witnesses, ({ provider }) => readRollHistory(registry, provider, last, first));
    const said = shown.map(({ node, value }) => ({ node, value: fingerprintOf(value) }));
    const agreed = majority(said, quorumOf(chain));
    const isContradicted = agreed === undefined && said.length >= quorumOf(chain);
    memory.dispute = isContradicted ? `the registry up to block ${last}: ${wordsOf(said)}` : undefined;
    const [witness] = agreed?.nodes ?? [];
    if (witness === undefined) return;
    if (!agreed?.nodes.includes(chain.inUse)) chain.inUse = witness;
    for (const entry of shown.find(({ node }) => node === witness)?.value ?? []) add(settled, entry);
    settledBlock = last;
  }

  async function read(): Promise<RegistryView> {
    if (isForgotten) [settled, settledBlock, isForgotten] = [newIndex(), -1, false];
    const head = await readHeads(chain);
    isTest ??= isDeclaredTest && (await readAs<boolean>(registryAt(registry, chain.provider), "isTest"));
    await settle();
    const recent = newIndex();
    const from = settledBlock < 0 ? undefined : settledBlock + 1;
    for (const entry of await readRollHistory(registry, chain.provider, head.number, from)) add(recent, entry);
    const { current, announced } = await readOffices(registry, chain.provider);
    const earlier = settled;
    return {
      head,
      // One node's word is enough for tests alone.
      final: chain.nodes.length === 1 && !isTest ? -1 : settledBlock,
      isTest,
      offices: current,
      announced,
      isVoucher: (role, half, facts, boundTo) =>
        reaching(() => isVoucherOf(current[role], half, facts, boundTo, chain.provider)),
      standing: (role, pseudonym) => recent[role].get(pseudonym) ?? earlier[role].get(pseudonym),
      isUsed: (commitment) => recent.blocks.has(commitment) || earlier.blocks.has(commitment),
      blockOf: (commitment) => recent.blocks.get(commitment) ?? earlier.blocks.get(commitment),
      history: () => [...earlier.history, ...recent.history],
    };
  }

  return {
    read: together(() => reaching(read)),
    forget() {
      isForgotten = true;
    },
  };
}

/** Throws `ChainUnreachableError` where the chain does not answer. */
async function reaching<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof HanpyoError) throw error;
    throw new ChainUnreachableError();
  }
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

/** What two nodes' histories have in common if they are the same. */
function fingerprintOf(history: readonly PlacedTransaction[]): string {
  return id(JSON.stringify(history, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part)));
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
