import clerk from "./clerk.json" with { type: "json" };
import facts from "./facts.json" with { type: "json" };
import keysAndFigures from "./keysAndFigures.json" with { type: "json" };
import mirrors from "./mirrors.json" with { type: "json" };
import offices from "./offices.json" with { type: "json" };
import proposals from "./proposals.json" with { type: "json" };
import publishedRolls from "./publishedRolls.json" with { type: "json" };
import relayers from "./relayers.json" with { type: "json" };
import shared from "./shared.json" with { type: "json" };
import trust from "./trust.json" with { type: "json" };
import trustee from "./trustee.json" with { type: "json" };
import verifying from "./verifying.json" with { type: "json" };

/**
 * By the English that a command says of itself, an option or an argument, the Korean; prose has its lines joined. No
 * text stands in two of the parts.
 */
export const helpParts: readonly Readonly<Record<string, string>>[] = [
  ...[
    shared,
    clerk,
    offices,
    publishedRolls,
    relayers,
    mirrors,
    facts,
    proposals,
    trust,
    trustee,
    verifying,
    keysAndFigures,
  ],
];

const texts = new Map(helpParts.flatMap((part) => Object.entries(part)));

/** The Korean of a text of the help, or the text itself. */
export function helpInKorean(english: string): string {
  return texts.get(english) ?? english;
}
