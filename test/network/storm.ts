import { setTimeout as wait } from "node:timers/promises";
import type { BallotPackage } from "../../sdk/election/ballotPackage.ts";
import type { RpcProxy } from "../rpcProxy.ts";
import { LIES } from "./lies.ts";
import type { RelayerOnHost } from "./relayerOnHost.ts";
import type { TestNetwork } from "./testNetwork.ts";

/** Whom failures reach. */
export type Scene = {
  readonly network: TestNetwork;
  /** On hosts 1 and 2; the first asks the node that lies before all others. */
  readonly relayers: readonly [RelayerOnHost, RelayerOnHost];
  readonly liar: RpcProxy;
  readonly begin: (ballot: BallotPackage) => void;
  readonly say: (line: string) => void;
  /** Told what is failing from now on. */
  readonly failing: (what: string | undefined) => void;
};

/** A part of a storm: what fails, and the ballots that go in meanwhile, so many seconds apart. */
type Part = {
  readonly what: string | undefined;
  readonly ballots: number;
  readonly fail?: (scene: Scene) => Promise<void>;
};

/** Seconds between two voters. */
const PACE = 3;
/** The host whose node never fails, and by which the others are measured. */
const STEADY = 4;
/** Seconds for which the node tells one lie; a relayer asks every second. */
const LIE = 10;

const PARTS: readonly Part[] = [
  { what: undefined, ballots: 6 },
  {
    what: "host 1 is dead, and its relayer",
    ballots: 22,
    async fail({ network, relayers: [first] }) {
      await Promise.all([network.kill(1), first.end("SIGKILL")]);
    },
  },
  {
    what: "host 1 comes back",
    ballots: 18,
    async fail({ network, relayers: [first] }) {
      await network.restart(1);
      await first.start();
      await network.caughtUp(1, STEADY);
    },
  },
  {
    what: "host 2 is cut off, and its relayer",
    // Longer than finality takes.
    ballots: 44,
    async fail({ network }) {
      network.cutOff(2);
    },
  },
  {
    what: "host 2 is joined again",
    ballots: 10,
    async fail({ network }) {
      await network.heal(2);
      await network.caughtUp(2, STEADY);
    },
  },
  {
    what: "a node lies",
    ballots: 20,
    async fail({ liar, say }) {
      for (const [lie, saying] of Object.entries(LIES)) {
        say(`  it ${lie}`);
        liar.answer = saying;
        await wait(1_000 * LIE);
      }
      liar.answer = () => undefined;
    },
  },
];

/** Ballots that a storm takes. */
export const STORM_BALLOTS = PARTS.reduce((sum, { ballots }) => sum + ballots, 0);

/** Lets everything fail in turn, while ballots go in. A part lasts until its ballots are on their way and it is over. */
export async function storm(scene: Scene, ballots: readonly BallotPackage[]): Promise<void> {
  let next = 0;
  for (const { what, ballots: count, fail } of PARTS) {
    scene.failing(what);
    scene.say(what ?? "all is well");
    const voting = async () => {
      for (const ballot of ballots.slice(next, next + count)) {
        scene.begin(ballot);
        await wait(1_000 * PACE);
      }
    };
    await Promise.all([fail?.(scene), voting()]);
    next += count;
  }
  scene.failing(undefined);
}
