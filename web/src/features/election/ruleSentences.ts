import { type Constitution, NO_BUDGET, NO_CREDITS } from "../../../../sdk/election/constitution.ts";

/** One rule in plain words: a key of the texts below `rule`, with its numbers; shares are in basis points. */
export type RuleSentence = {
  readonly key: string;
  readonly numbers: Readonly<Record<string, number>>;
  readonly share?: number;
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

function outcomeSentences({ outcome, minimumBallots, minimumCensus }: Constitution): readonly RuleSentence[] {
  const { kind, quorum, passingShare, winners, budget, minimumVotes, tieBreak } = outcome;
  const byKind: Readonly<Record<typeof kind, RuleSentence>> = {
    Referendum: { ...said("passing"), share: passingShare },
    Ranking: said("winners", { count: winners }),
    Greedy: said("greedy", { budget }),
    GreedyNoSkip: said("greedyNoSkip", { budget }),
  };
  return [
    byKind[kind],
    ...(minimumVotes === 1 ? [said("noVotes")] : []),
    ...(minimumVotes > 1 ? [said("minimumVotes", { count: minimumVotes })] : []),
    ...(kind === "Referendum" ? [] : [said(tieBreak === "CheaperFirst" ? "tieCheaper" : "tieListed")]),
    quorum > 0 ? { ...said("quorum"), share: quorum } : said("noQuorum"),
    ...(minimumBallots > 1 ? [said("minimumBallots", { count: minimumBallots })] : []),
    ...(minimumCensus > 1 ? [said("minimumCensus", { count: minimumCensus })] : []),
  ];
}

function said(key: string, numbers: Readonly<Record<string, number>> = {}): RuleSentence {
  return { key, numbers };
}
