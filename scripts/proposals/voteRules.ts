import { ZeroHash } from "ethers";
import type { Content } from "../../sdk/election/content.ts";
import { frozenRules, type RuleGroup } from "../../sdk/election/frozenRules.ts";
import { deriveConstitution } from "../../sdk/proposals/derivedConstitution.ts";
import type { Span } from "../../sdk/proposals/schedule.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import type { TemplateQuestion } from "../../sdk/proposals/templateQuestion.ts";
import { koreanTimeText } from "../terminal/koreanTimeText.ts";
import type { Language } from "../terminal/language.ts";
import { clean } from "../terminal/shown.ts";

/** What is known beside a template: of it alone nothing, from a chain who its trustees are and whether it is postponed. */
export type KnownOfTemplate = {
  readonly board?: {
    readonly trustees: readonly string[];
    readonly threshold: number;
    /** Unix seconds. */
    readonly termEndsAt: number;
  };
  readonly postponement?: Span | undefined;
};

/** Where the vote has what each proposal brings. */
const ITS_TITLE = { ko: "(제안마다 그 제안의 제목)", en: "(of each proposal its own)" };
/** What only the trustees' contract says. */
const BY_BOARD: readonly RuleGroup["kind"][] = ["trustees", "veto"];

/**
 * Every rule of the vote to which a proposal of a template would be brought at `now` (Unix seconds), as an election's own
 * are said (P3.8), to their end. Nothing of the trustees where their board is not known.
 */
export function voteRules(
  template: Template,
  question: TemplateQuestion,
  { now, postponement, board, language }: KnownOfTemplate & { readonly now: number; readonly language: Language },
): readonly string[] {
  const chosen = { board: template.ballot.board, consentsRequired: template.ballot.consentsRequired };
  const constitution = deriveConstitution(template, { postponement, time: now, chosen, contentHash: ZeroHash });
  const content: Content = {
    ...{ language: "ko", title: ITS_TITLE, question: question.question },
    options: question.options.map((title) => ({ title })),
  };
  const { trustees = [], threshold = 0, termEndsAt = 0 } = board ?? {};
  const groups = frozenRules({
    ...{ constitution, content, time: koreanTimeText, constitutionHash: undefined },
    board: { trustees: trustees.map((account) => ({ account })), threshold, termEndsAt },
  });
  return groups
    .filter(({ kind }) => kind !== "hashes" && (board !== undefined || !BY_BOARD.includes(kind)))
    .flatMap(({ kind, heading, lines }) => {
      // The last date is the end of the board's term.
      const known = kind === "dates" && board === undefined ? lines.slice(0, -1) : lines;
      return [heading[language], ...known.map((line) => `  ${line[language].split("\n").map(clean).join("\n    ")}`)];
    });
}
