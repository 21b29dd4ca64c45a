import { readdirSync, readFileSync } from "node:fs";
import { projectRoot } from "../checkout/projectRoot.ts";
import { type PatchStep, patched } from "./jsonPatch.ts";
import type { Fields, Json } from "./operation.ts";

/** What an implementation is asked: one JSON value in a line, answered by one. */
export type Question =
  | { readonly operation: string; readonly in: Fields }
  /** `snapshot` names the folder of the files of a published roll's snapshot, from the project's root; null for none. */
  | { readonly record: Json; readonly snapshot: string | null };

/** A question with what it is called, and what its answer must be. */
export type Asked = { readonly called: string; readonly ask: () => Question; readonly expects: Expectation };

export type Expectation =
  | { readonly kind: "out"; readonly out: Fields }
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly by: string };

const FOLDER = `${projectRoot}conformance`;

/** Every case of the vectors. */
export function vectorQuestions(): readonly Asked[] {
  type Vectors = {
    readonly operations: Readonly<Record<string, { readonly cases: readonly { in: Fields; out: Fields }[] }>>;
  };
  return jsonFiles("vectors").flatMap((file) => {
    const { operations } = readJson(`vectors/${file}`) as unknown as Vectors;
    return Object.entries(operations).flatMap(([operation, { cases }]) =>
      cases.map(({ in: input, out }, m) => ({
        called: `${operation} ${m + 1}`,
        ask: () => ({ operation, in: input }),
        expects: { kind: "out" as const, out },
      })),
    );
  });
}

/** Every good record. */
export function recordQuestions(): readonly Asked[] {
  return jsonFiles("records").map((file) => {
    const name = file.slice(0, -".json".length);
    return {
      called: `record ${name}`,
      ask: () => questionOf(name, readJson(`records/${file}`)),
      expects: { kind: "accepted" as const },
    };
  });
}

/** Every altered record, grouped by the record that it was made of. */
export function tamperedQuestions(): readonly Asked[] {
  type Case = { record: string; what: string; refusedBy: string; patch: readonly PatchStep[] };
  const { cases } = readJson("tampered/cases.json") as unknown as { readonly cases: readonly Case[] };
  const records = new Map<string, Json>();
  const recordOf = (name: string) => {
    const known = records.get(name) ?? readJson(`records/${name}.json`);
    records.set(name, known);
    return known;
  };
  return cases.map(({ record, what, refusedBy, patch }) => ({
    called: `${record}: ${what}`,
    ask: () => questionOf(record, patched(recordOf(record), patch)),
    expects: { kind: "refused" as const, by: refusedBy },
  }));
}

function questionOf(name: string, record: Json): Question {
  return { record, snapshot: name === "published-roll" ? "conformance/records/published-roll" : null };
}

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(`${FOLDER}/${folder}`, { encoding: "utf8", recursive: true })
    .filter((file) => file.endsWith(".json"))
    .sort();
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(`${FOLDER}/${file}`, "utf8")) as Json;
}
