import { readText } from "../../sdk/proposals/proposalText.ts";
import type { TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { clean } from "../terminal/shown.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";

/**
 * A proposal's text for people, to its end, part by part as commands number them; what is not shown is named. Throws what
 * `readText` throws.
 */
export function textLines(leaves: readonly TextLeaf[], { text }: Pick<ProposalsSpeaker, "text">): readonly string[] {
  const { header, title, paragraphs } = readText(leaves);
  const said = (part: string | undefined) =>
    part === undefined ? text("hiddenPart") : part.split("\n").map(clean).join("\n   ");
  return [
    text("textTitle", { title: said(title) }),
    ...(header === undefined
      ? []
      : [text("textHeader", { category: clean(header.category), district: clean(header.district) })]),
    ...paragraphs.map((paragraph, place) => text("textPart", { part: place + 2, text: said(paragraph) })),
  ];
}
