import type { Signer } from "ethers";
import type { TextLeaf } from "../../../sdk/proposals/textLeaf.ts";
import { textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { leavesOf } from "../../sdk/proposals/sampleText.ts";
import type { ContractWith } from "../contractWith.ts";
import { forgeAction, forgePosting, type SentAction } from "./forgedSignals.ts";
import { idOf, type PostFacts, postFacts, proposalTown, writeCensus } from "./proposalTown.ts";

export type NoticesContract = ContractWith<
  "hide" | "name" | "withdrawName" | "restore" | "noteStage" | "noteMilestone" | "leafNotice" | "leftOut"
>;

export const ROOT = 4242n;
export const WHY = "다른 사람의 전화번호가 적혀 있습니다.";

/** A town with notices and one template in force, whose residents' proofs are forged under the synthetic key. */
export async function proposalLife() {
  const town = await proposalTown("SyntheticSignalVerifier");
  await town.published.publish(town.template);
  await writeCensus(town, { root: ROOT });
  const notices = (await town.ethers.deployContract("Notices", [town.proposals])) as unknown as NoticesContract;
  const as = (who: Signer) => notices.connect(who) as unknown as NoticesContract;
  const addresses = {
    notices: await notices.getAddress(),
    proposals: town.place.proposals,
    templates: town.templatesPlace.templates,
  };

  /** Posts a text, each time as another resident. */
  async function posted(
    leaves: readonly TextLeaf[] = leavesOf(),
    poster = 1n,
    changes: Partial<PostFacts> = {},
  ): Promise<bigint> {
    const facts = await postFacts(town, { digest: textDigest(leaves), ...changes });
    await town.proposals.post(forgePosting(town, facts, ROOT, poster));
    return idOf(town, facts, ROOT, poster);
  }

  /** A resident's change of a proposal's count. */
  const action = (id: bigint, resident: number, version = 0): SentAction =>
    forgeAction(town, { id, root: ROOT, nullifier: id + BigInt(resident), version });

  return { ...town, notices, as, addresses, posted, action };
}

export type ProposalLife = Awaited<ReturnType<typeof proposalLife>>;
