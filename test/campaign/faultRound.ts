import { Wallet } from "ethers";
import type { Ballot } from "../../sdk/election/ballot.ts";
import { postBallot } from "../../sdk/relaying/relayerClient.ts";
import { type Relayer, startRelayer } from "../../services/relayer/relayer.ts";
import { openStore, type Store } from "../../services/relayer/store.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { refusingStore } from "../services/relayer/refusingStore.ts";
import { get, type RelayerWorld } from "../services/relayer/relayerWorld.ts";
import { syntheticBallot } from "../services/relayer/syntheticBallots.ts";
import { CHAIN_EVENTS, type ChainEvent, type Fault, type Write } from "./campaignFaults.ts";
import { chainEvents } from "./chainEvents.ts";
import type { FaultProxy, Intervention, TransportFault } from "./faultProxy.ts";
import { lazyStore } from "./lazyStore.ts";

/** Whether the relayer's durable write is as it is, or taken out. */
export type Durability = "durable" | "lazy";

export type RoundSettings = {
  /** Times that the fault is fired. */
  readonly times: number;
  readonly durability: Durability;
};

/** How many faults had an effect, and the ballots that were acknowledged meanwhile. */
export type Round = { readonly fired: number; readonly acknowledged: readonly Ballot[] };

/** What a killed process throws from every point that it never reaches. */
class KilledError extends Error {}

const RPC_TIMEOUT = 500;
const FINALITY = 32;
/** Most milliseconds between two steps of the relayer's clock: a transaction that is not mined is then sent again. */
const STEP = 60_000;
const DRAINING_STEPS = 40;

/** Fires one kind of fault at one point while ballots come, then lets the relayer finish, without further faults. */
export async function faultRound(
  world: RelayerWorld,
  proxy: FaultProxy,
  fault: Fault,
  { times, durability }: RoundSettings,
): Promise<Round> {
  const account = new Wallet(Wallet.createRandom().privateKey, world.chain.provider);
  const events = await chainEvents(world, account);
  const acknowledged: Ballot[] = [];
  const trackers = new Map<Ballot, string>();
  const toSend: Ballot[] = [];
  const coin = seededRandom(`${fault.kind} at ${fault.at}`);
  let [fired, now] = [0, 1];
  let armed = true;
  let file = world.newFile();
  let life: { relayer: Relayer; store: Store; dead: () => boolean } | undefined;

  // Every second chance or so, so that some work is done between two faults.
  const takesChance = () => armed && fired < times && ((coin(1)[0] as number) & 1) === 1;
  const fire = () => {
    fired++;
  };

  proxy.intervene = (method) => {
    const own = fault.at === method && takesChance();
    const how: Intervention = !own
      ? undefined
      : CHAIN_EVENTS.includes(fault.kind as ChainEvent)
        ? () => events.happen(fault.kind as ChainEvent)
        : (fault.kind as TransportFault);
    return { how, fired: fire };
  };

  async function live(): Promise<NonNullable<typeof life>> {
    if (life !== undefined && !life.dead()) return life;
    await end();
    let dead = false;
    const plain = openStore(file);
    const kept = durability === "lazy" ? lazyStore(plain) : plain;
    const store = fault.kind === "disk full" ? refusingWrite(kept, fault.at, () => takesChance(), fire) : kept;
    try {
      const relayer = await startRelayer({
        ...{ rpc: proxy.url, key: account.privateKey, proofs: world.proofs, elections: [world.election.election] },
        ...{ store, interval: 0, rpcTimeout: RPC_TIMEOUT, clock: () => now },
        limits: { batchDelay: 0, setAsideDelay: 0, requestsPerMinute: 1_000_000, finality: FINALITY },
        reached(point) {
          if (dead) throw new KilledError();
          if (fault.kind !== "kill" || fault.at !== point || !takesChance()) return;
          fire();
          dead = true;
          plain.close();
          throw new KilledError();
        },
      });
      life = { relayer, store: plain, dead: () => dead };
      return life;
    } catch {
      if (!dead) plain.close();
      return live();
    }
  }

  async function end(): Promise<void> {
    const last = life;
    life = undefined;
    if (last === undefined) return;
    await last.relayer.close();
    if (!last.dead()) last.store.close();
  }

  /** A voter's device: sends until it has an acknowledgement, and then relies on it. */
  async function post(ballot: Ballot): Promise<void> {
    const { relayer } = await live();
    const { chainId, election } = world.election;
    const announced = { url: relayer.url, address: account.address };
    const { tracker } = await postBallot(announced, { chainId, election, ballot }, { timeout: 60_000, fetch });
    trackers.set(ballot, tracker);
    if (!acknowledged.includes(ballot)) acknowledged.push(ballot);
  }

  async function postAll(): Promise<void> {
    for (const ballot of toSend.splice(0)) {
      try {
        await post(ballot);
      } catch {
        toSend.push(ballot);
      }
    }
  }

  async function step(): Promise<void> {
    now += STEP;
    await events.before();
    await postAll();
    if (fault.kind === "lost database" && fault.at === "accepted") await maybeLose();
    await (await live()).relayer.work();
    if (fault.kind === "lost database" && fault.at === "sent") await maybeLose();
    if (fault.kind === "lost database") await resubmitMissing();
    await events.after();
  }

  async function maybeLose(): Promise<void> {
    if (!takesChance()) return;
    await end();
    file = world.newFile();
    fire();
  }

  /** Devices keep their packages until they are final, and send them again to a relayer that knows nothing of them. */
  async function resubmitMissing(): Promise<void> {
    for (const [ballot, tracker] of trackers) {
      const { relayer } = await live();
      const { body } = await get(relayer, `/ballots/${tracker}`);
      if (body.state === "missing") await post(ballot).catch(() => {});
    }
  }

  for (let i = 0; fired < times && i < 3 * times; i++) {
    // Every third ballot changes the last vote.
    toSend.push(syntheticBallot(world.election, i % 3 === 2 ? acknowledged.at(-1) : undefined));
    await step();
  }
  armed = false;
  await events.calm();
  for (let i = 0; i < DRAINING_STEPS; i++) {
    await step();
    if (toSend.length === 0 && (await live()).relayer.health().unsettled === 0) break;
    await world.chain.mine(FINALITY / 4);
  }
  await end();
  return { fired, acknowledged };
}

/** A store of which one write fails, as on a full disk. */
function refusingWrite(store: Store, write: Write, refuses: () => boolean, fired: () => void): Store {
  const refusing = refusingStore(store, () => {
    const refused = refuses();
    if (refused) fired();
    return refused;
  });
  return { ...store, [write]: refusing[write] };
}
