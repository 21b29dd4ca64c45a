import type { Draft } from "../altered/alterations.ts";

/** One operation of a JSON Patch (RFC 6902), of the three that altered records use. */
export interface PatchOperation {
  readonly op: "add" | "remove" | "replace";
  readonly path: string;
  readonly value?: unknown;
}

const partsOf = (path: string): readonly string[] =>
  path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

const applyOne = (document: Draft, { op, path, value }: PatchOperation): void => {
  const parts = partsOf(path);
  const holder = parts.slice(0, -1).reduce((at, part) => at[part], document);
  const last = parts.at(-1)!;
  if (Array.isArray(holder)) {
    const place = last === "-" ? holder.length : Number(last);
    if (op === "add") holder.splice(place, 0, value);
    else if (op === "remove") holder.splice(place, 1);
    else holder[place] = value;
  } else if (op === "remove") delete holder[last];
  else holder[last] = value;
};

/** A document with a patch applied to it; the document stays as it is. */
export const patched = (document: unknown, patch: readonly PatchOperation[]): unknown => {
  const copy = structuredClone(document);
  for (const operation of patch) applyOne(copy, structuredClone(operation));
  return copy;
};
