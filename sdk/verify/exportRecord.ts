import type { Provider } from "ethers";
import { batchesOf, skippedOf } from "../chain/ballotBox.ts";
import { electionAt } from "../chain/contracts.ts";
import { type DecodedLog, logsOf } from "../chain/logs.ts";
import { countBox, counted, countMembers, requireAllEvents, type ShownCounts } from "./allEvents.ts";
import { publishedJson, type RollSource, readRollSource } from "./exportRoll.ts";
import { type ElectionRecord, RECORD_FORMAT } from "./record.ts";
import { momentReader, type RecordGround, readGround, recordFrame } from "./recordFrame.ts";
import { batchJson, rollJson, skippedJson } from "./recordJson.ts";

/**
 * Reads everything public about an election from the chain into one record (P11).
 * @param lastBlock The last block that counts; the latest by default.
 * @param created The block in which somebody says that it was created.
 * Throws `NotAnElectionError`, `ElectionUnknownError`, `CreatedLaterError`, `BlockUnknownError`, or `LogsMissingError`
 * where the node shows fewer events than the contracts count.
 */
export async function exportRecord(
  election: string,
  provider: Provider,
  lastBlock?: number,
  created?: number,
): Promise<ElectionRecord> {
  const ground = await readGround(election, provider, lastBlock, created);
  const { block, creation, ceremony, rollFrom } = ground;
  // None of its events can be older than its creation.
  const logs = await logsOf(electionAt(election, provider), block.number, creation.blockNumber);
  const source = await readRollSource(creation.constitution, provider, block.number, rollFrom);
  await requireAllEvents(countsOf(ground, logs, source), provider, block.number);
  const at = await momentReader(
    [creation, ...logs, ...ceremony.registrations, ...ceremony.dealings, ...source.events],
    provider,
  );

  const { board, consents, opening, firstSum, seal, shares, result, ...beginning } = await recordFrame(
    ground,
    logs,
    at,
  );
  const course = {
    board,
    consents,
    opening,
    batches: batchesOf(logs).map((batch) => ({ at: at(batch), ...batchJson(batch) })),
    skipped: skippedOf(logs).map((ballot) => ({ at: at(ballot), ...skippedJson(ballot) })),
    firstSum,
    seal,
    shares,
    result,
  };
  const format = RECORD_FORMAT;
  return source.kind === "registry"
    ? { format, rollSource: "registry", ...beginning, roll: rollJson(source.history), ...course }
    : { format, rollSource: "published", ...beginning, published: publishedJson(source, at), ...course };
}

function countsOf({ creation, ceremony }: RecordGround, logs: readonly DecodedLog[], source: RollSource): ShownCounts {
  const { election, constitution } = creation;
  const numberOf = (event: string) => logs.filter(({ name }) => name === event).length;
  return {
    election,
    constitution,
    box: counted(countBox(constitution.ballotSize), batchesOf(logs)),
    consents: numberOf("ConsentGiven"),
    shares: numberOf("SharePosted"),
    registrations: ceremony.registrations.length,
    dealings: ceremony.dealings.length,
    roll:
      source.kind === "registry"
        ? { kind: "registry", members: counted(countMembers(constitution.rollId), source.history) }
        : { kind: "published", sequence: Number(source.snapshots.at(-1)?.sequence ?? 0n) },
  };
}
