import { keccak256, type Provider } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { isSame, lineHash } from "../trust/line.ts";
import { type FactoryKind, type Manifest, manifestHash } from "../trust/manifest.ts";
import type { TrustFile } from "../trust/trustFile.ts";
import { codeHashesOf } from "./trustFacts.ts";

/** What code hashes to where there is none. */
const NO_CODE = keccak256("0x");

/** A contract that is not on the chain yet, as of the block that is final: its hash would void every election. */
export class TrustCodeMissingError extends HanpyoError {
  constructor(name: string, at: string, block: number) {
    super(
      "TRUST_CODE_MISSING",
      told`There is no code of ${{ contract: name }} at ${{ address: at }} as of block ${{ block }}, which is final`,
      "Publish again once the deployment's blocks are final; if it has been hours, the deployment's file is another chain's",
    );
  }
}

/** What an organizer has deployed, by the names that deployments give it, with what it says of it besides. */
export type ManifestFacts = {
  readonly organizer: string;
  /** Addresses by name, as `deploy` notes them. */
  readonly contracts: Readonly<Record<string, string>>;
  /** SHA-256 of the verifying keys' files, by circuit. */
  readonly verifyingKeys: Manifest["verifyingKeys"];
  /** Relayers that are announced from now on; those of the last manifest where none are given. */
  readonly relayers?: Manifest["relayers"];
  /** Factories of elections that are withdrawn, with the block from which on. */
  readonly withdrawn?: readonly { readonly factory: string; readonly block: number }[];
  /** When a block is final, as a manifest states it; as the last manifest did where it is not given. */
  readonly finality?: number | undefined;
};

/** The code whose hash a manifest holds, by the name of its deployment. */
const CODE: Readonly<Record<string, string>> = {
  poseidon: "PoseidonT3",
  semaphoreVerifier: "SemaphoreVerifier",
  semaphore: "Semaphore",
  enrolmentVerifier: "EnrolmentVerifier",
  keyShareVerifier: "KeyShareVerifier",
  ballotVerifier4: "BallotVerifier4",
  ballotVerifier8: "BallotVerifier8",
  ballotVerifier32: "BallotVerifier32",
  registryImplementation: "ResidentRegistry",
  publishedRollsImplementation: "PublishedRolls",
  rollFactory: "RollFactory",
  boardImplementation: "TrusteeBoard",
  boardFactory: "BoardFactory",
  trusteeProofs: "TrusteeProofs",
  outcomes: "Outcomes",
  tallying: "Tallying",
  election4: "Election",
  election8: "Election",
  election32: "Election",
  factory: "ElectionFactory",
  semaphoreVerifier20: "SemaphoreVerifier20",
  templates: "Templates",
  proposals: "Proposals",
  notices: "Notices",
  conversions: "Conversions",
  rounds: "Rounds",
  joints: "Joints",
};

const FACTORIES: readonly (readonly [name: string, kind: FactoryKind])[] = [
  ["factory", "election"],
  ["boardFactory", "board"],
  ["rollFactory", "roll"],
];

/**
 * The manifest after a file's last one, over all its lines and all that it said before, not yet signed (P15.4).
 * @param block As of which code is read. Throws `TrustCodeMissingError` where there is none.
 */
export async function nextManifest(
  file: TrustFile,
  { organizer, contracts, verifyingKeys, relayers, withdrawn = [], finality }: ManifestFacts,
  provider: Provider,
  block: number,
): Promise<Omit<Manifest, "signature">> {
  const before = file.manifests.at(-1);
  const named = Object.entries(CODE).flatMap(([deployed, name]) => {
    const at = contracts[deployed];
    return at === undefined ? [] : [{ name, at }];
  });
  const hashes = await codeHashesOf(named, { provider, block });
  const code = named.map(({ name, at }) => {
    const codeHash = hashes[at.toLowerCase()] as string;
    if (codeHash === NO_CODE) throw new TrustCodeMissingError(name, at, block);
    return { name, at, codeHash };
  });
  const factories = FACTORIES.flatMap(([deployed, kind]) => {
    const factory = contracts[deployed];
    return factory === undefined ? [] : [{ kind, factory, withdrawnFrom: 0 }];
  });
  const { registry } = contracts;
  const rolls = [registry, contracts.publishedRolls].flatMap((own) =>
    own === undefined || registry === undefined ? [] : [{ rolls: own, registry }],
  );
  const isWithdrawn = (address: string) => withdrawn.find(({ factory }) => isSame(factory, address))?.block;
  return {
    municipality: file.municipality,
    chainId: file.chainId,
    organizer,
    serial: file.manifests.length + 1,
    predecessors: file.manifests.map(manifestHash),
    lines: file.lines.map(lineHash),
    factories: joined(before?.factories, factories, ({ factory }) => factory).map((own) => ({
      ...own,
      withdrawnFrom: own.withdrawnFrom || (isWithdrawn(own.factory) ?? 0),
    })),
    code: joined(before?.code, code, ({ at }) => at),
    verifyingKeys: joined(before?.verifyingKeys, verifyingKeys, ({ circuit, fingerprint }) => circuit + fingerprint),
    rolls: joined(before?.rolls, rolls, (own) => own.rolls),
    relayers: relayers ?? before?.relayers ?? [],
    finality: finality ?? before?.finality ?? 0,
  };
}

/** What was said before, and what is new after it; nothing that was said changes. */
function joined<T>(before: readonly T[] = [], now: readonly T[], keyOf: (one: T) => string): T[] {
  const known = new Set(before.map((one) => keyOf(one).toLowerCase()));
  return [...before, ...now.filter((one) => !known.has(keyOf(one).toLowerCase()))];
}
