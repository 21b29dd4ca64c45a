import { ZeroAddress } from "ethers";
import { readConversionTerm } from "../../sdk/chain/conversions.ts";
import { type KeptProposal, readKept } from "../../sdk/chain/postedProposals.ts";
import { type KeptCourse, type ProposalState, readCourse } from "../../sdk/chain/proposalCourse.ts";
import { REPLIES, type Reply } from "../../sdk/proposals/conversionTerm.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";
import type { Town } from "./townOfProposals.ts";

/** The word for each state, and for each answer. */
export const STATE_WORDS = {
  none: "stateNone",
  open: "stateOpen",
  expired: "stateExpired",
  reached: "stateReached",
  answered: "stateAnswered",
  converted: "stateConverted",
  decided: "stateDecided",
  lapsed: "stateLapsed",
  closed: "stateClosed",
  failed: "stateFailed",
} as const satisfies Readonly<Record<ProposalState, string>>;
const REPLY_WORDS = { Accepted: "replyAccepted", Refused: "replyRefused" } as const;

/** What `--json` prints of a proposal; times are Unix seconds, 0 for never. */
export type StateJson = {
  readonly id: string;
  readonly state: ProposalState;
  readonly supporters: number;
  readonly quota: number;
  readonly closesAt: number;
  readonly reachedAt: number;
  readonly reply: Reply;
  readonly convertibleFrom: number;
  readonly convertibleUntil: number;
  readonly election: string | null;
  readonly templateHash: string;
  readonly digest: string;
};

export type StateOfProposal = {
  readonly kept: KeptProposal;
  readonly course: KeptCourse;
  readonly json: StateJson;
};

/** How far a proposal is at the latest block. Throws `ProposalUnknownError`, or what `readCourse` throws. */
export async function stateOf(
  { chainId, proposals, conversions, provider }: Town,
  id: bigint,
): Promise<StateOfProposal> {
  const kept = await readKept({ chainId, proposals }, id, provider, await provider.getBlockNumber());
  const { state, course } = await readCourse(conversions, id, provider);
  const hasTerm = !["none", "open", "expired"].includes(state);
  const { from, until } = hasTerm ? await readConversionTerm(conversions, id, provider) : { from: 0, until: 0 };
  const { supporters, quota, closesAt, reachedAt, templateHash, digest } = kept;
  const json = {
    ...{ id: String(id), state, supporters, quota, closesAt, reachedAt, reply: REPLIES[course.reply] ?? "None" },
    ...{ convertibleFrom: from, convertibleUntil: until },
    election: course.election === ZeroAddress ? null : course.election,
    ...{ templateHash, digest },
  };
  return { kept, course, json };
}

/** The same for people: where it stands, and what comes next. */
export function saidState({ json }: StateOfProposal, { text }: ProposalsSpeaker): readonly string[] {
  const { id, state, supporters, quota, closesAt, convertibleFrom, convertibleUntil, election, reply } = json;
  const isOpenToConvert = (state === "reached" || state === "answered") && convertibleFrom !== 0;
  return [
    text("listed", { id, state: text(STATE_WORDS[state]), supporters, quota }),
    ...(state === "open" ? [text("openUntil", { time: koreanTime(closesAt) })] : []),
    ...(reply === "None" ? [] : [text(REPLY_WORDS[reply])]),
    ...(isOpenToConvert
      ? [text("convertible", { from: koreanTime(convertibleFrom), until: koreanTime(convertibleUntil) })]
      : []),
    ...(election === null ? [] : [text("itsElection", { election })]),
  ];
}
