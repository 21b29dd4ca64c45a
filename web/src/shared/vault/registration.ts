import { z } from "zod/mini";
import { inVault, keepSealed, readSealed } from "./sealing.ts";

const word = z.string();
const presented = z.object({
  session: z.string(),
  facts: z.object({ pseudonym: word, sequence: z.number(), rollIds: z.array(z.string()), expiresAt: z.number() }),
});

const registrationSchema = z.object({
  /** Of the identity that is being registered, which is kept beside this. */
  identity: z.string(),
  /** Whether that was made for this registration. */
  isNew: z.boolean(),
  /** The way in which the resident shows who they are. */
  method: z.string(),
  /** Sessions of the offices that know who is there. */
  presented: z.object({ registrar: z.optional(presented), approver: z.optional(presented) }),
  /** Whose session waits for what a wallet answers, which may send its user back to another tab. */
  asking: z.optional(z.object({ role: z.enum(["registrar", "approver"]), session: z.string() })),
  /** What both offices signed, as JSON, until it is handed in: the same may be handed in again. */
  file: z.optional(z.string()),
  /** Once the offices have done their part: the recovery words are left. */
  enrolled: z.optional(z.object({ rollIds: z.array(z.string()), isFiled: z.boolean() })),
});

/** A registration that is not finished: whoever opens the page again goes on with it. It holds no code, and no secret of the identity. */
export type Registration = Readonly<z.infer<typeof registrationSchema>>;

const PLACE = "registration";

export function keepRegistration(registration: Registration): Promise<void> {
  return keepSealed(PLACE, JSON.stringify(registration));
}

/** The one that is not finished; nothing if there is none. */
export async function readRegistration(): Promise<Registration | undefined> {
  const parsed = registrationSchema.safeParse(JSON.parse((await readSealed(PLACE)) ?? "null"));
  return parsed.success ? parsed.data : undefined;
}

/** The step at which it stands, from 1. */
export function stepOf({ enrolled, presented, file }: Registration): 1 | 2 | 3 {
  if (enrolled !== undefined) return 3;
  const isPresented = presented.registrar !== undefined && presented.approver !== undefined;
  return file !== undefined || isPresented ? 2 : 1;
}

export async function forgetRegistration(): Promise<void> {
  await inVault((store) => store.del(PLACE));
}
