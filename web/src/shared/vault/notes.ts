import { z } from "zod/mini";
import { inVault, keepSealed, readSealed } from "./sealing.ts";

const seconds = z.optional(z.number());

const noteSchema = z.object({
  /** Rolls that the offices put the identity on. */
  rollIds: z.array(z.string()),
  /** When it was enrolled, by the chain's clock, Unix seconds; nothing if it was not, or elsewhere. */
  enrolledAt: seconds,
  /** Whether the offices filed it for a roll that they publish as a file later. */
  isFiled: z.optional(z.boolean()),
  /** When its recovery words were checked, and its recovery file was saved, on this device. */
  wordsAt: seconds,
  fileAt: seconds,
  /** Elections whose frozen roll was compared, and whether the identity is on it. */
  censuses: z.record(z.string(), z.boolean()),
});

/** What this device knows of an identity without opening it. Nothing of it votes, or says how anybody voted. */
export type IdentityNote = Readonly<z.infer<typeof noteSchema>>;

const NOTHING: IdentityNote = { rollIds: [], censuses: {} };

/** What is noted of an identity; of one that was only restored, nothing. */
export async function noteOf(id: string): Promise<IdentityNote> {
  const parsed = noteSchema.safeParse(JSON.parse((await readSealed(nameOf(id))) ?? "null"));
  return parsed.success ? parsed.data : NOTHING;
}

/** Notes more of an identity, in place of what it says of the same. */
export async function noteMore(id: string, more: Partial<IdentityNote>): Promise<void> {
  const { rollIds, censuses, ...earlier } = await noteOf(id);
  const note: IdentityNote = {
    ...earlier,
    ...more,
    rollIds: [...new Set([...rollIds, ...(more.rollIds ?? [])])],
    censuses: { ...censuses, ...more.censuses },
  };
  await keepSealed(nameOf(id), JSON.stringify(note));
}

export async function forgetNote(id: string): Promise<void> {
  await inVault((store) => store.del(nameOf(id)));
}

function nameOf(id: string): string {
  return `note ${id}`;
}
