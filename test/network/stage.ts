import { writeFileSync } from "node:fs";
import { demoTrust } from "../../scripts/rehearsal/demoTrust.ts";
import { electionSteps, type Rehearsed } from "../../scripts/rehearsal/electionSteps.ts";
import { type RealChain, startRealChain } from "../../scripts/rehearsal/realChain.ts";
import type { Step } from "../../scripts/rehearsal/step.ts";
import { connectRpcs, disconnect } from "../../scripts/terminal/rpc.ts";
import { anchorLine, anchorOf } from "../../sdk/trust/anchor.ts";
import type { Manifest } from "../../sdk/trust/manifest.ts";
import { type RpcProxy, startRpcProxy } from "../rpcProxy.ts";
import { RUN_FOLDER } from "./clients.ts";
import { NETWORK_PLAN, networkTimes } from "./electionOnNetwork.ts";
import { ORGANIZER, RELAYERS } from "./genesis.ts";
import { rpcOf } from "./hostClients.ts";
import { OUTSIDE } from "./hosts.ts";
import { type RelayerOnHost, relayerOnHost, type TrustFiles } from "./relayerOnHost.ts";
import { startTestNetwork, type TestNetwork } from "./testNetwork.ts";

export type Say = (line: string) => void;

/** A network with a town on it, and what elections are held and disturbed with. */
export type Stage = {
  readonly network: TestNetwork;
  /** By the nodes of hosts 4 and 3, which nothing happens to. */
  readonly chain: RealChain;
  readonly files: TrustFiles;
  /** On hosts 1 and 2; the first asks the node that may lie before all others. */
  readonly relayers: readonly [RelayerOnHost, RelayerOnHost];
  /** Before the node of host 4. */
  readonly liar: RpcProxy;
  /** The steps of an election, from its creation on: each time they are run, another one. */
  readonly steps: readonly Step[];
  readonly done: () => Rehearsed;
  readonly underWay: () => Pick<Rehearsed, "election" | "town">;
  /** Seconds that all proofs of an election took the last time, with room: the next one leaves them. */
  proving: number;
  readonly close: () => Promise<void>;
};

/** Steps after which a town can hold elections. */
const BEFOREHAND = ["Deployment", "Key ceremony", "Enrolment"];
/** The chain itself says what is final. */
const TAG = { kind: "tag" } as const;

export const quiet = { say: () => {}, spent: () => {} };

/** Raises the network and the town, and starts two relayers. @param proving Seconds that all proofs of an election take. */
export async function startStage(say: Say, proving: number): Promise<Stage> {
  const network = await startTestNetwork(say);
  const urls = [rpcOf(4), rpcOf(3)] as const;
  const rpcs = await connectRpcs(urls);
  const chain = await startRealChain(urls, rpcs, ORGANIZER.privateKey, TAG);
  const { steps, done, underWay } = electionSteps(
    NETWORK_PLAN,
    chain,
    networkTimes(() => stage?.proving ?? proving),
  );
  let stage: Stage | undefined;
  for (const step of steps.filter(({ title }) => BEFOREHAND.includes(title))) {
    if (step.title === "Key ceremony") await network.finality();
    say(`${step.title}: ${await step.run(quiet)}`);
  }
  const files = { trust: `${RUN_FOLDER}trust.json`, anchor: `${RUN_FOLDER}gazette.txt` };
  const trust = await demoTrust(underWay().town, chain);
  writeFileSync(files.trust, JSON.stringify(trust));
  writeFileSync(files.anchor, `${anchorLine(anchorOf(trust.manifests[0] as Manifest))}\n`);

  const liar = await startRpcProxy(rpcOf(4), () => undefined, OUTSIDE);
  const [first, second] = RELAYERS;
  const relayers = [
    relayerOnHost(1, first, [liar.url, rpcOf(1), rpcOf(3)], files),
    relayerOnHost(2, second, [rpcOf(2), rpcOf(3), rpcOf(4)], files),
  ] as const;
  await Promise.all(relayers.map(({ start }) => start()));
  stage = {
    ...{ network, chain, files, relayers, liar, done, underWay, proving },
    steps: steps.filter(({ title }) => ![...BEFOREHAND, "Changing a vote"].includes(title)),
    async close() {
      for (const relayer of relayers) await relayer.end("SIGKILL");
      await liar.close();
      disconnect(rpcs);
      await network.close();
    },
  };
  return stage;
}
