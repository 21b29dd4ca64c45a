import { z } from "zod/mini";
import { oneByOne } from "./oneByOne.ts";
import { keepSealed, readSealed } from "./sealing.ts";

const actSchema = z.strictObject({
  proposals: z.string(),
  /** The proposal's id, as its page's path has it. */
  proposal: z.string(),
  kind: z.enum(["support", "withdrawal", "posting"]),
  version: z.number(),
  /** The proved act, as `encodeActPackage` writes it. */
  file: z.string(),
  tracker: z.string(),
  /** Unix seconds of the device. */
  madeAt: z.number(),
  state: z.enum(["proved", "acknowledged", "final", "ended", "displaced"]),
  /** The relayer that took it, and what it signed, as JSON. */
  relayer: z.optional(z.string()),
  acknowledgement: z.optional(z.string()),
  blockNumber: z.optional(z.number()),
  /** Title of a posting, for its author. */
  title: z.optional(z.string()),
});

/** An act of proposals that this device made: it holds no identity. */
export type KeptAct = Readonly<z.infer<typeof actSchema>>;

const actsSchema = z.array(actSchema);

/** All under one name: names in the vault are not sealed, and whom somebody supports is nobody's business. */
function nameOf(chainId: bigint | number): string {
  return `acts ${chainId}`;
}

/** The acts of this device, oldest first. */
export async function actsOf(chainId: bigint | number): Promise<readonly KeptAct[]> {
  const parsed = actsSchema.safeParse(JSON.parse((await readSealed(nameOf(chainId))) ?? "[]"));
  return parsed.success ? parsed.data : [];
}

/** Keeps an act, in place of one with its tracker. */
export async function keepAct(chainId: bigint | number, act: KeptAct): Promise<void> {
  await oneByOne("acts", async () => {
    const others = (await actsOf(chainId)).filter(({ tracker }) => tracker !== act.tracker);
    await keepSealed(nameOf(chainId), JSON.stringify([...others, act]));
  });
}

/** Forgets an act that cannot be sent any more. */
export async function forgetAct(chainId: bigint | number, { tracker }: Pick<KeptAct, "tracker">): Promise<void> {
  await oneByOne("acts", async () => {
    const others = (await actsOf(chainId)).filter((one) => one.tracker !== tracker);
    await keepSealed(nameOf(chainId), JSON.stringify(others));
  });
}
