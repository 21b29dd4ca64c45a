import { abiEncode } from "../hash/abi.ts";
import { parts } from "../record/readRecord.ts";
import type { Batch, RollChange, Skipped } from "../record/recordShape.ts";
import type { RecordSource } from "../record/source.ts";
import { CHECKS } from "../report/checkNames.ts";
import { createLedger, type Finding } from "../report/ledger.ts";
import { constitutionAbi } from "../rules/constitutionHash.ts";
import type { Verification } from "../verifyRecord.ts";
import { boardOnChain } from "./boardOnChain.ts";
import type { CodeList } from "./codeList.ts";
import { compareCode } from "./compareCode.ts";
import { type Comparison, lockstep, same } from "./comparison.ts";
import { electionOnChain, noEvents } from "./electionOnChain.ts";
import { eventOf } from "./events.ts";
import { logsOf } from "./logs.ts";
import { blockAt, blockTimes, chainIdOf, finalBlock, view } from "./node.ts";
import { compareOrigin } from "./originOnChain.ts";
import { changesOnChain, type Range, snapshotsOnChain } from "./rollOnChain.ts";
import { type Ask, nodeAt } from "./rpc.ts";

/** Where a record is compared. */
export interface ChainPlace {
  readonly url: string;
  /** The first block that is read for the board and the roll. */
  readonly fromBlock: number;
  /** As of which block the chain is read; by default the finalized one, or the newest where the node names none. */
  readonly block?: number | undefined;
  /** What code should stand where; without it the code is not compared. */
  readonly code?: CodeList | undefined;
}

const EQUALS = "P11 record equals the chain";

/** Elements of one long list of the file, in order. */
async function* ofList<T>(
  source: RecordSource,
  sha256: string,
  pick: (part: { readonly list: string }) => T | undefined,
): AsyncGenerator<T> {
  for await (const part of parts(source, sha256)) {
    const picked = pick(part);
    if (picked !== undefined) yield picked;
  }
}

const pickBatch = (part: { list: string; batch?: Batch }): Batch | undefined => part.batch;
const pickSkipped = (part: { list: string; skipped?: Skipped }): Skipped | undefined => part.skipped;
const pickChange = (part: { list: string; change?: RollChange }): RollChange | undefined => part.change;

const byRoll = (change: RollChange): unknown => ({
  ...change,
  checkpoints: [...change.checkpoints].sort((a, b) => (a.rollId < b.rollId ? -1 : 1)),
});

/** The range of blocks that a roll is compared in: once its census was frozen, what came after the record is not. */
const rollRange = ({ record, from, latest }: Comparison): Range => {
  const frozen = record.block.time > record.constitution.schedule.censusTime;
  return { from, to: frozen ? Math.min(latest, record.block.number) : latest };
};

const compareRoll = async (at: Comparison, source: RecordSource, sha256: string): Promise<void> => {
  const { ask, record, timeOf } = at;
  const { rolls, rollId } = record.constitution;
  const period = await view(ask, rolls, "challengePeriod()");
  same(at, "rollSource", record.rollSource, period === undefined ? "registry" : "published");

  if (record.rollSource === "published") {
    const { snapshots, registry, challengePeriod } = record.published;
    same(at, "published.registry", registry, await view(ask, rolls, "registry()"));
    same(at, "published.challengePeriod", challengePeriod, Number(period));
    same(at, "published.snapshots", snapshots, await snapshotsOnChain(ask, rolls, rollId, rollRange(at), timeOf));
    return;
  }
  const list = lockstep(at, "roll", ofList(source, sha256, pickChange));
  for await (const change of changesOnChain(ask, rolls, rollRange(at))) await list.next(byRoll(change), byRoll);
  await list.end();
};

const compareElection = async (at: Comparison, source: RecordSource, sha256: string): Promise<void> => {
  const { ask, record, timeOf, latest } = at;
  const batches = lockstep(at, "batches", ofList(source, sha256, pickBatch));
  const skipped = lockstep(at, "skipped", ofList(source, sha256, pickSkipped));
  const found = noEvents();
  const range = { from: record.created.block, to: latest };

  for await (const part of electionOnChain(ask, record.election, range, timeOf, found)) {
    if ("batch" in part) await batches.next(part.batch);
    else await skipped.next(part.skipped);
  }
  await batches.end();
  await skipped.end();
  const { consents, opening, firstSum, seal, shares, result } = record;
  const inFile = { consents, opening, firstSum, seal, shares, result };
  for (const name of Object.keys(inFile) as (keyof typeof inFile)[]) same(at, name, inFile[name], found[name]);
};

const compareCreation = async (at: Comparison): Promise<void> => {
  const { ask, record, timeOf, ledger } = at;
  const { created, creator, election, constitution, constitutionHash, content, board } = record;
  const words = abiEncode([constitutionHash, constitutionAbi(constitution), content]);
  let found = false;
  for await (const log of logsOf(ask, board.factory, created.block, created.block)) {
    const event = eventOf(log);
    if (event?.name !== "ElectionCreated" || event.indexed[0] !== election) continue;
    found = true;
    same(at, "creator", creator, event.indexed[1]);
    same(at, "created.time", created.time, await timeOf(created.block));
    same(at, "constitutionHash, constitution, content", words, event.words);
  }
  ledger.check(EQUALS, found, () => `the board's factory made no such election in block ${created.block}`);
};

/**
 * Compares a record with a chain, field by field, by what one node answers (docs/record.md, sections 2 and 4): blocks
 * are read in bounded ranges, long lists element by element. `NodeUnreachable` or `NodeRefused` if the node fails.
 */
export const compareWithChain = async (
  source: RecordSource,
  { overview }: Verification,
  { url, fromBlock, block, code }: ChainPlace,
  ask: Ask = nodeAt(url),
): Promise<readonly Finding[]> => {
  const record = overview.skeleton;
  const ledger = createLedger(CHECKS);
  const chain = await chainIdOf(ask);
  const own = await blockAt(ask, record.block.number);
  ledger.check("P11 the record is of this chain", chain === record.chainId, () => `it is chain ${chain}`);
  const known = own?.hash === record.block.hash;
  ledger.check("P11 the record's block is one of this chain", known, () => `block ${record.block.number} is another`);
  ledger.check("P11 time of the record's block", own?.time === record.block.time, () => `it is ${own?.time}`);
  if (!code) ledger.notMade("P11 code of the contracts", "no list of code hashes was given (--code)");
  if (chain !== record.chainId) {
    ledger.check(EQUALS, false, () => "it is another chain's");
    return ledger.findings();
  }

  if (code) await compareCode(ask, record, ledger, code);
  const latest = block ?? (await finalBlock(ask));
  const timeOf = blockTimes(ask);
  const at: Comparison = { ask, record, ledger, equals: EQUALS, timeOf, from: fromBlock, latest };
  same(
    at,
    "board",
    record.board,
    await boardOnChain(ask, record.constitution.board, { from: fromBlock, to: latest }, timeOf),
  );
  await compareCreation(at);
  await compareOrigin(at);
  await compareRoll(at, source, overview.sha256);
  await compareElection(at, source, overview.sha256);
  return ledger.findings();
};
