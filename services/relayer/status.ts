import { transactionType } from "../../sdk/chain/gasPrice.ts";
import type { Blocks } from "../../sdk/chain/logPages.ts";
import { runwayOf } from "../sending/account.ts";
import { answeringNodes, type Chain } from "../sending/chain.ts";
import { feesFor } from "../sending/fees.ts";
import { fromAll, majority, quorumOf } from "../sending/finality.ts";
import { ageOf, headAge, standingTime } from "../sending/headMemory.ts";
import { type Hindrance, hindranceOf, type Known, saidBy } from "../sending/hindrance.ts";
import type { SendingMemory } from "../sending/sending.ts";
import type { Ended, Kept, PackageKind } from "./kept.ts";
import type { Taken } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import type { Works } from "./works.ts";

/** What a relayer says about a tracker. */
export type PackageStatus =
  | { readonly state: "accepted"; readonly deadline: number }
  /**
   * In a block that can still be reorganised, or another package is; final; or another one took its version for good, or
   * it can never be taken, as its proposal reached its quota without it or its time is over.
   */
  | { readonly state: "included" | "final" | "displaced" | Ended; readonly block: number }
  /** Acknowledged, and the deadline has passed; or never heard of. */
  | { readonly state: "missing"; readonly deadline?: number };

export type Health = {
  readonly status: "ok" | Hindrance;
  readonly address: string;
  readonly chainId: string;
  /** Wei. */
  readonly balance: string | null;
  /** Packages that the balance pays for. */
  readonly runway: number | null;
  /** Packages that are not in a block. */
  readonly waiting: number;
  /** Packages that are not final yet. */
  readonly unsettled: number;
  readonly head: number | null;
  /** Seconds since the head was read, and since it was another one. */
  readonly headAge: number | null;
  readonly standing: number | null;
  /** Nodes that the relayer was given, and those that answer now. */
  readonly nodes: number;
  readonly answering: number;
  /** The last block that is final by the word of two nodes, or of the only one. */
  readonly final: number | null;
  /** Seconds since that was last said, and since the block was another one. */
  readonly finalAge: number | null;
  readonly finalStanding: number | null;
  /** Seconds since the balance was read. */
  readonly balanceAge: number | null;
  /** Most wei for a unit of gas of a transaction sent now, and that transaction's type; 0 wei where gas is free. */
  readonly fee: string | null;
  readonly transactionType: 0 | 2 | null;
  /** Code of the last failure, nothing after a round that went well. */
  readonly failure: string | null;
  /** What the node said when it refused, in its own words. */
  readonly said: string | null;
};

/** Where an acknowledged package stands. */
export function statusOf({ placement, block, settled, acknowledgement }: Kept, now: number): PackageStatus {
  const { deadline } = acknowledgement;
  if (placement === "waiting") return { state: now > deadline ? "missing" : "accepted", deadline };
  if (!settled) return { state: "included", block: block as number };
  return { state: placement === "cast" ? "final" : placement, block: block as number };
}

export function healthOf(works: Works): Health {
  const { memory, account, chain, limits, clock } = works;
  const { head, balance, failure, storageFailure } = memory;
  const known = knownOf(works);
  return {
    status: hindranceOf(known) ?? "ok",
    address: account.address,
    chainId: String(chain.chainId),
    balance: balance === undefined ? null : String(balance),
    runway: runwayOf(memory, head, limits) ?? null,
    waiting: known.waiting,
    unsettled: known.unsettled,
    head: head?.number ?? null,
    headAge: headAge(memory, clock()) ?? null,
    standing: standingTime(memory, clock()) ?? null,
    nodes: chain.nodes.length,
    answering: answeringNodes(chain).length,
    final: memory.finalBlock?.number ?? null,
    finalAge: ageOf(memory.agreedAt, clock()) ?? null,
    finalStanding: ageOf(memory.finalMovedAt, clock()) ?? null,
    balanceAge: ageOf(memory.balanceAt, clock()) ?? null,
    fee: head === undefined ? null : String(feesFor(head, limits).maxFee),
    transactionType: head === undefined ? null : transactionType(head),
    failure: failure ?? storageFailure ?? null,
    said: saidBy(known),
  };
}

/** What the relayer knows by which it judges whether it can send. */
export function knownOf({ memory, chain, store, limits, clock }: Works): Known & { readonly sending: SendingMemory } {
  return { memory, chain, sending: memory, limits, ...store.counts(), now: clock() };
}

/** Finds packages on the chain by their trackers, for those that this relayer did not take. */
export type ChainTrackers = (tracker: bigint) => Promise<PackageStatus>;

/**
 * An index of one kind that reads every block of the contracts once, and those that can still be reorganised again. What
 * is final is taken before anything is read, and no node is believed of it alone: a package of which the others do not
 * show the same is only `included`, and one that the node in use hides is looked for again.
 */
export function chainTrackers(works: Works, kind: PackageKind): ChainTrackers {
  const { chain, memory } = works;
  const { readFirstBlock, readTaken, known } = kindOf({ kind });
  const found = new Map<bigint, Taken>();
  const settled = new Map<string, number>();
  let reading: Promise<unknown> = Promise.resolve();

  async function takenBy({ provider }: Pick<Chain, "provider">, contract: string, blocks: Blocks) {
    const all = await readTaken(contract, blocks, provider);
    return { all, words: all.map(({ tracker, blockHash }) => `${tracker} ${blockHash}`).join() };
  }

  async function behind({ provider }: Pick<Chain, "provider">, contract: string, last: number): Promise<Blocks> {
    const before = settled.get(contract);
    return { first: before === undefined ? await readFirstBlock(contract, last, provider) : before + 1, last };
  }

  /** Reads what became final as two nodes show it; where they do not agree, it is read again the next time. */
  async function settle(contract: string, last: number): Promise<void> {
    const before = settled.get(contract);
    if (last < 0 || (before !== undefined && before >= last)) return;
    const shown = await fromAll(answeringNodes(chain), async (node) =>
      takenBy(node, contract, await behind(node, contract, last)),
    );
    const said = shown.map(({ node, value }) => ({ node, value: value.words }));
    const agreed = majority(said, quorumOf(chain));
    const [witness] = agreed?.nodes ?? [];
    if (witness === undefined) return;
    for (const taken of shown.find(({ node }) => node === witness)?.value.all ?? []) found.set(taken.tracker, taken);
    settled.set(contract, last);
  }

  async function look(tracker: bigint): Promise<PackageStatus> {
    const final = memory.finalBlock?.number ?? -1;
    const head = await chain.provider.getBlockNumber();
    for (const contract of known(works)) await settle(contract, Math.min(head, final));
    const taken = found.get(tracker);
    if (taken !== undefined) return { state: "final", block: taken.blockNumber };
    for (const contract of known(works)) {
      const { all } = await takenBy(chain, contract, await behind(chain, contract, head));
      const recent = all.find((one) => one.tracker === tracker);
      if (recent !== undefined) return { state: "included", block: recent.blockNumber };
    }
    return { state: "missing" };
  }

  return (tracker) => {
    const answer = reading.then(() => look(tracker));
    reading = answer.catch(() => undefined);
    return answer;
  };
}
