import { Contract, type ContractRunner, Interface } from "ethers";
import conversionsArtifact from "../../artifacts/contracts/types/IConversions.sol/IConversions.json" with {
  type: "json",
};
import { REPLIES, type Reply } from "../proposals/conversionTerm.ts";
import { read } from "./contracts.ts";
import { type ProposalContracts, readPlain, readProposalContracts } from "./proposalContracts.ts";

export const conversionsInterface = new Interface(conversionsArtifact.abi);

/** How far a proposal is, in the order of the contract's enum (P22.3). */
export const PROPOSAL_STATES = [
  ...["None", "Open", "Expired", "Reached", "Answered"],
  ...["Converted", "Decided", "Lapsed", "Closed", "Failed"],
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Where proposals come to a vote, and the contracts behind it. */
export type ConversionContracts = ProposalContracts & { readonly conversions: string };

/** What is kept of a proposal from its quota on; Unix seconds, 0 for never. */
export type KeptCourse = {
  readonly state: ProposalState;
  readonly reply: Reply;
  readonly answeredAt: number;
  readonly acceptedAt: number;
  /** The zero address where none was created, or a void one was settled. */
  readonly election: string;
  /** From when, and before when anybody converts; both 0 where nobody does. */
  readonly from: number;
  readonly until: number;
};

export function conversionsAt(address: string, runner: ContractRunner): Contract {
  return new Contract(address, conversionsInterface, runner);
}

/** The contracts behind one of conversions, whose links never change. Throws what `readProposalContracts` throws. */
export async function readConversionContracts(
  conversions: string,
  runner: ContractRunner,
): Promise<ConversionContracts> {
  const notices = await read<string>(conversionsAt(conversions, runner), "notices");
  return { conversions, ...(await readProposalContracts(notices, runner)) };
}

/** How far a proposal is at the latest block. Throws what `read` throws. */
export async function readCourse(conversions: string, id: bigint, runner: ContractRunner): Promise<KeptCourse> {
  const contract = conversionsAt(conversions, runner);
  const state = PROPOSAL_STATES[Number(await read<bigint>(contract, "state", id))] ?? "None";
  const kept = (await readPlain(contract, "course", [id])) as unknown as Omit<KeptCourse, "reply" | "state"> & {
    readonly reply: number;
  };
  const { answeredAt, acceptedAt, election } = kept;
  const reached = state !== "None" && state !== "Open" && state !== "Expired";
  const [from, until] = reached ? await read<readonly [bigint, bigint]>(contract, "conversionTerm", id) : [0n, 0n];
  const term = { from: Number(from), until: Number(until) };
  return { state, reply: REPLIES[kept.reply] ?? "None", answeredAt, acceptedAt, election, ...term };
}
