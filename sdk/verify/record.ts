import { z } from "zod";
import { FIELD_ORDER } from "../crypto/field.ts";
import { OUTCOME_KINDS, TIE_BREAKS } from "../election/constitution.ts";

const decimal = z
  .string()
  .max(78)
  .regex(/^(0|[1-9][0-9]*)$/, "canonical decimal digits")
  .meta({ description: "A number in canonical decimal digits" });
const element = decimal.refine((text) => BigInt(text) < FIELD_ORDER, "below r");
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const bytes = z.string().regex(/^0x([0-9a-f]{2})*$/);
const seat = z.number().int().min(1).max(9);
const count = z.number().int().nonnegative();
const point = z.strictObject({ x: element, y: element });
const sigmaProof = z.strictObject({ challenge: decimal, response: decimal });
const groth16Proof = z.array(decimal).length(8);

const constitution = z.strictObject({
  contentHash: hash,
  rolls: address,
  rollId: decimal,
  minimumCensus: count,
  board: address,
  consentsRequired: count,
  minimumBallots: count,
  revoting: z.boolean(),
  masked: z.boolean(),
  ballotSize: count,
  rules: z.strictObject({
    optionCount: count,
    maxPerOption: count,
    minTotal: count,
    maxTotal: count,
    budget: count,
    credits: count,
    distinct: z.boolean(),
    costs: z.array(count),
  }),
  schedule: z.strictObject({
    censusTime: count,
    opensAt: count,
    openGrace: count,
    closesAt: count,
    closeGrace: count,
    sharesDueAt: count,
    sealDelayBlocks: count,
  }),
  outcome: z.strictObject({
    kind: z.enum(OUTCOME_KINDS),
    tieBreak: z.enum(TIE_BREAKS),
    quorum: count,
    passingShare: count,
    winners: count,
    minimumVotes: count,
    budget: count,
    costs: z.array(count),
  }),
});

const enrolment = z.strictObject({
  registrarPseudonym: hash,
  approverPseudonym: hash,
  sequence: count,
  identityCommitment: element,
  rollIds: z.array(decimal),
  proof: groth16Proof,
});

const checkpoint = z.strictObject({ time: count, depth: count, activeMembers: count, root: element });

/** What happened to rolls in one transaction of the registry. */
const rollChange = z.strictObject({
  enrolments: z.array(enrolment),
  checkpoints: z.array(z.strictObject({ rollId: decimal, ...checkpoint.shape })),
});

const ballot = z.strictObject({
  nullifier: element,
  version: decimal,
  next: z.array(element),
  digest: element,
  proof: groth16Proof,
});

/** The public data of one election (P11): what the chain's events say, in their order. */
export const recordSchema = z.strictObject({
  format: z.literal("hanpyo-record-1"),
  chainId: decimal,
  election: address,
  creator: address,
  constitutionHash: hash,
  constitution,
  content: bytes,
  roll: z.array(rollChange),
  board: z.strictObject({
    factory: address,
    trustees: z.array(address),
    threshold: count,
    registrations: z.array(z.strictObject({ seat, encryptionKey: point, proof: sigmaProof, commitment: hash })),
    dealings: z.array(
      z.strictObject({
        seat,
        polynomial: z.array(point),
        shares: z.array(z.strictObject({ ephemeral: point, ciphertext: element, proof: groth16Proof })),
      }),
    ),
  }),
  consents: z.array(z.strictObject({ seat, blockNumber: count, blockHash: hash, proof: sigmaProof })),
  opening: z.strictObject({ censusRoot: element, activeMembers: count, depth: count, electionKey: point }).nullable(),
  batches: z.array(
    z.strictObject({
      ballots: z.array(ballot),
      skipped: z.array(z.strictObject({ nullifier: element, version: decimal })),
      chain: hash,
      subtotal: z.array(element),
    }),
  ),
  seal: z.strictObject({ sumHash: hash, ballots: count }).nullable(),
  shares: z.array(z.strictObject({ seat, share: z.array(point), proof: sigmaProof })),
  result: z
    .strictObject({
      counts: z.array(decimal),
      seats: z.array(seat),
      outcome: z.strictObject({ quorumReached: z.boolean(), accepted: z.boolean(), selected: count }),
    })
    .nullable(),
});

/** An election's record as its file holds it; numbers beyond 2^53 are canonical decimal strings. */
export type ElectionRecord = Readonly<z.infer<typeof recordSchema>>;

/** The record's JSON Schema (draft 2020-12), for programs in other languages. */
export function recordJsonSchema(): unknown {
  return z.toJSONSchema(recordSchema);
}
