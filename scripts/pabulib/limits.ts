import { type Decimal, decimalOf } from "./decimal.ts";
import type { PabulibVote } from "./parsePabulib.ts";
import { PabulibMalformedError } from "./refusals.ts";
import type { Meta } from "./sections.ts";

/** A limit of the constitution, and in sentences where it differs from the file's. */
export type Limit = { readonly value: number; readonly deviations: readonly string[] };

/** What META says under a key, or undefined. Throws `PabulibMalformedError` if it is no number. */
export function statedDecimal(meta: Meta, key: string): Decimal | undefined {
  const entry = meta.get(key);
  const value = entry && decimalOf(entry.value);
  if (entry && !value) throw new PabulibMalformedError(entry.line, `${key} is "${entry.value}", not a number`);
  return value;
}

/** The same for a number from 0. */
export function statedAmount(meta: Meta, key: string): Decimal | undefined {
  const value = statedDecimal(meta, key);
  if (value && value.digits < 0n) throw new PabulibMalformedError(meta.get(key)?.line ?? 1, `${key} is below 0`);
  return value;
}

/** The same for a whole number from 0. */
export function statedWhole(meta: Meta, key: string): number | undefined {
  const value = statedAmount(meta, key);
  if (value && value.decimals > 0) throw new PabulibMalformedError(meta.get(key)?.line ?? 1, `${key} is not whole`);
  return value && Number(value.digits);
}

/**
 * The most that a ballot may have: what the file says, or where recorded ballots have more, the most of these.
 * @param name The limit as the file states it.
 * @param found What each of the ballots has.
 * @param shown How a value is written for people.
 */
export function atMost(
  name: string,
  limit: number,
  found: readonly number[],
  votes: readonly PabulibVote[],
  shown: (value: number) => string = String,
): Limit {
  const over = votes.filter((_, i) => (found[i] as number) > limit);
  const value = highest([limit, ...found]);
  return { value, deviations: widened(`above ${name}`, over, shown(value)) };
}

/** The least that a ballot must have, lowered to the least of the recorded ballots. */
export function atLeast(name: string, limit: number, found: readonly number[], votes: readonly PabulibVote[]): Limit {
  const under = votes.filter((_, i) => (found[i] as number) < limit);
  const value = -highest([limit, ...found].map((entry) => -entry));
  return { value, deviations: widened(`below ${name}`, under, String(value)) };
}

/** A sentence on a limit of the file that the constitution cannot hold, with the ballots that break it. */
export function notHeld(what: string, breaking: readonly PabulibVote[]): string {
  const found = breaking.length === 0 ? "no recorded ballot" : ballotsAt(breaking);
  return `${what} is not held by the constitution; it is broken by ${found}`;
}

/** "3 ballots (lines 4, 7 and 12)"; of many only the first lines. */
export function ballotsAt(votes: readonly PabulibVote[]): string {
  const shown = votes.slice(0, 10).map(({ line }) => line);
  const more = votes.length > shown.length ? ` and ${votes.length - shown.length} more` : "";
  return votes.length === 1
    ? `1 ballot (line ${shown[0]})`
    : `${votes.length} ballots (lines ${shown.join(", ")}${more})`;
}

/** The highest of many numbers; a call with as many arguments would overflow the stack. */
export function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

function widened(what: string, breaking: readonly PabulibVote[], to: string): string[] {
  return breaking.length === 0 ? [] : [`${what}: ${ballotsAt(breaking)}; the constitution takes ${to}`];
}
