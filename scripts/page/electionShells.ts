import type { JsonRpcProvider } from "ethers";
import { readElections } from "../../sdk/chain/ownElections.ts";
import type { Content } from "../../sdk/election/content.ts";
import { type AcceptedTrust, acceptManifest } from "../../sdk/trust/acceptManifest.ts";
import { ownTemplates } from "../../sdk/trust/ownTemplate.ts";
import { connectChain } from "../../web/src/shared/chain.ts";
import type { PageConfig } from "../../web/src/shared/config.ts";

/** What the page's server says of an election before any script has come. */
export type ElectionShell = {
  readonly election: string;
  readonly content: Content;
  /** Unix seconds. */
  readonly opensAt: number;
  readonly closesAt: number;
};

/** A trust file, and the line of the gazette that says which one it is. */
type Gazetted = Pick<AcceptedTrust, "file" | "anchor">;

/** Of every election that the page lists: those of the configured organizers and of proposals under own templates, nobody else's. */
export async function readShells(
  config: PageConfig,
  { file, anchor }: Gazetted,
  provider: JsonRpcProvider,
): Promise<readonly ElectionShell[]> {
  const templates = async () => ownTemplates(acceptManifest(file, anchor).anchored);
  const elections = await readElections({ ...config, templates }, provider);
  return elections.map(({ election, content, constitution: { schedule } }) => {
    return { election, content, opensAt: schedule.opensAt, closesAt: schedule.closesAt };
  });
}

/** Milliseconds between two looks at the chain, whoever asks. */
const LOOK = 30_000;

/** The shells of a page that is served. */
export type ServedShells = {
  /** Of the election at this address; nothing where the page does not list it, or the node is silent. */
  find(address: string): Promise<ElectionShell | undefined>;
  close(): void;
};

/** Reads them from the page's node when they are asked for, seldom. @param clock Milliseconds. */
export function servedShells(
  config: PageConfig,
  trust: () => Gazetted,
  node: string,
  clock: () => number = Date.now,
): ServedShells {
  const provider = connectChain({ ...config, rpc: node });
  let known: readonly ElectionShell[] = [];
  let looked = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const look = async () => {
    looked = clock();
    known = await readShells(config, trust(), provider).catch(() => known);
    looking = undefined;
  };
  const of = (address: string) => known.find(({ election }) => election.toLowerCase() === address.toLowerCase());
  return {
    async find(address) {
      if (of(address) === undefined && clock() - looked >= LOOK) looking ??= look();
      await looking;
      return of(address);
    },
    close: () => provider.destroy(),
  };
}
