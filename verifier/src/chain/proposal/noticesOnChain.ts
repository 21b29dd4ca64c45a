import type { Moment } from "../../record/momentShape.ts";
import type { Notice } from "../../record/proposal/noticeShape.ts";
import { type ChainEvent, eventOf, textAt } from "../events.ts";
import { logsOf } from "../logs.ts";
import type { Range } from "../rollOnChain.ts";
import type { Ask } from "../rpc.ts";

const leafNoticeOf = (event: ChainEvent, at: Moment): Notice | undefined => {
  const { name, indexed, words } = event;
  const [, leaf, by] = indexed as [bigint, bigint, bigint];
  const number = (place: number): number => Number(words[place]);
  if (name === "LeafHidden") {
    const [from, until, reason] = [number(0), number(1), number(2)];
    return { kind: "hidden", at, leaf, by, from, until, reason, words: textAt(event, 3) };
  }
  if (name === "LeafNamed") return { kind: "named", at, leaf, by, reason: number(0), words: textAt(event, 1) };
  if (name === "LeafHiddenJointly") return { kind: "joint", at, leaf, bindsFrom: number(0) };
  if (name === "NameWithdrawn") return { kind: "withdrawn", at, leaf, by };
  if (name === "LeafRestored") {
    return { kind: "restored", at, leaf, by, restoredFrom: number(0), words: textAt(event, 1) };
  }
  return undefined;
};

const noticeOf = (event: ChainEvent, at: Moment): Notice | undefined => {
  const { name, indexed, words } = event;
  if (name === "StageNoted") {
    const [day, evidence] = words as [bigint, bigint];
    const [stage, by] = [Number(indexed[1]), indexed[2]!];
    return { kind: "stage", at, by, stage, day: Number(day), evidence, words: textAt(event, 2) };
  }
  if (name === "MilestoneNoted") {
    const [progress, by, day, evidence] = words as [bigint, bigint, bigint, bigint];
    const numbers = { number: Number(indexed[1]), progress: Number(progress), day: Number(day) };
    return { kind: "milestone", at, by, ...numbers, evidence, words: textAt(event, 4) };
  }
  return leafNoticeOf(event, at);
};

/** The notices of one proposal, in order. */
export async function* noticesOnChain(
  ask: Ask,
  notices: bigint,
  id: bigint,
  { from, to }: Range,
  timeOf: (block: number) => Promise<number>,
): AsyncGenerator<Notice> {
  for await (const log of logsOf(ask, notices, from, to)) {
    const event = eventOf(log);
    if (event?.indexed[0] !== id) continue;
    const notice = noticeOf(event, { block: log.block, time: await timeOf(log.block) });
    if (notice) yield notice;
  }
}
