import type { Provider } from "ethers";
import { readFrom } from "../../sdk/chain/firstBlock.ts";
import {
  actCall,
  findPlacedAct,
  type PlacedAct,
  readActStanding,
  readActVersion,
  readPlacedActs,
  readPostEnd,
  readProposalTerms,
} from "../../sdk/chain/proposalActs.ts";
import { type Act, actTracker } from "../../sdk/proposals/act.ts";
import { parseActPackage } from "../../sdk/proposals/actPackage.ts";
import { answeringNodes } from "../sending/chain.ts";
import { fromAll, majority, quorumOf } from "../sending/finality.ts";
import type { Ended, Kept } from "./kept.ts";
import type { FinalBlock, Kind, Taken } from "./kind.ts";

/** A posting that a reorganisation dropped can come again as long as its cut and period are current: nine days, and a little. */
const POSTED_AGAIN = 10 * 86_400;

/** Acknowledged acts: changes of any proposals mixed in a transaction, posts alone. */
export const actKind: Kind = {
  groupOf(kept) {
    const { contract, nullifier } = kept.acknowledgement;
    return `${contract}:${actOf(kept).kind === "change" ? "changes" : `post ${nullifier}`}`;
  },
  callOf(group) {
    const [first] = group as [Kept];
    const { chainId, contract } = first.acknowledgement;
    return { to: contract, data: actCall(chainId, group.map(actOf)) };
  },
  // The proof's bytes alone, of an act that the contract skips: of a batch, those behind the quota are.
  leastGas: 5_000n,
  readSlot: (kept, provider) => {
    const { chainId, contract } = kept.acknowledgement;
    return readActStanding(contract, chainId, actOf(kept), provider);
  },
  async readTaken(contract, blocks, provider) {
    return (await readPlacedActs(contract, blocks, provider)).map((act) => takenBy(contract, act));
  },
  async findTaken(kept, lastBlock, provider) {
    const { contract } = kept.acknowledgement;
    const act = await findPlacedAct(contract, actOf(kept), lastBlock, provider);
    return act && takenBy(contract, act);
  },
  readFirstBlock: readFrom,
  async mayBeTaken({ chain }, kept) {
    const { chainId, contract, version } = kept.acknowledgement;
    const shown = await fromAll(answeringNodes(chain), ({ provider }) =>
      readActStanding(contract, chainId, actOf(kept), provider),
    );
    const said = shown.map(({ node, value }) => ({
      node,
      value: value.isDue || value.version > version ? "due" : "ended",
    }));
    return majority(said, quorumOf(chain))?.value !== "ended";
  },
  async readEnded(kept, final, provider) {
    const { contract, version } = kept.acknowledgement;
    const act = actOf(kept);
    if ((await readActVersion(contract, act, provider)) > version) return undefined;
    return endOf(kept, act, final, provider);
  },
  async isTest({ proposals }, kept) {
    const { chainId, contract } = kept.acknowledgement;
    return proposals.isTest(contract, chainId, actOf(kept)).catch(() => false);
  },
  known: ({ proposals }) => proposals.known(),
};

/**
 * What no block behind a final one can undo: its time is past the close, or past the moment in which the quota was
 * reached, as far as the latest block knows it.
 */
async function endOf(kept: Kept, act: Act, final: FinalBlock, provider: Provider): Promise<Ended | undefined> {
  const { chainId, contract, deadline } = kept.acknowledgement;
  if (act.kind === "post") {
    return final.timestamp >= (await readPostEnd(chainId, act, provider)) ? "closed" : undefined;
  }
  const { postedAt, closesAt, reachedAt } = await readProposalTerms(contract, act.id, provider);
  if (postedAt === 0) return final.timestamp >= deadline + POSTED_AGAIN ? "closed" : undefined;
  if (reachedAt !== 0 && reachedAt < final.timestamp) return "latched";
  return final.timestamp >= closesAt ? "closed" : undefined;
}

/** Whether a package that is not settled is a post's. */
export function isPost(kept: Kept): boolean {
  return kept.kind === "act" && actOf(kept).kind === "post";
}

function actOf(kept: Kept): Act {
  return parseActPackage(kept.package).act;
}

function takenBy(contract: string, act: PlacedAct): Taken {
  const { nullifier, version, message, blockNumber, blockHash } = act;
  return { nullifier, version, content: message, tracker: actTracker(contract, act), blockNumber, blockHash };
}
