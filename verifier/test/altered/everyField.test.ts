import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { verifyingKeys } from "../../src/keys/verifyingKeys.ts";
import { addressText } from "../../src/record/shape.ts";
import { NotARecord } from "../../src/verifierError.ts";
import { verifyRecord } from "../../src/verifyRecord.ts";
import { random, sourceOf } from "../sourceOf.ts";

const TEXT = readFileSync(new URL("../../../conformance/records/changed-vote.json", import.meta.url), "utf8");
const keys = verifyingKeys();

/** Fields that only the chain tells (docs/record.md, section 2): an edit within their bounds shows in no record. */
const CHAIN_ALONE = [
  /^block\./,
  /^creator$/,
  /^created\./,
  /^firstSum\./,
  /(^|\.)at\.(block|time)$/,
  /^board\.(factory|registerBy|dealBy|termEndsAt)$/,
  /^roll\.#\.checkpoints\.#\.time$/,
  /^skipped\./,
];

type Place = readonly (string | number)[];

const leavesOf = (value: unknown, place: Place = []): readonly Place[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, member]) =>
        leavesOf(member, [...place, Array.isArray(value) ? Number(name) : name]),
      )
    : [place];

const pattern = (place: Place): string => place.map((part) => (typeof part === "number" ? "#" : part)).join(".");

/** Another value of the same form. */
const edited = (value: unknown): unknown => {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  const text = String(value);
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) return addressText(BigInt(text) ^ 1n);
  if (text.startsWith("0x")) return `${text.slice(0, -1)}${text.endsWith("0") ? "1" : "0"}`;
  if (/^[0-9]+$/.test(text)) return `${BigInt(text) + 1n}`;
  return text;
};

const withEdit = (place: Place): string => {
  const record = JSON.parse(TEXT) as unknown;
  let holder = record as Record<string | number, unknown>;
  for (const part of place.slice(0, -1)) holder = holder[part] as Record<string | number, unknown>;
  const last = place.at(-1)!;
  holder[last] = edited(holder[last]);
  return JSON.stringify(record);
};

const isRefused = async (text: string): Promise<boolean> => {
  try {
    const means = { keys, random, batch: 64, onProgress: () => undefined };
    return (await verifyRecord(sourceOf(text), means)).findings.some(({ state }) => state === "fails");
  } catch (error) {
    if (error instanceof NotARecord) return true;
    throw error;
  }
};

/** One place for each field, whatever the place in its lists. */
const everyPlace = [...new Map(leavesOf(JSON.parse(TEXT)).map((place) => [pattern(place), place])).values()].filter(
  (place) => withEdit(place) !== JSON.stringify(JSON.parse(TEXT)),
);
/** A fifth of them, or all in the campaign (`HANPYO_TAMPERED=all`). */
const places = everyPlace.filter((_, m) => process.env.HANPYO_TAMPERED === "all" || m % 5 === 0);

test(`an edit of any of ${places.length} fields is refused, but of what only the chain tells`, async () => {
  const accepted: string[] = [];
  for (const place of places) if (!(await isRefused(withEdit(place)))) accepted.push(pattern(place));
  assert.deepEqual(
    accepted.filter((field) => !CHAIN_ALONE.some((known) => known.test(field))),
    [],
  );
});
