import { getAddress, type Signer, TypedDataEncoder } from "ethers";
import { z } from "zod/mini";
import { typedDataSigner } from "../crypto/typedDataSigner.ts";
import { HanpyoError, told } from "../errors.ts";
import { trustDomain } from "./domain.ts";
import { nameFault, requireName } from "./plainName.ts";

/** What an account can be in a municipality's elections. */
export const ROLES = ["organizer", "registrar", "approver", "recovery", "trustee"] as const;
export type Role = (typeof ROLES)[number];

/** In whatever case a file spells it, read as EIP-55 spells it: hashes do not tell the spellings apart. */
export const address = z.string().check(
  z.regex(/^0x[0-9a-fA-F]{40}$/, { abort: true }),
  z.overwrite((one) => getAddress(one.toLowerCase())),
);
export const hash = z.string().check(z.regex(/^0x[0-9a-f]{64}$/));
export const signature = z.string().check(z.regex(/^0x[0-9a-f]{130}$/));
export const name = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((text) => nameFault(text) === undefined, { error: ({ input }) => nameFault(String(input)) }),
);
export const chainId = z.int().check(z.positive());
const word = z.string().check(z.regex(/^(0|[1-9][0-9]{0,77})$/));
const seconds = z.int().check(z.nonnegative(), z.lte(2 ** 48 - 1));
const text = z.strictObject({ ko: name, en: name });
const role = z.enum(ROLES);

/** What every line names, and its signature by `account`. */
const signed = { municipality: name, chainId, account: address, signature };

/** Who sits in a seat (P15.1). */
export const seatLineSchema = z.strictObject({
  kind: z.literal("seat"),
  ...signed,
  role,
  organisation: text,
  position: text,
  /** Unix seconds, both included. */
  validFrom: seconds,
  validUntil: seconds,
});

/** What an office, or the body that recovers one, says of its registry (P15.2). */
export const registryLineSchema = z.strictObject({
  kind: z.literal("registry"),
  ...signed,
  role,
  registry: address,
  rotationDelay: seconds,
  recoveryBody: address,
});

/** What a trustee says of its board (P15.3). */
export const boardLineSchema = z.strictObject({
  kind: z.literal("board"),
  ...signed,
  board: address,
  electionKey: z.strictObject({ x: word, y: word }),
  threshold: z.int().check(z.positive()),
  trustees: z.int().check(z.positive()),
  /** Hashes of the seat lines of all trustees, in the order of seats. */
  seats: z.readonly(z.array(hash)),
});

export const lineSchema = z.discriminatedUnion("kind", [seatLineSchema, registryLineSchema, boardLineSchema]);

export type SeatLine = Readonly<z.infer<typeof seatLineSchema>>;
export type RegistryLine = Readonly<z.infer<typeof registryLineSchema>>;
export type BoardLine = Readonly<z.infer<typeof boardLineSchema>>;
export type Line = SeatLine | RegistryLine | BoardLine;

/** A line before it is signed. */
export type Unsigned<T extends Line> = Omit<T, "signature">;

const types = {
  seat: {
    Seat: [
      { name: "municipality", type: "string" },
      { name: "role", type: "string" },
      { name: "organisationKo", type: "string" },
      { name: "organisationEn", type: "string" },
      { name: "positionKo", type: "string" },
      { name: "positionEn", type: "string" },
      { name: "account", type: "address" },
      { name: "validFrom", type: "uint48" },
      { name: "validUntil", type: "uint48" },
    ],
  },
  registry: {
    Registry: [
      { name: "municipality", type: "string" },
      { name: "role", type: "string" },
      { name: "account", type: "address" },
      { name: "registry", type: "address" },
      { name: "rotationDelay", type: "uint48" },
      { name: "recoveryBody", type: "address" },
    ],
  },
  board: {
    Board: [
      { name: "municipality", type: "string" },
      { name: "account", type: "address" },
      { name: "board", type: "address" },
      { name: "electionKeyX", type: "uint256" },
      { name: "electionKeyY", type: "uint256" },
      { name: "threshold", type: "uint256" },
      { name: "trustees", type: "uint256" },
      { name: "seats", type: "bytes32[]" },
    ],
  },
};

export class TrustSignatureError extends HanpyoError {
  constructor(what: string, account: string, signer: string) {
    super(
      "TRUST_SIGNATURE_WRONG",
      told`The signature of ${{ what }} is not that of ${{ account }}, which it names, but ${{ signer }}`,
      "Ask the holder of that account for the line as it was signed",
    );
  }
}

/** A line of another chain or another municipality than the file's. */
export class TrustLineForeignError extends HanpyoError {
  constructor(line: Line, municipality: string, chain: number) {
    super(
      "TRUST_LINE_FOREIGN",
      told`The ${{ kind: line.kind }} line of ${{ account: line.account }} is of ${{ otherMunicipality: line.municipality }} on chain ${{ otherChain: line.chainId }}, the file of ${{ municipality }} on chain ${{ chain }}`,
      "Take the line out, or have it signed for this municipality and chain",
    );
  }
}

/** The line's EIP-712 digest, which manifests and boards name it by (P15). */
export function lineHash(line: Unsigned<Line>): string {
  return TypedDataEncoder.hash(trustDomain(line.chainId), types[line.kind], messageOf(line));
}

/**
 * Signs a line by the account that it names.
 * Throws `TrustSignatureError` if the signer is another, `TrustNameUnfitError` for a name that no file may hold.
 */
export async function signLine<T extends Line>(line: Unsigned<T>, signer: Pick<Signer, "signTypedData">): Promise<T> {
  const bare = line as unknown as Unsigned<Line>;
  for (const text of namesIn(bare)) requireName(text);
  const made = await signer.signTypedData(trustDomain(bare.chainId), types[bare.kind], messageOf(bare));
  const whole = { ...line, signature: made } as unknown as T;
  requireSigned(whole);
  return whole;
}

/** Throws `TrustSignatureError` unless the account that a line names has signed it. */
export function requireSigned(line: Line): void {
  const signer = () => typedDataSigner(trustDomain(line.chainId), types[line.kind], messageOf(line), line.signature);
  requireSigner(`the ${line.kind} line`, line.account, signer);
}

/** Throws `TrustSignatureError` unless `recovered` gives the account. */
export function requireSigner(what: string, account: string, recovered: () => string): void {
  let found: string;
  try {
    found = recovered();
  } catch {
    found = "none that can be read";
  }
  if (found.toLowerCase() !== account.toLowerCase()) throw new TrustSignatureError(what, account, found);
}

/** The same address, however it is spelt. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function namesIn(line: Unsigned<Line>): readonly string[] {
  if (line.kind !== "seat") return [line.municipality];
  const { municipality, organisation, position } = line as SeatLine;
  return [municipality, ...Object.values(organisation), ...Object.values(position)];
}

function messageOf(line: Unsigned<Line>): Readonly<Record<string, unknown>> {
  const { municipality, account } = line;
  const common = { municipality, account: getAddress(account.toLowerCase()) };
  if (line.kind === "seat") {
    const { role: own, organisation, position, validFrom, validUntil } = line as SeatLine;
    return {
      ...common,
      role: own,
      organisationKo: organisation.ko,
      organisationEn: organisation.en,
      positionKo: position.ko,
      positionEn: position.en,
      validFrom,
      validUntil,
    };
  }
  if (line.kind === "registry") {
    const { role: own, registry, rotationDelay, recoveryBody } = line as RegistryLine;
    return {
      ...common,
      role: own,
      registry: getAddress(registry.toLowerCase()),
      rotationDelay,
      recoveryBody: getAddress(recoveryBody.toLowerCase()),
    };
  }
  const { board, electionKey, threshold, trustees, seats } = line as BoardLine;
  return {
    ...common,
    board: getAddress(board.toLowerCase()),
    electionKeyX: electionKey.x,
    electionKeyY: electionKey.y,
    threshold,
    trustees,
    seats,
  };
}
