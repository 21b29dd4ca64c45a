import { id, keccak256, Wallet, ZeroAddress } from "ethers";
import type { ElectionFacts, Holder } from "../../../sdk/trust/electionFacts.ts";
import {
  type BoardLine,
  type Line,
  lineHash,
  type RegistryLine,
  type Role,
  type SeatLine,
  signLine,
  type Unsigned,
} from "../../../sdk/trust/line.ts";
import { type Manifest, manifestHash, signManifest } from "../../../sdk/trust/manifest.ts";
import { newTrustFile, type TrustFile, withLines } from "../../../sdk/trust/trustFile.ts";

export const MUNICIPALITY = "별빛시";
export const CHAIN = 31337;
const DAY = 86_400;
export const CREATED_AT = 1_800_000_000;
export const SHARES_DUE_AT = CREATED_AT + 40 * DAY;
export const DELAY = 7 * DAY;

/** An account of its own for each name. */
export function wallet(name: string): Wallet {
  return new Wallet(keccak256(id(name)));
}

/** An address of its own for each name. */
export function place(name: string): string {
  return wallet(`contract ${name}`).address;
}

export const organizer = wallet("organizer");
export const registrar = wallet("registrar");
export const approver = wallet("approver");
export const recovery = wallet("recovery");
export const trustees = ["A", "B", "C"].map((name) => wallet(`trustee ${name}`)) as [Wallet, Wallet, Wallet];

export function seat(role: Role, account: Wallet, over: Partial<Unsigned<SeatLine>> = {}): Promise<SeatLine> {
  return signLine<SeatLine>(
    {
      kind: "seat",
      municipality: MUNICIPALITY,
      chainId: CHAIN,
      account: account.address,
      role,
      organisation: { ko: `${role} 기관`, en: `Organisation of the ${role}` },
      position: { ko: "담당", en: "Head" },
      validFrom: CREATED_AT - 100 * DAY,
      validUntil: SHARES_DUE_AT + 100 * DAY,
      ...over,
    },
    account,
  );
}

export function registryLine(
  role: Role,
  account: Wallet,
  over: Partial<Unsigned<RegistryLine>> = {},
): Promise<RegistryLine> {
  return signLine<RegistryLine>(
    {
      kind: "registry",
      municipality: MUNICIPALITY,
      chainId: CHAIN,
      account: account.address,
      role,
      registry: place("registry"),
      rotationDelay: DELAY,
      recoveryBody: recovery.address,
      ...over,
    },
    account,
  );
}

export function boardLine(
  account: Wallet,
  seats: readonly SeatLine[],
  over: Partial<Unsigned<BoardLine>> = {},
): Promise<BoardLine> {
  return signLine<BoardLine>(
    {
      kind: "board",
      municipality: MUNICIPALITY,
      chainId: CHAIN,
      account: account.address,
      board: place("board"),
      electionKey: { x: "11", y: "12" },
      threshold: 2,
      trustees: trustees.length,
      seats: seats.map(lineHash),
      ...over,
    },
    account,
  );
}

/** Seat lines of both offices, the recovery body and the organizer, registry lines, and a whole board's. */
export async function allLines(): Promise<readonly Line[]> {
  const seats = await Promise.all(trustees.map((account) => seat("trustee", account)));
  return Promise.all([
    seat("organizer", organizer),
    seat("registrar", registrar),
    seat("approver", approver),
    seat("recovery", recovery),
    ...seats,
    registryLine("registrar", registrar),
    registryLine("approver", approver),
    registryLine("recovery", recovery),
    ...trustees.map((account) => boardLine(account, seats)),
  ]);
}

const CODE = [
  "ElectionFactory",
  "BoardFactory",
  "RollFactory",
  "Election",
  "TrusteeBoard",
  "ResidentRegistry",
] as const;

export function codeHashOf(name: string): string {
  return id(`code of ${name}`);
}

/** The next manifest of a file over all its lines, signed by the organizer. */
export async function withManifest(
  file: TrustFile,
  over: Partial<Omit<Manifest, "signature">> = {},
  signer = organizer,
): Promise<TrustFile> {
  const manifest = await signManifest(
    {
      municipality: MUNICIPALITY,
      chainId: CHAIN,
      organizer: signer.address,
      serial: file.manifests.length + 1,
      predecessors: file.manifests.map(manifestHash),
      lines: file.lines.map(lineHash),
      factories: [
        { kind: "election", factory: place("ElectionFactory"), withdrawnFrom: 0 },
        { kind: "board", factory: place("BoardFactory"), withdrawnFrom: 0 },
        { kind: "roll", factory: place("RollFactory"), withdrawnFrom: 0 },
      ],
      code: CODE.map((name) => ({ name, at: place(name), codeHash: codeHashOf(name) })),
      verifyingKeys: [{ circuit: "ballot-8", fingerprint: id("key of ballot-8") }],
      rolls: [{ rolls: place("registry"), registry: place("registry") }],
      relayers: [{ account: place("relayer"), url: "https://relayer.example" }],
      finality: 0,
      ...over,
    },
    signer,
  );
  return { ...file, manifests: [...file.manifests, manifest] };
}

/** A file with all lines and one manifest. */
export async function wholeFile(): Promise<TrustFile> {
  return withManifest(withLines(newTrustFile(MUNICIPALITY, CHAIN), await allLines()));
}

export const FIRST_HOLDERS: readonly Holder[] = [
  { role: "registrar", account: registrar.address, from: CREATED_AT - 50 * DAY, until: undefined },
  { role: "approver", account: approver.address, from: CREATED_AT - 50 * DAY, until: undefined },
];

/** What the chain says of an election that is as the lines say. */
export function genuineFacts(over: Partial<ElectionFacts> = {}): ElectionFacts {
  const registry = {
    address: place("registry"),
    implementation: place("ResidentRegistry"),
    maker: place("RollFactory"),
    rotationDelay: DELAY,
    recoveryBody: recovery.address,
    holders: FIRST_HOLDERS,
  };
  return {
    chainId: CHAIN,
    codeHashes: Object.fromEntries(CODE.map((name) => [place(name).toLowerCase(), codeHashOf(name)])),
    election: {
      address: place("election"),
      implementation: place("Election"),
      maker: place("ElectionFactory"),
      factory: place("ElectionFactory"),
      constitutionHash: id("constitution"),
      creator: organizer.address,
      proposal: undefined,
      createdIn: 500,
      createdAt: CREATED_AT,
      sharesDueAt: SHARES_DUE_AT,
    },
    board: {
      address: place("board"),
      implementation: place("TrusteeBoard"),
      maker: place("BoardFactory"),
      trustees: trustees.map(({ address }) => address),
      threshold: 2,
      electionKey: { x: "11", y: "12" },
    },
    rolls: { address: registry.address, implementation: registry.implementation, maker: registry.maker, registry },
    ...over,
  };
}

export { DAY, ZeroAddress };
