import type { Rpc } from "../../../sdk/chain/agreement.ts";
import { ballotEventOf } from "../../../sdk/chain/ballotBox.ts";
import { readBlock, readSettledBlock } from "../../../sdk/chain/blockTimes.ts";
import { electionAt } from "../../../sdk/chain/contracts.ts";
import { logsOf } from "../../../sdk/chain/logs.ts";
import type { Finding } from "./finding.ts";

/** A ballot that a node shows. */
export type ShownBallot = { readonly nullifier: string; readonly version: string; readonly block: number };

/** What a node showed in a look. */
export type NodeLook = {
  readonly head: number;
  /** The last block that it calls final; nothing where it names none. */
  readonly final: number | undefined;
  /** Of its final block, else of its head, in Unix seconds. */
  readonly time: number;
  readonly findings: readonly Finding[];
};

/** One node, and what it has shown of an election since it is watched. */
export type NodeWatch = {
  readonly name: string;
  look(): Promise<NodeLook>;
  /** Every ballot that it shows, by nullifier, version and digest. */
  ballots(): ReadonlyMap<string, ShownBallot>;
  hashOf(block: number): Promise<string>;
};

/** Watches a node from the block before an election's creation on (P11.9). */
export function watchNode({ name, provider }: Rpc, election: string, created: number): NodeWatch {
  const contract = electionAt(election, provider);
  const shown = new Map<string, ShownBallot>();
  const gone = new Map<string, ShownBallot>();
  /** What can change no more. */
  let settled = created - 1;
  let settledHash: string | undefined;

  async function readBallots(last: number): Promise<ReadonlyMap<string, ShownBallot>> {
    const found = new Map<string, ShownBallot>();
    for (const { name: event, args, blockNumber } of await logsOf(contract, last, settled + 1)) {
      if (event !== "BallotCast" && event !== "FirstBallotCast") continue;
      const { nullifier, version, digest } = ballotEventOf(args);
      found.set(`${nullifier}:${version}:${digest}`, {
        nullifier: String(nullifier),
        version: String(version),
        block: blockNumber,
      });
    }
    return found;
  }

  async function look(): Promise<NodeLook> {
    const newest = await readSettledBlock(provider);
    const head = newest.finalized ? await readBlock("latest", provider) : newest;
    const findings: Finding[] = [];
    if (settledHash !== undefined) {
      const { hash } = await readBlock(settled, provider);
      if (hash !== settledHash) findings.push({ kind: "rewritten", values: { node: name, block: settled } });
    }
    const found = await readBallots(head.number);
    for (const [key, ballot] of shown) {
      if (ballot.block <= settled || found.has(key)) continue;
      shown.delete(key);
      gone.set(key, ballot);
      findings.push({ kind: "vanished", values: { node: name, ...ballot } });
    }
    for (const [key, ballot] of found) {
      if (gone.delete(key)) findings.push({ kind: "returned", values: { node: name, ...ballot } });
      shown.set(key, ballot);
    }
    // A node that goes back behind what it called final has been told of above.
    if (newest.finalized && newest.number > settled) [settled, settledHash] = [newest.number, newest.hash];
    const final = newest.finalized ? newest.number : undefined;
    return { head: head.number, final, time: newest.finalized ? newest.time : head.time, findings };
  }

  return {
    name,
    look,
    ballots: () => shown,
    hashOf: async (block) => (await readBlock(block, provider)).hash,
  };
}
