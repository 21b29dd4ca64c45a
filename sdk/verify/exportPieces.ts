import type { Interface, Provider } from "ethers";
import { type Batch, batchesOf, CAST_TOPICS, skippedOf } from "../chain/ballotBox.ts";
import { electionInterface } from "../chain/contracts.ts";
import { type LogFilter, RANGE, readLogs } from "../chain/logPages.ts";
import { type DecodedLog, decoded } from "../chain/logs.ts";
import { isPublishedRolls } from "../chain/publishedRolls.ts";
import { rollTransactions } from "../chain/roll.ts";
import { registryInterface } from "../chain/townContracts.ts";
import { canonicalJson } from "../election/canonicalJson.ts";
import { countBox, countMembers, requireAllEvents } from "./allEvents.ts";
import { publishedJson, readRollSource } from "./exportRoll.ts";
import { RECORD_FORMAT } from "./record.ts";
import { momentReader, readGround, recordFrame } from "./recordFrame.ts";
import { batchJson, rollJson, skippedJson } from "./recordJson.ts";

/** Events of a window above which the next one has half as many blocks, and below which it has twice as many. */
const MANY = 2_000;
/** Blocks of the first window. */
const FIRST_WINDOW = 500;

/** What is read of a chain in windows: a contract's events of some names, over some blocks. */
type Stretch = {
  readonly address: string;
  readonly known: Interface;
  readonly topics: readonly string[];
  readonly first: number;
  readonly last: number;
};

/**
 * Reads an election's record from the chain as its canonical text (P11.7), in pieces: of ballots and enrolments it keeps
 * one window of blocks at a time, and of all voters and residents their numbers. Whoever writes the pieces has the record
 * only once the last one has come: then the contracts' counts were held against what the node showed.
 * Throws as `exportRecord`.
 */
export async function* exportPieces(
  election: string,
  provider: Provider,
  lastBlock?: number,
  created?: number,
): AsyncGenerator<string> {
  const ground = await readGround(election, provider, lastBlock, created);
  const { block, creation, ceremony, rollFrom } = ground;
  const { constitution } = creation;
  const ofElection = (topics: readonly string[]): Stretch => ({
    address: election,
    known: electionInterface,
    topics,
    first: creation.blockNumber,
    last: block.number,
  });
  const others: DecodedLog[] = [];
  for await (const logs of windows(ofElection(OTHER_TOPICS), provider)) others.push(...logs);
  const changed = new Set<bigint>();
  for await (const logs of windows(ofElection([topicOf("BallotCast")]), provider)) {
    for (const { args } of logs) if (args.version !== 0n) changed.add(args.nullifier as bigint);
  }
  const source = (await isPublishedRolls(constitution.rolls, provider))
    ? await readRollSource(constitution, provider, block.number, rollFrom)
    : undefined;
  const at = await momentReader(
    [creation, ...others, ...ceremony.registrations, ...ceremony.dealings, ...(source?.events ?? [])],
    provider,
  );

  const box = countBox(constitution.ballotSize, (nullifier) => changed.has(nullifier));
  const members = countMembers(constitution.rollId);
  async function* batches(): AsyncGenerator<unknown> {
    for await (const logs of windows(ofElection([...CAST_TOPICS, topicOf("TallyExtended")]), provider)) {
      yield* dated(batchesOf(logs), provider, (batch: Batch) => {
        box.take(batch);
        return batchJson(batch);
      });
    }
  }
  async function* skipped(): AsyncGenerator<unknown> {
    for await (const logs of windows(ofElection([topicOf("BallotSkipped")]), provider))
      yield* dated(skippedOf(logs), provider, skippedJson);
  }
  async function* roll(): AsyncGenerator<unknown> {
    const topics = ["ResidentEnrolled", "CheckpointWritten"].map((name) => topicOf(name, registryInterface));
    const known = registryInterface;
    const stretch = { address: constitution.rolls, known, topics, first: rollFrom, last: block.number };
    for await (const logs of windows(stretch, provider)) {
      const transactions = rollTransactions(logs);
      for (const transaction of transactions) members.take(transaction);
      yield* rollJson(transactions);
    }
  }

  const published = source?.kind === "published" ? publishedJson(source, at) : undefined;
  const fields = {
    format: RECORD_FORMAT,
    rollSource: published === undefined ? "registry" : "published",
    ...(published === undefined ? {} : { published }),
    ...(await recordFrame(ground, others, at)),
  };
  const lists = { batches, skipped, ...(published === undefined ? { roll } : {}) };
  yield* canonicalFields(fields, lists);

  const numberOf = (event: string) => others.filter(({ name }) => name === event).length;
  await requireAllEvents(
    {
      election: creation.election,
      constitution,
      box: box.count(),
      consents: numberOf("ConsentGiven"),
      shares: numberOf("SharePosted"),
      registrations: ceremony.registrations.length,
      dealings: ceremony.dealings.length,
      roll:
        source?.kind === "published"
          ? { kind: "published", sequence: Number(source.snapshots.at(-1)?.sequence ?? 0n) }
          : { kind: "registry", members: members.count() },
    },
    provider,
    block.number,
  );
}

function topicOf(event: string, known: Interface = electionInterface): string {
  return known.getEvent(event)?.topicHash as string;
}

/** Of an election's events those of which there are few. */
const OTHER_TOPICS: readonly string[] = [
  "ConsentGiven",
  "ElectionOpened",
  "TallySummed",
  "TallySealed",
  "SharePosted",
  "ResultPosted",
].map((name) => topicOf(name));

/** A contract's events, window by window; no transaction is cut. */
async function* windows(
  { address, known, topics, first, last }: Stretch,
  provider: Provider,
): AsyncGenerator<readonly DecodedLog[]> {
  const filter: LogFilter = { address, topics: [topics] };
  let span = FIRST_WINDOW;
  for (let from = first; from <= last; ) {
    const to = Math.min(last, from + span - 1);
    const logs = (await readLogs(filter, { first: from, last: to }, provider)).flatMap(
      (log) => decoded(log, known) ?? [],
    );
    if (logs.length > 0) yield logs;
    span = logs.length > MANY ? Math.max(1, Math.floor(span / 2)) : Math.min(RANGE, 2 * span);
    from = to + 1;
  }
}

/** Events of a window as the record spells them, each with its moment. */
async function* dated<T extends { readonly blockNumber: number }>(
  events: readonly T[],
  provider: Provider,
  json: (event: T) => object,
): AsyncGenerator<unknown> {
  const at = await momentReader(events, provider);
  for (const event of events) yield { at: at(event), ...json(event) };
}

/** An object's canonical text, of which some fields are lists that are made while it is written. */
async function* canonicalFields(
  fields: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, () => AsyncIterable<unknown>>>,
): AsyncGenerator<string> {
  let before = "{";
  for (const key of [...Object.keys(fields), ...Object.keys(lists)].sort()) {
    yield `${before}${JSON.stringify(key)}:`;
    before = ",";
    const list = lists[key];
    if (list === undefined) {
      yield canonicalJson(fields[key]);
      continue;
    }
    let comma = "";
    yield "[";
    for await (const element of list()) {
      yield comma + canonicalJson(element);
      comma = ",";
    }
    yield "]";
  }
  yield "}";
}
