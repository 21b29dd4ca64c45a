import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { Wallet } from "ethers";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import type { Ballot } from "../../sdk/election/ballot.ts";
import { askRelayer, postBallot } from "../../sdk/relaying/relayerClient.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import type { RelayerWorld } from "../services/relayer/relayerWorld.ts";
import { syntheticBallot } from "../services/relayer/syntheticBallots.ts";
import type { FaultProxies } from "./faultProxy.ts";
import type { Durability, Round } from "./faultRound.ts";
import type { ChildSettings } from "./relayerChild.ts";

export type KillSettings = {
  /** Times that the relayer's process is killed. */
  readonly kills: number;
  readonly durability: Durability;
};

const BATCH = 3;
/** Milliseconds between two blocks, between two looks, and to an answer. */
const BLOCK = 100;
const LOOK = 20;
const TIMEOUT = 60_000;
const LOOKS = 3_000;
const FINALITY = 32;

/**
 * Kills a relayer's process (SIGKILL) while it has a batch of ballots, and starts it again with the database that is
 * left; blocks come at their own pace. The moments are drawn over the life of a batch, from its first request to its
 * block, which an undisturbed batch shows beforehand.
 */
export async function killRounds(
  world: RelayerWorld,
  { urls }: Pick<FaultProxies, "urls">,
  { kills, durability }: KillSettings,
): Promise<Round<Ballot>> {
  const account = new Wallet(Wallet.createRandom().privateKey, world.chain.provider);
  await world.rpc("hardhat_setBalance", account.address, "0x3635c9adc5dea00000");
  const { chainId, election } = world.election;
  const settings: ChildSettings = {
    rpc: urls,
    key: account.privateKey,
    election,
    file: world.newFile(),
    durability,
  };
  const coin = seededRandom("kills");
  const acknowledged: Ballot[] = [];
  const toSend: Ballot[] = [];
  let running = await start(settings);
  let fired = 0;

  /** Voters' devices: what is not acknowledged is sent again to the next life. */
  async function postAll(): Promise<void> {
    const { url } = running;
    await Promise.all(
      toSend.splice(0).map(async (ballot) => {
        try {
          const announced = { url, address: account.address };
          await postBallot(announced, { chainId, election, ballot }, { timeout: TIMEOUT, fetch });
          acknowledged.push(ballot);
        } catch {
          toSend.push(ballot);
        }
      }),
    );
  }

  async function untilNone(kind: "waiting" | "unsettled"): Promise<void> {
    for (let look = 0; look < LOOKS; look++) {
      const health = await askRelayer(running.url, "/health", { timeout: TIMEOUT, fetch });
      if (health[kind] === 0) return;
      await wait(LOOK);
    }
  }

  function newBatch(): void {
    // One of them changes a vote of an earlier batch.
    const over = acknowledged.at(-1);
    for (let i = 0; i < BATCH; i++) toSend.push(syntheticBallot(world.election, i === 0 ? over : undefined));
  }

  await world.rpc("evm_setAutomine", false);
  const mining = setInterval(() => void world.rpc("evm_mine").catch(() => {}), BLOCK);
  try {
    newBatch();
    await postAll();
    const begun = performance.now();
    newBatch();
    await postAll();
    await untilNone("waiting");
    const life = performance.now() - begun;

    while (fired < kills) {
      newBatch();
      if (durability === "lazy") await stopWriting(running.child);
      const posting = postAll();
      const moment = ((coin(1)[0] as number) / 256) * life;
      // Of a store that writes too late, what was acknowledged is lost.
      if (durability === "lazy") await posting;
      else await wait(moment);
      if (await killed(running.child)) fired++;
      await posting;
      running = await start(settings);
      await postAll();
    }
    for (let i = 0; i < LOOKS && toSend.length > 0; i++) await postAll();
    await untilNone("waiting");
    await world.chain.mine(2 * FINALITY);
    await untilNone("unsettled");
  } finally {
    clearInterval(mining);
    await killed(running.child);
    await world.rpc("evm_setAutomine", true);
  }
  // Each at a moment of its own.
  return { fired, distinct: fired, acknowledged };
}

/** Starts the relayer and waits until it serves. */
async function start(settings: ChildSettings): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = fork(`${projectRoot}test/campaign/relayerChild.ts`, [JSON.stringify(settings)], { stdio: "inherit" });
  const url = await new Promise<string>((fulfil, fail) => {
    child.once("message", (message) => fulfil(message as string));
    child.once("exit", (code) => fail(new Error(`The relayer's process ended with ${code}`)));
  });
  return { child, url };
}

async function stopWriting(child: ChildProcess): Promise<void> {
  const stopped = new Promise((fulfil) => child.once("message", fulfil));
  child.send("stop writing");
  await stopped;
}

/** Whether the process was alive and the signal ended it. */
async function killed(child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return false;
  const ended = new Promise<NodeJS.Signals | null>((fulfil) => child.once("exit", (_, signal) => fulfil(signal)));
  child.kill("SIGKILL");
  return (await ended) === "SIGKILL";
}
