import { Wallet } from "ethers";
import type { Hosted } from "../../services/hosting/hosting.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { CHAIN_EVENTS, type ChainEvent, type Fault, nameOf } from "./campaignFaults.ts";
import { chainEvents, type EventfulChain } from "./chainEvents.ts";
import { type FaultProxies, FINALITY, type Intervention } from "./faultProxy.ts";
import { isLie, type NodeFault } from "./nodeFaults.ts";

/** Whether the service's durable write is as it is, or taken out. */
export type Durability = "durable" | "lazy";

export type RoundSettings = {
  /** Times that the fault is fired. */
  readonly times: number;
  readonly durability: Durability;
};

/** How many faults had an effect, and what was acknowledged meanwhile. */
export type Round<Thing> = {
  readonly fired: number;
  /** Those of them that differ: in the node, in what it was asked, or in the step. */
  readonly distinct: number;
  readonly acknowledged: readonly Thing[];
};

/** What a service of one life is started with. */
export type Life = {
  /** The nodes' addresses. */
  readonly rpc: readonly string[];
  readonly account: Wallet;
  /** Database file. */
  readonly file: string;
  readonly durability: Durability;
  /** Milliseconds that the node may take to answer. */
  readonly rpcTimeout: number;
  readonly clock: () => number;
  /** Told each kill point; what it throws ends the work. */
  readonly reached: (point: string) => void;
  /** Whether a write of this name fails, as on a full disk; asked once a write. */
  readonly isFull: (write: string) => boolean;
};

/** A service that runs, until it is closed or killed. */
export type Living = Hosted & {
  /** Whether everything that was acknowledged is final. */
  isDone(): boolean;
};

/** A service under faults, and those who rely on its word. */
export type FaultedService<Thing> = {
  newFile(): string;
  /** @param opened Told how to close the database, before anything else is done. */
  start(life: Life, opened: (close: () => void) => void): Promise<Living>;
  /** The next thing to send, after so many. */
  next(count: number, acknowledged: readonly Thing[]): Promise<Thing>;
  /** Sends a thing. Throws unless it is acknowledged. */
  post(url: string, account: Wallet, thing: Thing): Promise<void>;
  /** Whether the service knows nothing of a thing that is not on the chain either. */
  isMissing(url: string, thing: Thing): Promise<boolean>;
};

/** What a killed process throws from every point that it never reaches. */
class KilledError extends Error {}

const RPC_TIMEOUT = 500;
/** With several nodes a service is started anew after so many steps, with another one first. */
const LIFE = 3;
/** Most milliseconds between two steps of the service's clock: a transaction that is not mined is then sent again. */
const STEP = 60_000;
const DRAINING_STEPS = 40;

/** Fires one kind of fault at one point while things come, then lets the service finish, without further faults. */
export async function faultRound<Thing>(
  chain: EventfulChain,
  nodes: FaultProxies,
  service: FaultedService<Thing>,
  fault: Fault,
  { times, durability }: RoundSettings,
): Promise<Round<Thing>> {
  const account = new Wallet(Wallet.createRandom().privateKey, chain.chain.provider);
  const events = await chainEvents(chain, account);
  const acknowledged: Thing[] = [];
  const toSend: Thing[] = [];
  const coin = seededRandom(nameOf(fault));
  const distinct = new Set<string>();
  let [fired, now, steps, lives] = [0, 1, 0, 0];
  let armed = true;
  let file = service.newFile();
  let life: { living: Living; close: () => void; dead: () => boolean } | undefined;

  // Every second chance or so, so that some work is done between two faults.
  const takesChance = () => armed && fired < times && ((coin(1)[0] as number) & 1) === 1;
  const fire = (where = "") => {
    fired++;
    distinct.add(`step ${steps} ${where}`);
  };
  const count = nodes.urls.length;
  // One and the same node lies; any of them, or all, may say nothing, or little.
  const liar = isLie(fault.kind) ? (coin(1)[0] as number) % count : undefined;

  nodes.intervene = (method, node) => {
    const own = fault.at === method && (liar ?? node) === node && takesChance();
    const how: Intervention = !own
      ? undefined
      : CHAIN_EVENTS.includes(fault.kind as ChainEvent)
        ? () => events.happen(fault.kind as ChainEvent)
        : (fault.kind as NodeFault);
    return { how, fired: ({ params }) => fire(`node ${node} ${JSON.stringify(params)}`) };
  };

  /** The liar, or each in its turn, is the node that a life asks first. */
  function inTurn(): readonly string[] {
    const first = liar ?? lives % count;
    return [...nodes.urls.slice(first), ...nodes.urls.slice(0, first)];
  }

  async function live(): Promise<NonNullable<typeof life>> {
    if (life !== undefined && !life.dead()) return life;
    await end();
    lives++;
    let dead = false;
    let close = () => {};
    const settings: Life = {
      rpc: inTurn(),
      account,
      file,
      durability,
      rpcTimeout: RPC_TIMEOUT,
      clock: () => now,
      reached(point) {
        if (dead) throw new KilledError();
        if (fault.kind !== "kill" || fault.at !== point || !takesChance()) return;
        fire(point);
        dead = true;
        close();
        throw new KilledError();
      },
      isFull(write) {
        const refuses = fault.kind === "disk full" && fault.at === write && takesChance();
        if (refuses) fire(write);
        return refuses;
      },
    };
    try {
      const living = await service.start(settings, (opened) => {
        close = opened;
      });
      life = { living, close, dead: () => dead };
      return life;
    } catch {
      if (!dead) close();
      return live();
    }
  }

  async function end(): Promise<void> {
    const last = life;
    life = undefined;
    if (last === undefined) return;
    await last.living.close();
    if (!last.dead()) last.close();
  }

  /** Somebody's device: sends until it has an acknowledgement, and then relies on it. */
  async function post(thing: Thing): Promise<void> {
    const { living } = await live();
    await service.post(living.url, account, thing);
    if (!acknowledged.includes(thing)) acknowledged.push(thing);
  }

  async function postAll(): Promise<void> {
    for (const thing of toSend.splice(0)) {
      try {
        await post(thing);
      } catch {
        toSend.push(thing);
      }
    }
  }

  async function step(): Promise<void> {
    now += STEP;
    steps++;
    if (count > 1 && steps % LIFE === 0) await end();
    await events.before();
    await postAll();
    if (fault.kind === "lost database" && fault.at === "accepted") await maybeLose();
    await (await live()).living.work();
    if (fault.kind === "lost database" && fault.at === "sent") await maybeLose();
    if (fault.kind === "lost database") await resubmitMissing();
    await events.after();
  }

  async function maybeLose(): Promise<void> {
    if (!takesChance()) return;
    await end();
    file = service.newFile();
    fire();
  }

  /** Devices keep what they sent until it is final, and send it again to a service that knows nothing of it. */
  async function resubmitMissing(): Promise<void> {
    for (const thing of acknowledged) {
      const { living } = await live();
      if (await service.isMissing(living.url, thing)) await post(thing).catch(() => {});
    }
  }

  for (let i = 0; fired < times && i < 3 * times; i++) {
    toSend.push(await service.next(i, acknowledged));
    await step();
  }
  armed = false;
  await events.calm();
  for (let i = 0; i < DRAINING_STEPS; i++) {
    await step();
    if (toSend.length === 0 && (await live()).living.isDone()) break;
    await chain.chain.mine(FINALITY / 4);
  }
  await end();
  return { fired, distinct: distinct.size, acknowledged };
}
