import { type Constitution, NO_BUDGET, NO_CREDITS, type TieBreak } from "../../../../sdk/election/constitution.ts";
import type { Text } from "../../../../sdk/election/content.ts";
import { isSame, MAJORITY } from "../../../../sdk/election/fraction.ts";
import { passingWords, quorumWords } from "../../../../sdk/election/outcomeWords.ts";

const TIES: Readonly<Record<TieBreak, string>> = {
  ListedOrder: "tieListed",
  CheaperFirst: "tieCheaper",
  None: "tieNone",
};

/** One rule in plain words: a key of the texts below `rule`, with its numbers, and a share in exact words. */
export type RuleSentence = {
  readonly key: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly share?: Text;
};

/** The frozen rules of an election as sentences, each with the numbers of this election. */
export function ruleSentences(constitution: Constitution): readonly RuleSentence[] {
  return [...ballotSentences(constitution), ...outcomeSentences(constitution)];
}

function ballotSentences({ rules, revoting }: Constitution): readonly RuleSentence[] {
  const { maxPerOption, minTotal, maxTotal, optionCount, budget, credits, distinct } = rules;
  const most = Math.min(maxTotal, optionCount * maxPerOption);
  return [
    ...(maxPerOption > 1
      ? [
          said("points", { per: maxPerOption, max: most }),
          ...(minTotal > 1 ? [said("atLeast", { min: minTotal })] : []),
        ]
      : [most === 1 ? said("single") : said("upTo", { max: most })]),
    ...(budget !== NO_BUDGET ? [said("cart", { budget })] : []),
    ...(credits !== NO_CREDITS ? [said("credits", { credits })] : []),
    ...(distinct ? [said("distinct")] : []),
    said(minTotal === 0 ? "blank" : "notBlank"),
    said(revoting ? "revoting" : "once"),
  ];
}

function outcomeSentences({
  outcome,
  jointHash,
  minimumBallots,
  minimumCensus,
}: Constitution): readonly RuleSentence[] {
  const { kind, closedBelowQuorum, electors, passingShare, winners, budget, minimumVotes, tieBreak } = outcome;
  const quorum = quorumWords(outcome);
  const byKind: Readonly<Record<typeof kind, RuleSentence>> = {
    Referendum: { ...said("passing"), share: passingWords(outcome) },
    Ranking: said("winners", { count: winners }),
    Greedy: said("greedy", { budget }),
    GreedyNoSkip: said("greedyNoSkip", { budget }),
  };
  return [
    byKind[kind],
    ...(kind !== "Referendum" && minimumVotes <= 1 ? [said("noVotes")] : []),
    ...(minimumVotes > 1 ? [said("minimumVotes", { count: minimumVotes })] : []),
    ...(kind === "Referendum" ? [] : [said(TIES[tieBreak])]),
    ...(kind === "Referendum" ? [said(isSame(passingShare, MAJORITY) ? "neither" : "neitherNone")] : []),
    quorum === undefined ? said("noQuorum") : { ...said("quorum"), share: quorum },
    ...(quorum === undefined ? [] : [said(closedBelowQuorum ? "closedBelowQuorum" : "countedBelowQuorum")]),
    ...(electors > 0 ? [said("electors", { electors })] : []),
    ...(BigInt(jointHash) === 0n ? [] : [said("joint")]),
    ...(minimumBallots > 1 ? [said("minimumBallots", { count: minimumBallots })] : []),
    ...(minimumCensus > 1 ? [said("minimumCensus", { count: minimumCensus })] : []),
  ];
}

function said(key: string, numbers: Readonly<Record<string, number>> = {}): RuleSentence {
  return { key, numbers };
}
