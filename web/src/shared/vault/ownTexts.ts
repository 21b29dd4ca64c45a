import { z } from "zod/mini";
import { oneByOne } from "./oneByOne.ts";
import { keepSealed, readSealed } from "./sealing.ts";

/** Texts of others that are kept, the newest: each has at most some tens of kilobytes. */
const MOST = 30;
const TEXTS = "own texts";
const DRAFT = "proposal draft";

const textSchema = z.strictObject({
  /** The proposal's id, in decimal digits. */
  id: z.string(),
  digest: z.string(),
  /** As mirrors keep it, salts and all. */
  file: z.string(),
  /** Whether this device posted it: then nobody else may have it, and it is kept for good. */
  isPosted: z.optional(z.boolean()),
});

/** The text of a proposal that this device's person posted or supported, for mirrors that lose it. */
export type OwnText = Readonly<z.infer<typeof textSchema>>;

const draftSchema = z.strictObject({
  template: z.string(),
  title: z.string(),
  category: z.string(),
  district: z.string(),
  place: z.string(),
  body: z.string(),
  /** What a project costs, in won, as it is typed; of others there is none. */
  cost: z.optional(z.string()),
});

/** A proposal that is being written. */
export type ProposalDraft = Readonly<z.infer<typeof draftSchema>>;

/** The texts of this device; names in the vault are not sealed, so all stand under one. */
export async function ownTexts(): Promise<readonly OwnText[]> {
  const parsed = z.array(textSchema).safeParse(JSON.parse((await readSealed(TEXTS)) ?? "[]"));
  return parsed.success ? parsed.data : [];
}

/** Keeps a text, in place of what was kept of its proposal. */
export async function keepOwnText(text: OwnText): Promise<void> {
  await oneByOne("texts", async () => keepSealed(TEXTS, JSON.stringify(withText(await ownTexts(), text))));
}

/** Texts with one more; of those that others posted the oldest go. */
export function withText(kept: readonly OwnText[], text: OwnText): readonly OwnText[] {
  const wasPosted = kept.some(({ id, isPosted }) => id === text.id && isPosted === true);
  const all = [...kept.filter(({ id }) => id !== text.id), { ...text, ...(wasPosted && { isPosted: true }) }];
  const ofOthers = all.filter(({ isPosted }) => isPosted !== true).slice(-MOST);
  return all.filter((one) => one.isPosted === true || ofOthers.includes(one));
}

export function keepProposalDraft(draft: ProposalDraft): Promise<void> {
  return keepSealed(DRAFT, JSON.stringify(draft));
}

/** Nothing where none is kept. */
export async function readProposalDraft(): Promise<ProposalDraft | undefined> {
  const parsed = draftSchema.safeParse(JSON.parse((await readSealed(DRAFT)) ?? "null"));
  return parsed.success ? parsed.data : undefined;
}

/** Throws the draft away. */
export function forgetProposalDraft(): Promise<void> {
  return keepSealed(DRAFT, "null");
}
