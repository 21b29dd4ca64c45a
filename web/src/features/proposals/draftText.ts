import { toUtf8Bytes } from "ethers";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { writeHeader } from "../../../../sdk/proposals/proposalHeader.ts";
import {
  MOST_TITLE_BYTES,
  type ProposalText,
  type ShownText,
  saltText,
} from "../../../../sdk/proposals/proposalText.ts";
import type { Template } from "../../../../sdk/proposals/template.ts";
import { MOST_LEAVES, MOST_TEXT_BYTES } from "../../../../sdk/proposals/textLeaf.ts";
import type { ProposalDraft } from "../../shared/vault/ownTexts.ts";

/** How much of a limit is used. */
export type Used = { readonly used: number; readonly most: number };

/** What is known of a draft while it is written: how long it is, and why it cannot be posted as it is. */
export type DraftFindings = {
  readonly title: Used;
  readonly whole: Used;
  readonly paragraphs: Used;
  readonly missing: readonly ("title" | "category" | "district" | "body" | "cost")[];
  /** Whether what a project costs is outside of what its cell takes. */
  readonly isCostOut: boolean;
  /** What the rules of texts say against it (P24.2). */
  readonly error: HanpyoError | undefined;
};

/** Leaves before the first paragraph: header and title. */
const BEFORE = 2;

/** What a text's header says of its template's kind (P24.2). */
const KINDS = { Policy: "policy", Ordinance: "ordinance", BudgetCell: "project" } as const;

/** What a project costs, in won, as it was typed, with or without commas; undefined for what is no whole amount. */
export function costOfDraft({ cost = "" }: Pick<ProposalDraft, "cost">): number | undefined {
  const typed = cost.replaceAll(/[,\s]|원$/g, "");
  return /^\d{1,13}$/.test(typed) ? Number(typed) : undefined;
}

/** A draft as the text that would be posted: an empty line begins a new paragraph. */
export function textOf(draft: ProposalDraft, kind: Template["kind"], language: string): ProposalText {
  const plain = (text: string) => text.normalize("NFC").trim();
  const [category, district, place] = [draft.category, draft.district, draft.place].map(plain) as [
    string,
    string,
    string,
  ];
  return {
    header: {
      kind: KINDS[kind],
      ...{ language, category, district },
      ...(place !== "" && { place }),
    },
    title: plain(draft.title),
    paragraphs: draft.body
      .replaceAll("\r\n", "\n")
      .split(/\n[\t ]*\n/)
      .map(plain)
      .filter((paragraph) => paragraph !== ""),
  };
}

/** Whether a draft is what was posted: then it is over once that is final. */
export function isDraftOf(draft: ProposalDraft, posted: Pick<ShownText, "title" | "paragraphs">): boolean {
  const { title, paragraphs } = textOf(draft, "Policy", "");
  return JSON.stringify([title, paragraphs]) === JSON.stringify([posted.title, posted.paragraphs]);
}

/** What a draft is looked at by: of a project, what one may cost (P20.8). */
type FindingTemplate = Pick<Template, "kind"> & {
  readonly cell: Pick<Template["cell"], "leastCost">;
  readonly ballot: { readonly outcome: Pick<Template["ballot"]["outcome"], "budget"> };
};

/** Looks at a draft by the rules that everybody applies to texts. */
export function findingsOf(draft: ProposalDraft, template: FindingTemplate, language: string): DraftFindings {
  const isProject = template.kind === "BudgetCell";
  const text = textOf(draft, template.kind, language);
  const bytes = (one: string) => toUtf8Bytes(one).length;
  const all = [writeHeader(text.header), text.title, ...text.paragraphs];
  const needed = ["title", "category", "district", "body", ...(isProject ? (["cost"] as const) : [])] as const;
  const missing = needed.filter((name) => (draft[name] ?? "").trim() === "");
  return {
    title: { used: bytes(text.title), most: MOST_TITLE_BYTES },
    whole: { used: all.reduce((sum, one) => sum + bytes(one), 0), most: MOST_TEXT_BYTES },
    paragraphs: { used: text.paragraphs.length, most: MOST_LEAVES - BEFORE },
    missing,
    isCostOut: isProject && !missing.includes("cost") && isOutOf(template, costOfDraft(draft)),
    error: missing.length > 0 ? undefined : errorOf(text),
  };
}

function isOutOf({ cell, ballot }: FindingTemplate, cost: number | undefined): boolean {
  return cost === undefined || cost < cell.leastCost || cost > ballot.outcome.budget;
}

function errorOf(text: ProposalText): HanpyoError | undefined {
  let salts = 0;
  try {
    // Of salts the rules ask only that they differ: the real ones are drawn when it is posted.
    saltText(text, (count) => Uint8Array.from({ length: count }, () => salts++ >> 5));
    return undefined;
  } catch (error) {
    if (error instanceof HanpyoError) return error;
    throw error;
  }
}
