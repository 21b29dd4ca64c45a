import { z } from "zod/mini";
import { inVault, keepSealed, readSealed } from "./sealing.ts";

const castingSchema = z.strictObject({
  chainId: z.string(),
  election: z.string(),
  /** The proved ballot, as `encodeBallotPackage` writes it. */
  file: z.string(),
  tracker: z.string(),
  version: z.string(),
  /** Unix seconds. */
  madeAt: z.number(),
  state: z.enum(["proved", "acknowledged", "final", "displaced", "missing"]),
  relayer: z.optional(z.string()),
  /** The relayer's signed acknowledgement, as JSON. */
  acknowledgement: z.optional(z.string()),
  blockNumber: z.optional(z.number()),
  /** A block held the ballot, and a reorganisation of the chain dropped that block. */
  dropped: z.optional(z.boolean()),
});

/** A proved ballot on its way to the chain. It holds neither choices nor identity. */
export type Casting = Readonly<z.infer<typeof castingSchema>>;

/** Keeps a ballot of this device, sealed, in place of an earlier one of the same version. */
export function keepCasting(casting: Casting): Promise<void> {
  return keepSealed(nameOf(casting), JSON.stringify(casting));
}

/** The ballots of this device for an election, newest version last. What cannot be read is left out. */
export function castingsOf(chainId: bigint, election: string): Promise<readonly Casting[]> {
  return castingsNamed(`casting ${chainId} ${election.toLowerCase()} `);
}

/** The ballots of this device, of whatever election. */
export function castingsOnDevice(): Promise<readonly Casting[]> {
  return castingsNamed("casting ");
}

async function castingsNamed(prefix: string): Promise<readonly Casting[]> {
  const names = (await inVault((store) => store.keys())).filter((name) => name.startsWith(prefix));
  const found = await Promise.all(names.map(async (name) => castingOf(await readSealed(name).catch(() => undefined))));
  return found
    .filter((casting) => casting !== undefined)
    .toSorted((a, b) => Number(BigInt(a.version) - BigInt(b.version)));
}

/** Forgets a ballot of this device. */
export async function forgetCasting(casting: Casting): Promise<void> {
  await inVault((store) => store.del(nameOf(casting)));
}

function nameOf({ chainId, election, version }: Casting): string {
  return `casting ${chainId} ${election.toLowerCase()} ${version}`;
}

function castingOf(text: string | undefined): Casting | undefined {
  if (text === undefined) return undefined;
  const parsed = castingSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}
