import { Contract, Interface, type Provider } from "ethers";
import conversionsArtifact from "../../artifacts/contracts/types/IConversions.sol/IConversions.json" with {
  type: "json",
};
import type { Course } from "../proposals/conversionTerm.ts";
import { read } from "./contracts.ts";
import { readPlain } from "./proposalContracts.ts";

export const conversionsInterface = new Interface(conversionsArtifact.abi);

/** Where a proposal stands between its posting and the end of its vote, in the contract's order (P22.3). */
export const PROPOSAL_STATES = [
  ...(["none", "open", "expired", "reached", "answered"] as const),
  ...(["converted", "decided", "lapsed", "closed", "failed"] as const),
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What the contract of conversions keeps of a proposal, as `Course` of contracts/types; reply and ending as in its enums. */
export type KeptCourse = Course & {
  readonly reply: number;
  readonly ending: number;
  /** The last one, as long as it is not void; the zero address for none. */
  readonly election: string;
};

/** How far a proposal is, as of the latest block unless one is named. Throws what `read` throws. */
export async function readCourse(
  conversions: string,
  id: bigint,
  provider: Provider,
  block?: number,
): Promise<{ readonly state: ProposalState; readonly course: KeptCourse }> {
  const contract = new Contract(conversions, conversionsInterface, provider);
  const [state, course] = await Promise.all([
    readPlain(contract, "state", [id], block),
    readPlain(contract, "course", [id], block),
  ]);
  return { state: PROPOSAL_STATES[state as number] ?? "none", course: course as unknown as KeptCourse };
}

/** The contract of notices that one of conversions goes by. Throws what `read` throws. */
export function readNoticesOf(conversions: string, provider: Provider): Promise<string> {
  return read<string>(new Contract(conversions, conversionsInterface, provider), "notices");
}
