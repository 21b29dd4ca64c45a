import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { verifyingKeys } from "../../src/keys/verifyingKeys.ts";
import { addressText } from "../../src/record/shape.ts";
import { NotARecord, OtherFormat } from "../../src/verifierError.ts";
import { verifyFile } from "../../src/verifyFile.ts";
import { random, sourceOf } from "../sourceOf.ts";

const textOf = (name: string): string =>
  readFileSync(new URL(`../../../conformance/records/${name}.json`, import.meta.url), "utf8");
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

/** The same of proposals (docs/record.md, 9.2). */
const CHAIN_ALONE_OF_PROPOSALS = [
  /^block\./,
  /^notices$/,
  /(^|\.)at\.(block|time)$/,
  /^reached\./,
  /^posting\.activeMembers$/,
  /^newcomers\.#\.activeMembers$/,
  /^noticesGiven\.#\.(words|day|evidence|number|until|reason|stage|progress)$/,
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

const withEdit = (text: string, place: Place): string => {
  const record = JSON.parse(text) as unknown;
  let holder = record as Record<string | number, unknown>;
  for (const part of place.slice(0, -1)) holder = holder[part] as Record<string | number, unknown>;
  const last = place.at(-1)!;
  holder[last] = edited(holder[last]);
  return JSON.stringify(record);
};

const isRefused = async (text: string): Promise<boolean> => {
  try {
    const means = { keys, random, batch: 64, onProgress: () => undefined };
    return (await verifyFile(sourceOf(text), means)).findings.some(({ state }) => state === "fails");
  } catch (error) {
    if (error instanceof NotARecord || error instanceof OtherFormat) return true;
    throw error;
  }
};

/** One place for each field, whatever the place in its lists; of notices for each field of each kind. */
const everyPlaceOf = (text: string): readonly Place[] => {
  const record = JSON.parse(text) as { readonly noticesGiven?: readonly { readonly kind: string }[] };
  const named = (place: Place): string =>
    place[0] === "noticesGiven" ? `${pattern(place)} ${record.noticesGiven![Number(place[1])]!.kind}` : pattern(place);
  return [...new Map(leavesOf(record).map((place) => [named(place), place])).values()].filter(
    (place) => withEdit(text, place) !== JSON.stringify(record),
  );
};

const RECORDS = [
  ["changed-vote", CHAIN_ALONE],
  ["proposals/reached", CHAIN_ALONE_OF_PROPOSALS],
  ["proposals/notices", CHAIN_ALONE_OF_PROPOSALS],
] as const;

for (const [name, chainAlone] of RECORDS) {
  const text = textOf(name);
  /** A fifth of them, or all in the campaign (`HANPYO_TAMPERED=all`). */
  const places = everyPlaceOf(text).filter((_, m) => process.env.HANPYO_TAMPERED === "all" || m % 5 === 0);

  test(`an edit of any of ${places.length} fields of ${name} is refused, but of what only the chain tells`, async () => {
    const accepted: string[] = [];
    for (const place of places) if (!(await isRefused(withEdit(text, place)))) accepted.push(pattern(place));
    assert.deepEqual(
      accepted.filter((field) => !chainAlone.some((known) => known.test(field))),
      [],
    );
  });
}
