import { getAddress } from "ethers";
import { OUTCOME_KINDS, TIE_BREAKS } from "../../../sdk/election/constitution.ts";
import { VERDICTS } from "../../../sdk/election/outcome.ts";
import type { ProposalRecord } from "../../../sdk/verify/proposalRecord.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";

/** A value of a record that is no object and no array, with the way to it. */
export type Leaf = { readonly path: string; readonly keys: readonly (string | number)[]; readonly value: LeafValue };
type LeafValue = string | number | boolean | null;

/** Every leaf of a JSON value; paths as `firstDifference` writes them. */
export function leavesOf(value: unknown, keys: readonly (string | number)[] = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((entry, m) => leavesOf(entry, [...keys, m]));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, [...keys, key]));
  }
  return [{ path: pathOf(keys), keys, value: value as LeafValue }];
}

function pathOf(keys: readonly (string | number)[]): string {
  return keys.map((key, m) => (typeof key === "number" ? `[${key}]` : m === 0 ? key : `.${key}`)).join("");
}

/** A record with the value at `keys` replaced; the rest is shared. */
export function withValue<T>(value: T, keys: readonly (string | number)[], replacement: unknown): T {
  const [key, ...rest] = keys;
  if (key === undefined) return replacement as T;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  copy[key] = withValue(copy[key], rest, replacement);
  return copy as T;
}

/** The record with one leaf changed as little as its kind allows: plus one, the last digit, the other word. */
export function withLeafChanged<Record extends ElectionRecord | ProposalRecord>(
  record: Record,
  { keys, value }: Leaf,
): Record {
  if (keys.at(-1) === "verdict")
    return withValue(
      record,
      keys,
      VERDICTS.find((verdict) => verdict !== value),
    );
  return withValue(record, keys, changed(value));
}

function changed(value: LeafValue): LeafValue {
  if (value === null) return 0;
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  if (/^[0-9]+$/.test(value)) return String(BigInt(value) + 1n);
  if (/^0x[0-9a-fA-F]{40}$/.test(value)) {
    const other = value.slice(0, -1).toLowerCase() + (value.endsWith("0") ? "1" : "0");
    return getAddress(other);
  }
  if (/^0x/.test(value)) return value.slice(0, -1).toLowerCase() + (value.endsWith("0") ? "1" : "0");
  const words: readonly string[] = [...OUTCOME_KINDS, ...TIE_BREAKS].includes(value as never)
    ? (OUTCOME_KINDS as readonly string[]).includes(value)
      ? OUTCOME_KINDS
      : TIE_BREAKS
    : [];
  return words.find((word) => word !== value) ?? `${value}x`;
}
