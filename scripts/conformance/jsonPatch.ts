import type { Json } from "./operation.ts";

/** One step of a JSON Patch (RFC 6902), of the kinds that altered records need. */
export type PatchStep =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: Json }
  | { readonly op: "remove"; readonly path: string };

type Container = Record<string, Json> | Json[];

/** The value with the steps applied in order; the given value stays as it is. Throws `RangeError` for a path that leads nowhere. */
export function patched(value: Json, steps: readonly PatchStep[]): Json {
  const root: Record<string, Json> = { value: structuredClone(value) };
  for (const step of steps) {
    const keys = ["value", ...step.path.split("/").slice(1).map(unescaped)];
    const last = keys.pop() as string;
    const place = keys.reduce<Json>((at, key) => childOf(at, key), root) as Container;
    if (typeof place !== "object" || place === null) throw new RangeError(`${step.path} leads nowhere`);
    if (Array.isArray(place)) changeArray(place, last, step);
    else if (step.op === "remove") delete place[last];
    else place[last] = structuredClone(step.value);
  }
  return root.value as Json;
}

function changeArray(place: Json[], key: string, step: PatchStep): void {
  const at = key === "-" ? place.length : Number(key);
  if (!Number.isInteger(at) || at > place.length) throw new RangeError(`${step.path} leads nowhere`);
  if (step.op === "add") place.splice(at, 0, structuredClone(step.value));
  else if (step.op === "remove") place.splice(at, 1);
  else place[at] = structuredClone(step.value);
}

/** Steps that make `after` of `before`: as few values as the common beginning and end of arrays allow. */
export function patchBetween(before: Json, after: Json, path = ""): PatchStep[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return betweenArrays(before, after, path);
  if (isObject(before) && isObject(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const at = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (!(key in after)) return [{ op: "remove" as const, path: at }];
      if (!(key in before)) return [{ op: "add" as const, path: at, value: after[key] as Json }];
      return patchBetween(before[key] as Json, after[key] as Json, at);
    });
  }
  return [{ op: "replace", path, value: after }];
}

function betweenArrays(before: readonly Json[], after: readonly Json[], path: string): PatchStep[] {
  const isSame = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a) === JSON.stringify(b);
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && isSame(before[first], after[first])) first++;
  let last = 0;
  while (last < shorter - first && isSame(before.at(-1 - last), after.at(-1 - last))) last++;
  const [gone, come] = [before.slice(first, before.length - last), after.slice(first, after.length - last)];
  const both = Math.min(gone.length, come.length);
  return [
    ...gone.slice(0, both).flatMap((one, m) => patchBetween(one, come[m] as Json, `${path}/${first + m}`)),
    ...gone.slice(both).map(() => ({ op: "remove" as const, path: `${path}/${first + both}` })),
    ...come.slice(both).map((value, m) => ({ op: "add" as const, path: `${path}/${first + both + m}`, value })),
  ];
}

function childOf(value: Json, key: string): Json {
  const found = Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  if (found === undefined) throw new RangeError(`There is no ${key}`);
  return found;
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unescaped(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}
