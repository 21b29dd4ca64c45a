import type { Browser } from "@playwright/test";
import { rollFolder } from "../../../sdk/election/rollFiles.ts";
import { demoRollsFolder } from "../../rehearsal/demoRolls.ts";
import type { PageDemo } from "../../rehearsal/pageDemo.ts";
import { writeRollFiles } from "../../rollFiles/writeRollFiles.ts";
import { type Figures, interleaved } from "../figures.ts";

const RESIDENTS = 100_000;

/**
 * Seconds from the start of the proving worker until it has loaded and checked a roll of 100,000 residents and found
 * one of them in it, with nothing on the device, or found that somebody is not in it; beside it the same files fetched
 * by the same browser, unlooked at.
 */
export async function rollSeconds(browser: Browser, { url }: PageDemo, worker: string): Promise<Figures> {
  // Commitments as far as a tree can tell: words below the field's order.
  const leaves = Array.from({ length: RESIDENTS }, (_, place) => BigInt(place + 1) * 7_919n ** 15n);
  const registry = `0x${"0".repeat(40)}`;
  const roll = { chainId: 31_337n, registry, rollId: 1n, time: 0, leaves };
  const { root, crown, shards } = writeRollFiles(roll, demoRollsFolder);
  const folder = `${url}rolls/${rollFolder(root)}/`;
  const files = ["index.json", crown.file, ...shards.map(({ file }) => file)].map((file) => folder + file);
  const wanted = {
    worker,
    config: { rpc: `${url}rpc`, chainId: 31_337, firstBlock: 0, keys: url, rollFiles: `${url}rolls/` },
    registry,
    root: String(root),
  };
  const resident = { ...wanted, commitment: String(leaves[RESIDENTS - 7]), isOnRoll: true };
  const stranger = { ...wanted, commitment: "12345", isOnRoll: false };
  const inPage = (script: string) => async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    const seconds = (await page.evaluate(script)) as number;
    await context.close();
    return seconds;
  };
  return interleaved({
    [`seconds.page.roll.${RESIDENTS}`]: inPage(`(${load})(${JSON.stringify(resident)})`),
    [`seconds.page.notOnRoll.${RESIDENTS}`]: inPage(`(${load})(${JSON.stringify(stranger)})`),
    [`seconds.page.fetchAlone.${RESIDENTS}`]: inPage(`(${fetchAlone})(${JSON.stringify(files)})`),
  });
}

/** These run in the page, and answer with the seconds that they took. */
const load = `async ({ worker, config, registry, root, commitment, isOnRoll }) => {
  const started = performance.now();
  const proving = new Worker(worker, { type: "module" });
  const wanted = { rolls: registry, rollId: 1n, censusTime: 1, censusRoot: BigInt(root) };
  const task = { kind: "census", wanted, identityCommitment: BigInt(commitment) };
  const reply = await new Promise((done, fail) => {
    proving.onerror = ({ message }) => fail(new Error(message));
    proving.onmessage = ({ data }) => {
      if (data.kind !== "progress") done(data);
    };
    proving.postMessage({ id: 1, task, config, singleThread: false });
  });
  if (reply.result?.isOnRoll !== isOnRoll) throw new Error("the roll was not loaded: " + (reply.failure?.what ?? "absent"));
  return (performance.now() - started) / 1000;
}`;

const fetchAlone = `async (files) => {
  const started = performance.now();
  await Promise.all(files.map(async (file) => (await fetch(file)).arrayBuffer()));
  return (performance.now() - started) / 1000;
}`;
