import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Hono } from "hono";
import { ChainUnreachableError, ServiceFailedError } from "../hosting/refusals.ts";
import { factsApp } from "./http.ts";
import { toldPaths } from "./toldFiles.ts";
import type { Works } from "./works.ts";

/** How many files were written anew, and how many stood there as they are. */
export type WrittenFiles = { readonly written: number; readonly same: number };

const PAGE = 100;

/**
 * Writes what the service would answer as files for any web server (P29.8): `PATH.json`, of lists page by page. Each file
 * is put in its place whole, and what stands there already is left, so that a writing that was ended goes on with the rest.
 * Throws `ChainUnreachableError` where nothing was read, and what the disk's failure gives.
 */
export async function writeStaticFiles(works: Works, folder: string): Promise<WrittenFiles> {
  if (works.facts === undefined) throw new ChainUnreachableError();
  const counts = { written: 0, same: 0 };
  // Whoever writes files is one reader, whose requests nobody has to bound.
  const limits = { ...works.limits, readsPerMinute: Number.MAX_SAFE_INTEGER };
  const app = factsApp({ ...works, limits }, false);
  for await (const [name, text] of staticFiles(works, app)) {
    counts[put(join(folder, name), text) ? "written" : "same"]++;
  }
  return counts;
}

async function* staticFiles({ facts }: Works, app: Hono): AsyncGenerator<readonly [name: string, text: string]> {
  const answer = async (path: string) => {
    const given = await app.request(path);
    // A refusal is no fact.
    if (!given.ok) throw new ServiceFailedError();
    return given.text();
  };
  async function* list(path: string) {
    let after: string | null | undefined;
    do {
      const text = await answer(`${path}?limit=${PAGE}${after === undefined ? "" : `&after=${after}`}`);
      yield [`${after === undefined ? path : `${path}.after-${after}`}.json`, text] as const;
      after = (JSON.parse(text) as { readonly next: string | null }).next;
    } while (after !== null);
  }
  for (const [address, { contentHash }] of facts?.elections ?? []) {
    for (const path of [`/v1/elections/${address}`, `/v1/elections/${address}/result`, `/v1/records/${contentHash}`]) {
      yield [`${path}.json`, await answer(path)];
    }
  }
  for (const id of facts?.proposals.keys() ?? []) {
    yield [`/v1/proposals/${id}.json`, await answer(`/v1/proposals/${id}`)];
  }
  for (const roll of facts?.rolls.keys() ?? []) yield* list(`/v1/rolls/${roll}/checkpoints`);
  // Lists last: what they name is there.
  for (const path of ["/v1/elections", "/v1/proposals", "/v1/rolls"]) yield* list(path);
  // What has an ending of its own keeps it.
  for (const path of [...(facts === undefined ? [] : toldPaths(facts)), "/openapi.json"]) {
    yield [path, await answer(path)];
  }
  const explanation = "/v1/explanations/about-a-person";
  yield [`${explanation}.json`, await answer(explanation)];
}

/** @returns Whether anything had to be written. */
function put(file: string, text: string): boolean {
  const digest = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
  if (existsSync(file) && digest(readFileSync(file)) === digest(text)) return false;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
  return true;
}
