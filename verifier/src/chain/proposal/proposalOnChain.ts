import type { Moment } from "../../record/momentShape.ts";
import type { Change, NewcomersGroup } from "../../record/proposal/proposalShape.ts";
import type { ProposalRecord } from "../../record/proposal/readProposal.ts";
import { type ChainEvent, eventOf } from "../events.ts";
import { logsOf } from "../logs.ts";
import type { Range } from "../rollOnChain.ts";
import type { Ask } from "../rpc.ts";

/** What a proposal's events say beside its changes. */
export interface ProposalEvents {
  readonly newcomers: NewcomersGroup[];
  posting: Omit<ProposalRecord["posting"], "activeMembers"> | undefined;
  templateHash: bigint | undefined;
  /** Of a project, as the event before its posting tells it. */
  cost: number | undefined;
  reached: Moment | null;
}

export const noProposalEvents = (): ProposalEvents => ({
  newcomers: [],
  posting: undefined,
  templateHash: undefined,
  cost: undefined,
  reached: null,
});

const postingOf = ({ words }: ChainEvent, at: Moment): NonNullable<ProposalEvents["posting"]> => {
  const [digest, censusRoot, cut, period, slot, nullifier] = words as [bigint, bigint, bigint, bigint, bigint, bigint];
  const numbers = { cut: Number(cut), period: Number(period), slot: Number(slot) };
  return { at, digest, censusRoot, ...numbers, nullifier, proof: words.slice(6, 14) };
};

/** The changes of a proposal in order; what else there is of it goes into `found`. */
export async function* changesOnChain(
  ask: Ask,
  { proposals, id }: Pick<ProposalRecord, "proposals" | "id">,
  templateHash: bigint | undefined,
  { from, to }: Range,
  timeOf: (block: number) => Promise<number>,
  found: ProposalEvents,
): AsyncGenerator<Change> {
  for await (const log of logsOf(ask, proposals, from, to)) {
    const event = eventOf(log);
    if (!event) continue;
    const { name, indexed, words } = event;
    const own = indexed[0] === (name === "NewcomersShown" ? templateHash : id);
    if (!own) continue;

    const at = { block: log.block, time: await timeOf(log.block) };
    if (name === "NewcomersShown") {
      found.newcomers.push({ at, cut: Number(indexed[1]), root: words[0]!, activeMembers: Number(words[1]) });
    } else if (name === "ProposalPosted") {
      found.posting = postingOf(event, at);
      found.templateHash = indexed[1];
    } else if (name === "ProjectPosted" && indexed[1] === templateHash) found.cost = Number(words[0]);
    else if (name === "QuotaReached") found.reached = at;
    else if (name === "SupportChanged") {
      const [version, newcomersCut] = [Number(words[0]), Number(words[1])];
      yield { at, nullifier: indexed[1]!, version, newcomersCut, proof: words.slice(2, 10) };
    }
  }
}
