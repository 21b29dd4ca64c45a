import { getAddress, type Provider, ZeroAddress } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { read } from "../../sdk/chain/contracts.ts";
import { firstBlockOf } from "../../sdk/chain/firstBlock.ts";
import { publishedRollsAt } from "../../sdk/chain/publishedRolls.ts";
import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import { isSame } from "../../sdk/trust/line.ts";
import { ConfigUnreadableError, parseConfig } from "../../web/src/shared/config.ts";
import { configBeside, type PageToServe } from "../page/servePage.ts";
import { type Deployment, NotDeployedError } from "./deploymentFile.ts";
import {
  PageAddressUnfitError,
  PageConfigUnfitError,
  PageContractUnknownError,
  PageOfficesHalfError,
} from "./pageErrors.ts";
import type { Opened } from "./session.ts";

/** What a page's configuration says beside what files and chain say. */
export type PageOptions = {
  /** In the place of the relayers that the manifest announces. */
  readonly relayer: readonly { readonly account: string; readonly url: string }[];
  readonly registrar?: string;
  readonly approver?: string;
  readonly roll: readonly PageRoll[];
  readonly contactKo: string;
  readonly contactEn: string;
  readonly chainName?: string;
  readonly firstBlock?: number;
  /** Further nodes that a trustee's page asks. */
  readonly node: readonly string[];
  /** Where texts of proposals are kept; without any the page shows none. */
  readonly mirror: readonly string[];
  /** A folder, or the address of one. */
  readonly rollFiles?: string;
};

export type PageRoll = PageToServe["config"]["rolls"][number];

const CHAIN_NAMES: ReadonlyMap<number, string> = new Map([
  [1, "Ethereum"],
  [11155111, "Sepolia"],
  [31337, "Local chain"],
]);

/** Factories under which all is that a page lists; the first of them is older than any event. */
const FACTORIES = ["factory", "boardFactory", "rollFactory"];

/** Stands for the page's own address, by which relative ones are completed. */
const OWN_PAGE = "https://page.invalid/";

/**
 * The configuration of a page over what was deployed, held against the trust file that the page goes by.
 * Throws `NotDeployedError`, `PageContractUnknownError`, `PageOfficesHalfError`, `PageAddressUnfitError` or
 * `PageConfigUnfitError`.
 * @param rpc The node of the page, absolute or relative to it.
 */
export async function pageConfig(
  { file, deployment }: Pick<Opened, "file" | "deployment">,
  options: PageOptions,
  trust: AcceptedTrust,
  rpc: string,
  { provider }: Rpc,
): Promise<PageToServe["config"]> {
  const name = file.chain.deployment;
  const factory = deployment?.contracts.factory;
  if (deployment === undefined || factory === undefined) throw new NotDeployedError("The factory", name);
  const registry = await registryOf(deployment, provider);
  if (registry === undefined) throw new NotDeployedError("The registry", name);
  requireNamed(trust, factory, registry);

  const { contactKo, contactEn, rollFiles, node, mirror, chainName } = options;
  const config: PageToServe["config"] = {
    format: "hanpyo-page-1",
    chainId: file.chain.id,
    chainName: chainName ?? CHAIN_NAMES.get(file.chain.id) ?? `Chain ${file.chain.id}`,
    rpc,
    ...(node.length > 0 && { nodes: [...node] }),
    factory: getAddress(factory),
    registry: getAddress(registry),
    firstBlock: options.firstBlock ?? (await firstBlock(deployment, provider)),
    organizers: organizersOf(deployment, trust),
    ...conversionsOf(deployment, trust),
    relayers: relayersOf(options, trust),
    ...(mirror.length > 0 && { mirrors: [...mirror] }),
    offices: officesOf(options),
    rolls: rollsOf(options, file.roll.id),
    keys: "keys/",
    ...(rollFiles !== undefined && { rollFiles: isAddressOfFiles(rollFiles) ? rollFiles : "rolls/" }),
    contact: { ko: contactKo, en: contactEn },
    demo: null,
  };
  if (!file.test) requireReachable(config);
  requireReadable(config, trust);
  return config;
}

/** Whether rolls as files lie at an address of their own, as opposed to in a folder of this machine. */
export function isAddressOfFiles(place: string): boolean {
  return /^https?:\/\//.test(place);
}

async function registryOf({ contracts }: Deployment, provider: Provider): Promise<string | undefined> {
  const { registry, publishedRolls } = contracts;
  if (registry !== undefined || publishedRolls === undefined) return registry;
  return read<string>(publishedRollsAt(publishedRolls, provider), "registry");
}

function requireNamed({ latest }: AcceptedTrust, factory: string, registry: string): void {
  const { factories, rolls, serial } = latest;
  if (!factories.some(({ kind, factory: own }) => kind === "election" && isSame(own, factory))) {
    throw new PageContractUnknownError("factory", factory, serial);
  }
  if (!rolls.some(({ registry: own }) => isSame(own, registry))) {
    throw new PageContractUnknownError("registry", registry, serial);
  }
}

async function firstBlock({ contracts, blocks: noted }: Deployment, provider: Provider): Promise<number> {
  const last = await provider.getBlockNumber();
  const addresses = FACTORIES.map((name) => contracts[name]);
  const blocks = await Promise.all(
    addresses.map((address) => (address === undefined ? 0 : (noted[address] ?? firstBlockOf(address, last, provider)))),
  );
  return Math.min(...blocks);
}

/** Whoever created elections of the deployment, or signed a manifest over it. */
function organizersOf({ organizer }: Deployment, { file }: AcceptedTrust): string[] {
  const all = [organizer, ...file.manifests.map((manifest) => manifest.organizer)].map((one) => getAddress(one));
  return [...new Set(all)].filter((one) => one !== ZeroAddress);
}

/** The contract by which proposals come to a vote, where the manifest names it: others would list what they like. */
function conversionsOf({ contracts: { conversions } }: Deployment, { latest }: AcceptedTrust) {
  const isNamed = latest.code.some(
    ({ name, at }) => name === "Conversions" && conversions !== undefined && isSame(at, conversions),
  );
  return conversions !== undefined && isNamed ? { conversions: [getAddress(conversions)] } : {};
}

function relayersOf({ relayer }: PageOptions, { latest }: AcceptedTrust): PageToServe["config"]["relayers"] {
  const named = relayer.length > 0 ? relayer : latest.relayers;
  return named.map(({ account, url }) => ({ url, address: getAddress(account) }));
}

function officesOf({ registrar, approver }: PageOptions): PageToServe["config"]["offices"] {
  if (registrar === undefined && approver === undefined) return null;
  if (registrar === undefined) throw new PageOfficesHalfError("--approver", "--registrar");
  if (approver === undefined) throw new PageOfficesHalfError("--registrar", "--approver");
  return { registrar, approver };
}

/** The election's own roll has a name even where none is given. */
function rollsOf({ roll }: PageOptions, own: number): PageRoll[] {
  if (roll.some(({ id }) => id === own)) return [...roll];
  return [{ id: own, title: { ko: `명부 ${own}`, en: `Roll ${own}` } }, ...roll];
}

/** Residents' browsers ask no other machine by HTTP from a page that came by HTTPS, and find nothing on their own. */
function requireReachable({
  rpc,
  nodes = [],
  relayers,
  mirrors = [],
  offices,
  rollFiles,
}: PageToServe["config"]): void {
  const asked: readonly (readonly [option: string, address: string | undefined])[] = [
    ["--public-rpc", isAddressOfFiles(rpc) ? rpc : undefined],
    ...nodes.map((node) => ["--node", node] as const),
    ...relayers.map(({ url }) => ["--relayer", url] as const),
    ...mirrors.map((url) => ["--mirror", url] as const),
    ["--registrar", offices?.registrar],
    ["--approver", offices?.approver],
    ["--roll-files", rollFiles !== undefined && isAddressOfFiles(rollFiles) ? rollFiles : undefined],
  ];
  for (const [option, address] of asked) {
    if (address === undefined) continue;
    const { protocol, hostname } = new URL(address);
    if (/^(localhost|127\..*|\[::1\]|0\.0\.0\.0)$/.test(hostname)) {
      throw new PageAddressUnfitError(option, address, "on a resident's device that is the device itself");
    }
    if (protocol !== "https:") {
      throw new PageAddressUnfitError(option, address, "a browser asks nothing by HTTP from a page that came by HTTPS");
    }
  }
}

/** The page's own reading, before anybody depends on it. */
function requireReadable(config: PageToServe["config"], { file, anchor }: AcceptedTrust): void {
  try {
    parseConfig(configBeside(config, { file, anchor }), OWN_PAGE);
  } catch (error) {
    if (error instanceof ConfigUnreadableError) throw new PageConfigUnfitError(error.what);
    throw error;
  }
}
