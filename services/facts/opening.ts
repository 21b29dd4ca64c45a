import { getAddress } from "ethers";
import { readProposalContracts } from "../../sdk/chain/proposalContracts.ts";
import { type RandomBytes, systemRandom } from "../../sdk/crypto/random.ts";
import { type ProofsVerifier, proofsHere } from "../../sdk/proofs/manyProofs.ts";
import type { VerificationKeys } from "../../sdk/verify/evidence.ts";
import { connectChain } from "../sending/chain.ts";
import { DEFAULT_LIMITS, type Limits, type ToldOf, type Works } from "./works.ts";

/** Whose facts are read, and from where. */
export type ReadingSettings = {
  /** One node, or several that do not belong together. */
  readonly rpc: string | readonly string[];
  readonly told: ToldOf;
  /** The contract of notices, which names that of proposals; without it no proposals are told. */
  readonly notices?: string;
  /** The contract of conversions, which says how far proposals are. */
  readonly conversions?: string;
  /** Address of the municipality's page, where feeds and calendars lead. */
  readonly page?: string;
  readonly keysFor: (ballotSize: number) => VerificationKeys;
  /** Here, by default. */
  readonly verify?: ProofsVerifier;
  readonly limits?: Partial<Limits>;
  /** Milliseconds that the node may take to answer. */
  readonly rpcTimeout?: number;
  readonly clock?: () => number;
  readonly random?: RandomBytes;
};

/** Connects to the nodes; nothing is read yet. Throws what the node's failure gives, and `ContractAbsentError`. */
export async function openWorks(settings: ReadingSettings): Promise<Works> {
  const { clock = Date.now, random = systemRandom, told, keysFor, verify = proofsHere } = settings;
  const chain = await connectChain(settings.rpc, settings.rpcTimeout ?? 10_000);
  const placed = (given: string | undefined) => (given === undefined ? undefined : getAddress(given));
  const [notices, conversions] = [placed(settings.notices), placed(settings.conversions)];
  return {
    chain,
    told,
    conversions,
    page: settings.page?.replace(/\/$/, ""),
    proposals: notices === undefined ? undefined : await readProposalContracts(notices, chain.provider),
    limits: { ...DEFAULT_LIMITS, ...settings.limits },
    memory: {},
    keysFor,
    verify,
    unread: new Set(),
    facts: undefined,
    clock,
    random,
  };
}
