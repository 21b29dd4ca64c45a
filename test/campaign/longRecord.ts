import { constants } from "node:buffer";
import { readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { readRecordFile, writeRecord } from "../../scripts/terminal/recordFile.ts";
import { canonicalPieces } from "../../sdk/election/canonicalJson.ts";
import { recordContentHash } from "../../sdk/verify/contentHash.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { readRecord } from "../../sdk/verify/verifyElection.ts";

/**
 * A record longer than the longest text of Node, written, read, held to the schema and hashed:
 * `node test/campaign/longRecord.ts [BALLOTS]`. Its ballots are one ballot of conformance/, so its form holds and no check
 * of it would: what is tried is its length.
 */
const ballots = Number(process.argv[2] ?? 300_000);
const PER_BATCH = 20;

const record = JSON.parse(
  readFileSync(`${projectRoot}conformance/records/eight-options.json`, "utf8"),
) as ElectionRecord;
const [batch] = record.batches;
const [ballot] = batch?.ballots ?? [];
if (batch === undefined || ballot === undefined) throw new Error("The record has no ballot");

/** Each ballot is made when it is written: what is read again is all that is held. */
function* longText(): Generator<string> {
  const [before, after] = canonicalTextAround();
  yield before;
  for (let first = 0; first < ballots; first += PER_BATCH) {
    const own = Array.from({ length: Math.min(PER_BATCH, ballots - first) }, (_, m) => ({
      ...ballot,
      nullifier: String(first + m + 1),
    }));
    if (first > 0) yield ",";
    yield* canonicalPieces({ ...batch, ballots: own });
  }
  yield after;
}

function canonicalTextAround(): readonly [string, string] {
  const text = [...canonicalPieces({ ...record, batches: [] })].join("");
  const at = text.indexOf('"batches":[') + '"batches":['.length;
  return [text.slice(0, at), text.slice(at)];
}

// Tests are loaded together with what stands beside them.
if (import.meta.main) await main();

async function main(): Promise<void> {
  const file = join(tmpdir(), `hanpyo-long-record-${process.pid}.json`);
  try {
    const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(0);
    let begun = performance.now();
    const { bytes, contentHash } = await writeRecord(file, longText());
    const held = () => `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB held`;
    console.log(`${ballots} ballots: ${bytes} bytes written in ${seconds(begun)} s, ${held()}`);
    console.log(`The longest text is ${constants.MAX_STRING_LENGTH}`);
    begun = performance.now();
    const read = await readRecordFile(file);
    console.log(`read in ${seconds(begun)} s, ${held()}`);
    begun = performance.now();
    const known = readRecord(read.content);
    if ("failed" in known) throw new Error(`The record is refused: ${known.failed.found}`);
    console.log(`of the right form after ${seconds(begun)} s, ${held()}`);
    begun = performance.now();
    const hash = recordContentHash(known.record);
    console.log(`hashed in ${seconds(begun)} s`);
    if (read.sha256 !== contentHash || hash !== contentHash) throw new Error("The hashes differ");
    if (bytes <= constants.MAX_STRING_LENGTH) throw new Error("The record is no longer than the longest text");
    if (statSync(file).size !== bytes) throw new Error("The file has another length");
  } finally {
    rmSync(file, { force: true });
  }
}
