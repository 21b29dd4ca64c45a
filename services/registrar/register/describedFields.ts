import { atPointer, pointerParts } from "./jsonPointer.ts";
import type { XRoadSettings } from "./xRoadSettings.ts";

/** Most steps through a description: references may go in a circle. */
const STEPS = 64;

/** What an office's file asks for that a register's OpenAPI 3 description does not have; empty if it has everything. */
export function undescribedFields(
  description: unknown,
  {
    map,
    path = "/",
    allowPersonInPath,
    notFound,
  }: Pick<XRoadSettings, "map" | "path" | "allowPersonInPath" | "notFound">,
): readonly string[] {
  const method = allowPersonInPath === true ? "get" : "post";
  const operation = operationOf(description, path.replace(/\?.*/s, ""), method);
  if (operation === undefined) return [`${method.toUpperCase()} ${path}`];
  const responses = atPointer(operation, "/responses");
  const good = ["200", "201", "default"].map((status) => atPointer(responses, `/${status}`)).find(Boolean);
  const schema = atPointer(resolved(description, good), "/content/application~1json/schema");
  if (schema === undefined) return ["application/json"];
  const pointers = Object.entries(map).filter((one): one is [string, string] => typeof one[1] === "string");
  const missing = pointers.filter(([, pointer]) => !isDescribed(description, schema, pointerParts(pointer)));
  const lacksNotFound = notFound !== undefined && atPointer(responses, "/404") === undefined;
  return [...missing.map(([field, pointer]) => `${field} ${pointer}`), ...(lacksNotFound ? ["notFound 404"] : [])];
}

/** The operation of a path, whatever its parameters are called. */
function operationOf(description: unknown, path: string, method: string): unknown {
  const paths = Object.entries((atPointer(description, "/paths") ?? {}) as Record<string, unknown>);
  const plain = (one: string) => one.replace(/\{[^}]*\}/g, "{}").replace(/\/$/, "");
  return atPointer(paths.find(([one]) => plain(one) === plain(path))?.[1], `/${method}`);
}

function isDescribed(description: unknown, schema: unknown, parts: readonly string[], steps = STEPS): boolean {
  const here = resolved(description, schema);
  if (steps === 0 || typeof here !== "object" || here === null) return false;
  const alternatives = ["allOf", "anyOf", "oneOf"].flatMap((word) => (here as Record<string, unknown[]>)[word] ?? []);
  if (alternatives.some((one) => isDescribed(description, one, parts, steps - 1))) return true;
  const [part, ...rest] = parts;
  if (part === undefined) return alternatives.length === 0;
  const { properties, items } = here as Record<string, unknown>;
  const next =
    /^[0-9]+$/.test(part) && items !== undefined ? items : atPointer({ properties }, `/properties/${escaped(part)}`);
  return next !== undefined && isDescribed(description, next, rest, steps - 1);
}

/** What a reference into the same description stands for. */
function resolved(description: unknown, value: unknown): unknown {
  let here = value;
  for (let step = 0; step < STEPS; step++) {
    const reference = atPointer(here, "/$ref");
    if (typeof reference !== "string") return here;
    if (!reference.startsWith("#/")) return undefined;
    here = atPointer(description, reference.slice(1));
  }
  return undefined;
}

const escaped = (part: string) => part.replaceAll("~", "~0").replaceAll("/", "~1");
