import { z } from "zod";
import { SNAPSHOT_FAULTS } from "../chain/publishedRolls.ts";
import { VERDICTS } from "../election/outcome.ts";
import { constitutionSchema } from "./constitutionSchema.ts";
import { originSchema } from "./originSchema.ts";
import {
  address,
  bySeat,
  count,
  element,
  groth16Proof,
  hash,
  MOST_OPTIONS,
  moment,
  point,
  seat,
  sigmaProof,
  uint256,
  words,
} from "./recordFields.ts";

/** The schedule of both rounds and of the term is that of the board's deployment, in Unix seconds. */
const board = z.strictObject({
  factory: address,
  trustees: bySeat(address),
  threshold: count,
  registerBy: count,
  dealBy: count,
  termEndsAt: count,
  registrations: bySeat(
    z.strictObject({ seat, at: moment, encryptionKey: point, proof: sigmaProof, commitment: hash }),
  ),
  dealings: bySeat(
    z.strictObject({
      seat,
      at: moment,
      polynomial: bySeat(point),
      shares: bySeat(z.strictObject({ ephemeral: point, ciphertext: element, proof: groth16Proof })),
    }),
  ),
});

/** A removal has commitment 0, no rolls and no proof. */
const enrolment = z.strictObject({
  registrarPseudonym: hash,
  approverPseudonym: hash,
  sequence: count,
  identityCommitment: element,
  rollIds: z.array(uint256),
  proof: groth16Proof.nullable(),
});

/** What happened to rolls in one transaction of the registry, and the checkpoint that each roll was left with. */
const rollChange = z.strictObject({
  enrolments: z.array(enrolment),
  checkpoints: z.array(
    z.strictObject({ rollId: uint256, time: count, depth: count, activeMembers: count, root: element }),
  ),
});

/** Why a snapshot never became a checkpoint (P13.3). */
const fall = z.union([
  z.strictObject({ at: moment, withdrawnBy: address }),
  z.strictObject({ at: moment, fault: z.enum(SNAPSHOT_FAULTS) }),
]);

/** The snapshots of the election's roll, all that were published. What stands at `finalAt` is a checkpoint (P13.4). */
const published = z.strictObject({
  /** Whose offices signed. */
  registry: address,
  /** Seconds. */
  challengePeriod: count,
  snapshots: z.array(
    z.strictObject({
      at: moment,
      sequence: uint256,
      root: uint256,
      contentRoot: hash,
      activeMembers: count,
      depth: count,
      finalAt: count,
      fallen: fall.nullable(),
    }),
  ),
});

const batch = z.strictObject({
  at: moment,
  ballots: z.array(
    z.strictObject({ nullifier: element, version: uint256, next: words, digest: element, proof: groth16Proof }),
  ),
  chain: hash,
});

export const resultSchema = z.strictObject({
  at: moment,
  counts: z.array(uint256).max(MOST_OPTIONS),
  seats: bySeat(seat),
  outcome: z.strictObject({ quorumReached: z.boolean(), verdict: z.enum(VERDICTS), selected: count, tied: count }),
});

export const blockSchema = z.strictObject({ number: count, hash, time: count });

/** Of records as this release writes them. */
export const RECORD_FORMAT = "hanpyo-record-3";

const format = z.literal(RECORD_FORMAT);

const beginning = {
  /** The last block that the record takes account of. */
  block: blockSchema,
  chainId: uint256,
  election: address,
  creator: address,
  created: moment,
  constitutionHash: hash,
  constitution: constitutionSchema,
  /** Content of the creation event, hex; 1 MB is far more than a block takes. */
  content: z
    .string()
    .max(2_000_002)
    .regex(/^0x[0-9a-f]*$/),
  /** Of an election that came of a proposal: what it follows from (P23.5). */
  proposal: z.optional(originSchema),
};

const course = {
  board,
  consents: bySeat(z.strictObject({ seat, at: moment, proof: sigmaProof })),
  opening: z
    .strictObject({ at: moment, censusRoot: element, activeMembers: count, depth: count, electionKey: point })
    .nullable(),
  batches: z.array(batch),
  /** Ballots that were skipped (P7.2); the events do not say by which call. */
  skipped: z.array(z.strictObject({ at: moment, nullifier: element, version: uint256 })),
  /** Where the first call of `sum` stands, from which the delay before the seal is counted. */
  firstSum: moment.nullable(),
  seal: z.strictObject({ at: moment, sumHash: hash, ballots: count }).nullable(),
  shares: bySeat(z.strictObject({ seat, at: moment, share: z.array(point).max(MOST_OPTIONS / 2), proof: sigmaProof })),
  result: resultSchema.nullable(),
};

/** With the fields that trustees' files share. */
export const registryRecordSchema = z.strictObject({
  format,
  rollSource: z.literal("registry"),
  ...beginning,
  roll: z.array(rollChange),
  ...course,
});

const publishedRecord = z.strictObject({
  format,
  rollSource: z.literal("published"),
  ...beginning,
  published,
  ...course,
});

/**
 * The public data of one election (P11): what the chain's events say, in their order. Its roll comes
 * from a registry, with every enrolment, or from published snapshots, whose entries are in files.
 */
export const recordSchema = z.discriminatedUnion("rollSource", [registryRecordSchema, publishedRecord]);

/** An election's record as its file holds it. */
export type ElectionRecord = RegistryRecord | PublishedRecord;
/** Of an election over a registry's roll (P1). */
export type RegistryRecord = Readonly<z.infer<typeof registryRecordSchema>>;
/** Of an election over a roll published as a file (P13). */
export type PublishedRecord = Readonly<z.infer<typeof publishedRecord>>;
