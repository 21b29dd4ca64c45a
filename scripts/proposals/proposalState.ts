import { ZeroAddress } from "ethers";
import { type KeptCourse, type ProposalState, readCourse } from "../../sdk/chain/conversions.ts";
import { type KeptProposal, readKept } from "../../sdk/chain/postedProposals.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";
import type { Town } from "./townOfProposals.ts";

/** The word for each state, and for each answer. */
export const STATE_WORDS = {
  None: "stateNone",
  Open: "stateOpen",
  Expired: "stateExpired",
  Reached: "stateReached",
  Answered: "stateAnswered",
  Converted: "stateConverted",
  Decided: "stateDecided",
  Lapsed: "stateLapsed",
  Closed: "stateClosed",
  Failed: "stateFailed",
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
  readonly reply: KeptCourse["reply"];
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
  const course = await readCourse(conversions, id, provider);
  const { supporters, quota, closesAt, reachedAt, templateHash, digest } = kept;
  const json = {
    ...{ id: String(id), state: course.state, supporters, quota, closesAt, reachedAt, reply: course.reply },
    ...{ convertibleFrom: course.from, convertibleUntil: course.until },
    election: course.election === ZeroAddress ? null : course.election,
    ...{ templateHash, digest },
  };
  return { kept, course, json };
}

/** The same for people: where it stands, and what comes next. */
export function saidState({ json }: StateOfProposal, { text }: ProposalsSpeaker): readonly string[] {
  const { id, state, supporters, quota, closesAt, convertibleFrom, convertibleUntil, election, reply } = json;
  const isOpenToConvert = (state === "Reached" || state === "Answered") && convertibleFrom !== 0;
  return [
    text("listed", { id, state: text(STATE_WORDS[state]), supporters, quota }),
    ...(state === "Open" ? [text("openUntil", { time: koreanTime(closesAt) })] : []),
    ...(reply === "None" ? [] : [text(REPLY_WORDS[reply])]),
    ...(isOpenToConvert
      ? [text("convertible", { from: koreanTime(convertibleFrom), until: koreanTime(convertibleUntil) })]
      : []),
    ...(election === null ? [] : [text("itsElection", { election })]),
  ];
}
