import { SCALAR_FIELD } from "../field/primes.ts";
import { constitutionShape } from "./constitutionShape.ts";
import { momentShape } from "./momentShape.ts";
import { originShape } from "./proposal/originShape.ts";
import {
  address,
  boolean,
  bytes,
  bytes32,
  decimal,
  either,
  integer,
  list,
  nullable,
  type Of,
  object,
  withOptional,
  word,
} from "./shape.ts";

const UINT256 = 1n << 256n;
const MOST_SEATS = 9;
const MOST_OPTIONS = 32;

const number = decimal(UINT256);
const element = decimal(SCALAR_FIELD);
const point = object({ x: element, y: element });
const moment = momentShape;
const seat = integer(1, MOST_SEATS);
const groth16 = list(number, 8, 8);
const sigma = object({ challenge: number, response: number });

const board = object({
  factory: address,
  trustees: list(address, 0, MOST_SEATS),
  threshold: integer(),
  registerBy: integer(),
  dealBy: integer(),
  termEndsAt: integer(),
  registrations: list(
    object({ seat, at: moment, encryptionKey: point, proof: sigma, commitment: bytes32 }),
    0,
    MOST_SEATS,
  ),
  dealings: list(
    object({
      seat,
      at: moment,
      polynomial: list(point, 0, MOST_SEATS),
      shares: list(object({ ephemeral: point, ciphertext: element, proof: groth16 }), 0, MOST_SEATS),
    }),
    0,
    MOST_SEATS,
  ),
});

const snapshot = object({
  at: moment,
  sequence: number,
  root: number,
  contentRoot: bytes32,
  activeMembers: integer(),
  depth: integer(),
  finalAt: integer(),
  fallen: nullable(
    either(
      object({ at: moment, withdrawnBy: address }),
      object({ at: moment, fault: word("EntryInvalid", "EntriesAlike", "NodeWrong") }),
    ),
  ),
});

const common = {
  format: word("hanpyo-record-3"),
  block: object({ number: integer(), hash: bytes32, time: integer() }),
  chainId: number,
  election: address,
  creator: address,
  created: moment,
  constitutionHash: bytes32,
  constitution: constitutionShape,
  content: bytes(1_000_000),
  board,
  consents: list(object({ seat, at: moment, proof: sigma }), 0, MOST_SEATS),
  opening: nullable(
    object({ at: moment, censusRoot: element, activeMembers: integer(), depth: integer(), electionKey: point }),
  ),
  batches: list(object({})),
  skipped: list(object({})),
  firstSum: nullable(moment),
  seal: nullable(object({ at: moment, sumHash: bytes32, ballots: integer() })),
  shares: list(object({ seat, at: moment, share: list(point, 0, MOST_OPTIONS / 2), proof: sigma }), 0, MOST_SEATS),
  result: nullable(
    object({
      at: moment,
      counts: list(number, 0, MOST_OPTIONS),
      seats: list(seat, 0, MOST_SEATS),
      outcome: object({
        quorumReached: boolean,
        verdict: word("None", "Accepted", "Rejected", "Neither"),
        selected: integer(),
        tied: integer(),
      }),
    }),
  ),
};

const registryRecord = withOptional(
  object({ ...common, rollSource: word("registry"), roll: list(object({})) }),
  "proposal",
  originShape,
);

const publishedRecord = withOptional(
  object({
    ...common,
    rollSource: word("published"),
    published: object({ registry: address, challengePeriod: integer(), snapshots: list(snapshot) }),
  }),
  "proposal",
  originShape,
);

/** A record (protocol, P11.1) without the elements of its long lists. */
export type Skeleton = Of<typeof registryRecord> | Of<typeof publishedRecord>;

/** Reads the skeleton by where its roll comes from. */
export const skeletonShape = (value: unknown): Skeleton => {
  const source =
    typeof value === "object" && value !== null ? (value as Record<string, unknown>).rollSource : undefined;
  return source === "published" ? publishedRecord(value) : registryRecord(value);
};

/** What one transaction changed in a registry's rolls. */
export const rollChangeShape = object({
  enrolments: list(
    object({
      registrarPseudonym: bytes32,
      approverPseudonym: bytes32,
      sequence: integer(),
      identityCommitment: element,
      rollIds: list(number),
      proof: nullable(groth16),
    }),
  ),
  checkpoints: list(
    object({ rollId: number, time: integer(), depth: integer(), activeMembers: integer(), root: element }),
  ),
});

const ballot = object({
  nullifier: element,
  version: number,
  next: list(element, 0, 2 * MOST_OPTIONS),
  digest: element,
  proof: groth16,
});

/** What one `TallyExtended` closed. */
export const batchShape = object({ at: moment, ballots: list(ballot), chain: bytes32 });

/** A ballot that a call skipped. */
export const skippedShape = object({ at: moment, nullifier: element, version: number });

export type RollChange = Of<typeof rollChangeShape>;
export type Enrolment = RollChange["enrolments"][number];
export type Batch = Of<typeof batchShape>;
export type Ballot = Of<typeof ballot>;
export type Skipped = Of<typeof skippedShape>;
export type Snapshot = Of<typeof snapshot>;
export type Board = Of<typeof board>;
export type Point = Of<typeof point>;
