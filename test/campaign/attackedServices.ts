import { ZeroHash } from "ethers";
import { buildPage } from "../../scripts/page/buildPage.ts";
import { servePage } from "../../scripts/page/servePage.ts";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { newCode } from "../../sdk/enrolling/oneTimeCode.ts";
import { newTrustFile } from "../../sdk/trust/trustFile.ts";
import { DEFAULT_LIMITS as OFFICE_LIMITS } from "../../services/registrar/works.ts";
import { DEFAULT_LIMITS as RELAYER_LIMITS } from "../../services/relayer/works.ts";
import { startOfficeWorld } from "../services/registrar/officeWorld.ts";
import { packageOf, startRelayerWorld } from "../services/relayer/relayerWorld.ts";
import { syntheticBallot } from "../services/relayer/syntheticBallots.ts";

/** What the services under attack tell the attacker: their addresses, and what honest people have in hand. */
export type Attacked = {
  readonly office: string;
  readonly relayer: string;
  readonly page: string;
  /** Letters of residents, one each. */
  readonly codes: readonly string[];
  /** Packages of ballots, one each. */
  readonly ballots: readonly string[];
  /** The form of a ballot whose proof does not hold, and of the one of the same slot whose proof does. */
  readonly junk: string;
  readonly besideJunk: string;
};

/** Bytes that the services' process holds, after it collected what it could. */
export type HeldMemory = { readonly rss: number; readonly heap: number };

const HONEST = 60;

/**
 * A relayer, an office and the page's server as they are started by default, behind a proxy, with their chains, in a
 * process of their own. Answers each message with what it holds.
 */
if (process.send !== undefined) {
  await buildPage();
  const [relayers, offices] = [await startRelayerWorld(), await startOfficeWorld("synthetic")];
  const relayer = await relayers.relayer({ limits: RELAYER_LIMITS, behindProxy: true });
  const office = await offices.office("registrar", { limits: OFFICE_LIMITS, connections: {}, behindProxy: true });
  const codes = Array.from({ length: HONEST }, (_, i) => {
    offices.settle(`resident-${i}`);
    const code = newCode(systemRandom);
    offices.rolls.registrar.addCode(`resident-${i}`, code, Math.floor(Date.now() / 1_000) + 86_400);
    return code;
  });
  const anchor = {
    municipality: "attacked",
    chainId: 31_337,
    organizer: relayers.factory,
    serial: 1,
    manifest: ZeroHash,
  };
  const page = await servePage({
    node: relayers.chain.url,
    behindProxy: true,
    // Nothing judges an election here.
    trust: () => ({ file: newTrustFile("attacked", 31_337), anchor }),
    config: {
      ...{ format: "hanpyo-page-1", chainId: 31_337, chainName: "attacked", rpc: "rpc", firstBlock: 0 },
      ...{
        factory: relayers.factory,
        registry: offices.registry.registry,
        organizers: [],
        relayers: [],
        keys: "keys/",
      },
      ...{ offices: null, demo: null, rolls: [] },
      contact: { ko: "없음", en: "none" },
    },
  });
  const ballot = syntheticBallot(relayers.election);
  const attacked: Attacked = {
    office: office.url,
    relayer: relayer.url,
    page: page.url,
    codes,
    ballots: Array.from({ length: HONEST }, () => packageOf(relayers.election, syntheticBallot(relayers.election))),
    junk: packageOf(relayers.election, { ...ballot, digest: ballot.digest ^ 1n }),
    besideJunk: packageOf(relayers.election, ballot),
  };
  process.on("message", () => {
    globalThis.gc?.();
    const { rss, heapUsed: heap } = process.memoryUsage();
    process.send?.({ rss, heap } satisfies HeldMemory);
  });
  process.send(attacked);
}
