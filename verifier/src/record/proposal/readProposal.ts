import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { NotARecord, OtherFormat } from "../../verifierError.ts";
import { type FirstReading, LONG_LISTS } from "../firstReading.ts";
import { parseOnce } from "../jsonText.ts";
import { formatOf } from "../readRecord.ts";
import { createScanner } from "../scanner.ts";
import { type Of, readAs, type Shape } from "../shape.ts";
import type { RecordSource } from "../source.ts";
import { type Notice, noticeShape } from "./noticeShape.ts";
import {
  type Change,
  changeShape,
  type NewcomersGroup,
  newcomersShape,
  proposalShape,
  type SeriesEntry,
  seriesShape,
} from "./proposalShape.ts";

/** A proposal's record, all but its changes. */
export interface ProposalRecord extends Omit<Of<typeof proposalShape>, "series" | "newcomers" | "noticesGiven"> {
  readonly series: readonly SeriesEntry[];
  readonly newcomers: readonly NewcomersGroup[];
  readonly noticesGiven: readonly Notice[];
}

/** What a first reading of a proposal's record finds. */
export interface ProposalOverview {
  readonly record: ProposalRecord;
  readonly raw: FirstReading["raw"];
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** Supports and withdrawals. */
  readonly changes: number;
}

const elements = <T>(kept: readonly unknown[], shape: Shape<T>, name: string): readonly T[] =>
  kept.map((value, index) => readAs(shape, value, `${name}.${index}`));

/** A proposal's record as a first reading shows it. `NotARecord` or `OtherFormat` if it is none. */
export const proposalOverviewOf = ({ raw, sha256: hash, counts, kept }: FirstReading): ProposalOverview => {
  const format = formatOf(raw);
  if (typeof format === "string" && format !== "hanpyo-proposal-1") throw new OtherFormat(format);
  const record = {
    ...readAs(proposalShape, raw, "record"),
    series: elements(kept.series, seriesShape, "series"),
    newcomers: elements(kept.newcomers, newcomersShape, "newcomers"),
    noticesGiven: elements(kept.noticesGiven, noticeShape, "noticesGiven"),
  };
  return { record, raw, sha256: hash, changes: counts.changes };
};

/** The changes, in the order of the file. One that changed since its first reading is refused at its end. */
export async function* changesOf(source: RecordSource, expectedSha256: string): AsyncGenerator<Change> {
  const scanner = createScanner(LONG_LISTS);
  const hash = sha256.create();

  for await (const chunk of source.read()) {
    hash.update(chunk);
    for (const { key, index, text } of scanner.push(chunk)) {
      if (key === "changes") yield readAs(changeShape, parseOnce(text), `changes.${index}`);
    }
  }
  if (bytesToHex(hash.digest()) !== expectedSha256) throw new NotARecord("it changed while it was read");
}
