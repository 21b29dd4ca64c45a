import type { OutcomeRule, TieBreak } from "./constitution.ts";
import type { Text } from "./content.ts";
import { isSame, NO_FRACTION } from "./fraction.ts";
import { ELECTORS, fractionWords, ON_ROLL, YES_AND_NO } from "./fractionWords.ts";
import type { Verdict } from "./outcome.ts";

/** What a referendum decided. */
export const VERDICT_WORDS: Readonly<Record<Verdict, Text>> = {
  None: { ko: "정해지지 않음", en: "not decided" },
  Accepted: { ko: "가결", en: "accepted" },
  Rejected: { ko: "부결", en: "rejected" },
  Neither: { ko: "가결도 부결도 아님", en: "neither accepted nor rejected" },
};

/** What happens among options with equal votes, of which not all fit. */
export const TIE_BREAK_WORDS: Readonly<Record<TieBreak, Text>> = {
  ListedOrder: { ko: "적힌 순서로 따짐", en: "taken in the order listed" },
  CheaperFirst: {
    ko: "비용이 적은 것부터, 비용도 같으면 적힌 순서로 따짐",
    en: "taken from the cheapest on, at equal costs in the order listed",
  },
  None: { ko: "모두 들어가지 못하면 모두 빠짐", en: "all of them or none" },
};

/** The turnout that a result needs, in exact words; undefined if it needs none. */
export function quorumWords({ quorum, electors }: Pick<OutcomeRule, "quorum" | "electors">): Text | undefined {
  return isSame(quorum, NO_FRACTION) ? undefined : fractionWords(quorum, electors > 0 ? ELECTORS : ON_ROLL);
}

/** What less turnout than is needed means: Korea's residents' votes have known both. Undefined without a quorum. */
export function belowQuorumWords(rule: Pick<OutcomeRule, "quorum" | "closedBelowQuorum">): Text | undefined {
  if (isSame(rule.quorum, NO_FRACTION)) return undefined;
  return rule.closedBelowQuorum
    ? {
        ko: "참여가 모자라면: 투표함을 열지 않음 (2004년 주민투표법의 방식)",
        en: "with less turnout: the box stays closed for ever (as Korea's law on residents' votes of 2004 had it)",
      }
    : {
        ko: "참여가 모자라면: 개표하지만 효력이 없음 (2022년 개정 주민투표법의 방식)",
        en: "with less turnout: counted, but nothing is decided (as Korea's law on residents' votes of 2022 has it)",
      };
}

/** The share of yes that accepts, in exact words. */
export function passingWords({ passingShare }: Pick<OutcomeRule, "passingShare">): Text {
  return fractionWords(passingShare, YES_AND_NO);
}

/** What the counts will mean, as a line each: turnout, its base, what is chosen, and what happens among equals. */
export function outcomeLines(rule: OutcomeRule): readonly Text[] {
  const { kind, electors, electorsSource, minimumVotes, winners, budget, tieBreak } = rule;
  const quorum = quorumWords(rule) ?? { ko: "없음", en: "none" };
  const base =
    electors === 0
      ? { ko: "", en: "" }
      : {
          ko: `; 유권자 ${electors}명 (근거 자료의 SHA-256 ${electorsSource}), 명부 인원이 더 많으면 그 수`,
          en: `; ${electors} electors by the source with SHA-256 ${electorsSource}, or the roll if it has more`,
        };
  const below = belowQuorumWords(rule);
  const turnout = { ko: `필요한 참여: ${quorum.ko}${base.ko}`, en: `turnout needed: ${quorum.en}${base.en}` };
  const turnouts = below === undefined ? [turnout] : [turnout, below];
  if (kind === "Referendum") {
    const passing = passingWords(rule);
    return [...turnouts, { ko: `통과에 필요한 찬성: ${passing.ko}`, en: `yes votes needed to pass: ${passing.en}` }];
  }
  const least = Math.max(1, minimumVotes);
  const chosen: Text =
    kind === "Ranking"
      ? { ko: `${winners}개를 뽑음, 적어도 ${least}표`, en: `${winners} selected, with at least ${least} votes` }
      : {
          ko: `예산 ${budget} 안에서 뽑음 (${kind}), 적어도 ${least}표`,
          en: `funded within ${budget} (${kind}), with at least ${least} votes`,
        };
  const ties = TIE_BREAK_WORDS[tieBreak];
  return [...turnouts, chosen, { ko: `표가 같으면: ${ties.ko}`, en: `among equal votes: ${ties.en}` }];
}
