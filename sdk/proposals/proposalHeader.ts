import { z } from "zod/mini";
import { canonicalJson } from "../election/canonicalJson.ts";
import { isLanguageTag } from "../election/contentText.ts";

/** What a proposal asks for: an answer alone, an ordinance, or a project of a budget round. */
export const PROPOSAL_KINDS = ["policy", "ordinance", "project"] as const;

const schema = z.strictObject({
  kind: z.enum(PROPOSAL_KINDS),
  /** BCP 47, of the whole text. */
  language: z.string().check(z.refine(isLanguageTag)),
  category: z.string(),
  district: z.string(),
  /** Where it would be done; left out if nowhere in particular. */
  place: z.optional(z.string()),
});

/** By what a proposal is listed and found; leaf 0 of its text. */
export type ProposalHeader = Readonly<z.infer<typeof schema>>;

/** The text of the header's leaf: canonical JSON. */
export function writeHeader(header: ProposalHeader): string {
  return canonicalJson(header);
}

/** A header from its leaf's text; undefined for what is none, or not canonical. */
export function readHeader(text: string): ProposalHeader | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The header's own texts, by their names. */
export function headerTexts({ category, district, place }: ProposalHeader): readonly (readonly [string, string])[] {
  return [["category", category], ["district", district], ...(place === undefined ? [] : [["place", place] as const])];
}
