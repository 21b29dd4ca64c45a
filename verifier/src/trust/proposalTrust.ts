import { codeHashAt } from "../chain/compareCode.ts";
import type { Ask } from "../chain/rpc.ts";
import { addressText } from "../record/shape.ts";
import { PROPOSAL_CHECKS } from "../report/checkNames.ts";
import { createLedger, type Finding } from "../report/ledger.ts";
import type { ProposalVerification } from "../verifyProposal.ts";
import type { TrustManifest } from "./trustManifest.ts";

const CONTRACTS = "P15.7 the contracts of proposals are the manifest's";

/** P15.7 of a proposal: whose contracts and template it stands on, by the anchored manifest and a node of the chain. */
export const proposalTrust = async (
  { overview }: ProposalVerification,
  manifest: TrustManifest,
  ask: Ask,
): Promise<readonly Finding[]> => {
  const ledger = createLedger(PROPOSAL_CHECKS);
  const { chainId, templates, proposals, notices, template } = overview.record;
  const chain = chainId === BigInt(manifest.chainId);
  ledger.check("P15.7 the chain is the trust file's", chain, () => `it is of chain ${manifest.chainId}`);

  for (const [name, at] of Object.entries({ Templates: templates, Proposals: proposals, Notices: notices })) {
    const named = manifest.code.find((one) => one.name === name && one.at === at);
    const right = named !== undefined && named.codeHash === (await codeHashAt(ask, at));
    const told = () => `${name} ${addressText(at)} ${named ? "has other code" : "is not named"}`;
    ledger.check(CONTRACTS, right, told);
  }
  const own = template.organizer === manifest.organizer && manifest.rolls.some(({ rolls }) => rolls === template.rolls);
  ledger.check(
    "P15.7 the organizer of the proposal's template is the manifest's, and so are its rolls",
    own,
    () => `organizer ${addressText(template.organizer)}, rolls ${addressText(template.rolls)}`,
  );
  return ledger.findings();
};
