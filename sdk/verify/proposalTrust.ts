import { keccak256, type Provider } from "ethers";
import type { AcceptedTrust } from "../trust/acceptManifest.ts";
import { templateReason } from "../trust/judgeCode.ts";
import { isSame } from "../trust/line.ts";
import { type Check, equal, holds } from "./check.ts";
import type { ProposalRecord } from "./proposalRecord.ts";

/**
 * P15.7 of a proposal: its chain is the trust file's, the contracts that it stands on are those of the anchored manifest
 * and have the code named there as of `block`, and its template is of the manifest's organizer, over rolls of the
 * manifest: anybody may publish templates. Throws the node's failure.
 */
export async function proposalTrustChecks(
  { anchored }: AcceptedTrust,
  { chainId, templates, proposals, notices, template }: ProposalRecord,
  provider: Provider,
  block: number,
): Promise<readonly Check[]> {
  const contracts = [
    ["Templates", templates],
    ["Proposals", proposals],
    ["Notices", notices],
  ] as const;
  const wrong: string[] = [];
  for (const [name, at] of contracts) {
    const named = anchored.code.find((one) => one.name === name && isSame(one.at, at));
    if (named === undefined) wrong.push(`${name} ${at} is not named`);
    else if (keccak256(await provider.getCode(at, block)) !== named.codeHash.toLowerCase())
      wrong.push(`${name} ${at} has other code`);
  }
  const reason = templateReason(anchored, { template });
  const known = "known of all 3";
  return [
    equal("P15.7 the chain is the trust file's", anchored.chainId, chainId),
    holds("P15.7 the contracts of proposals are the manifest's", wrong.length === 0, known, wrong.join("; ") || known),
    holds(
      "P15.7 the organizer of the proposal's template is the manifest's, and so are its rolls",
      reason === "",
      "known of the one there is",
      reason === "" ? "known of the one there is" : `${template.organizer}: unknown (${reason})`,
    ),
  ];
}
