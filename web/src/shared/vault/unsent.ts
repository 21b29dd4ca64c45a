import { z } from "zod/mini";
import { inVault, keepSealed, readSealed } from "./sealing.ts";

export const UNSENT_REASONS = ["closed", "interrupted", "displaced", "failed"] as const;

const unsentSchema = z.object({
  /** Unix seconds. */
  at: z.number(),
  reason: z.enum(UNSENT_REASONS),
});

/** That somebody submitted, and nothing was: said until they close it, whatever becomes of the page meanwhile. */
export type Unsent = Readonly<z.infer<typeof unsentSchema>>;
export type UnsentReason = Unsent["reason"];

type Of = { readonly chainId: bigint | number; readonly election: string };

export function keepUnsent(of: Of, unsent: Unsent): Promise<void> {
  return keepSealed(nameOf(of), JSON.stringify(unsent));
}

/** Nothing where all that was submitted was handed over, or the person has closed it. */
export async function readUnsent(of: Of): Promise<Unsent | undefined> {
  const parsed = unsentSchema.safeParse(JSON.parse((await readSealed(nameOf(of))) ?? "null"));
  return parsed.success ? parsed.data : undefined;
}

export async function forgetUnsent(of: Of): Promise<void> {
  await inVault((store) => store.del(nameOf(of)));
}

function nameOf({ chainId, election }: Of): string {
  return `unsent ${chainId} ${election.toLowerCase()}`;
}
