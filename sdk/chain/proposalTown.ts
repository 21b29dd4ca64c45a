import type { JsonRpcProvider } from "ethers";
import { HanpyoError } from "../errors.ts";
import type { ProposalsPlace } from "../proposals/actions.ts";
import type { Manifest } from "../trust/manifest.ts";
import { type OwnTemplates, ownTemplates } from "../trust/ownTemplate.ts";
import { isNamedCode } from "./namedCode.ts";
import { type ProposalContracts, readProposalContracts } from "./proposalContracts.ts";
import { readNoticesOf } from "./proposalCourse.ts";

/** The contracts of a municipality's proposals, whose code its manifest names, and whose templates count there. */
export type ProposalTown = ProposalsPlace &
  ProposalContracts &
  OwnTemplates & {
    readonly conversions: string;
  };

type Named = Pick<Manifest, "chainId" | "organizer" | "code" | "rolls">;

export class ProposalsNotNamedError extends HanpyoError {
  constructor() {
    super(
      "PROPOSALS_NOT_NAMED",
      "The municipality's manifest names no contracts of proposals whose code the node shows",
      "Do not support anything here; tell the municipality",
    );
  }
}

/**
 * The contracts that a manifest names, the last ones first, if they belong together and their code is the named one.
 * Throws `ProposalsNotNamedError`, or the node's failure.
 */
export async function proposalTown(
  { chainId, organizer, code, rolls }: Named,
  provider: JsonRpcProvider,
): Promise<ProposalTown> {
  const isNamed = (name: string, at: string) => isNamedCode({ code }, name, at, provider);
  for (const { at: conversions } of code.filter(({ name }) => name === "Conversions").toReversed()) {
    if (!(await isNamed("Conversions", conversions))) continue;
    const contracts = await readProposalContracts(await readNoticesOf(conversions, provider), provider);
    const others = [
      ["Notices", contracts.notices],
      ["Proposals", contracts.proposals],
      ["Templates", contracts.templates],
    ] as const;
    const named = await Promise.all(others.map(([name, at]) => isNamed(name, at)));
    if (!named.every(Boolean)) continue;
    return { chainId: BigInt(chainId), conversions, ...contracts, ...ownTemplates({ organizer, rolls }) };
  }
  throw new ProposalsNotNamedError();
}
