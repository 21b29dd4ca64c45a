import { getAddress } from "ethers";
import { factoryAt, read } from "../../sdk/chain/contracts.ts";
import { readPhase } from "../../sdk/chain/observer.ts";
import { readConstitution, readCreation } from "../../sdk/chain/organizer.ts";
import { type OpenElection, readOpenElection } from "../../sdk/chain/resident.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import type { Manifest } from "../../sdk/trust/manifest.ts";
import type { Chain } from "../sending/chain.ts";
import { agreedReading } from "./agreedReading.ts";
import { ElectionNotOpenError, ElectionNotServedError } from "./refusals.ts";

/**
 * Which elections a relayer serves: with a manifest those of its factories over its rolls (of them those listed, where
 * any are), else those listed. Whoever pays for others' ballots does not pay for those of an invented roll.
 */
export type ServedElections = {
  readonly elections: readonly string[];
  readonly manifest?: Pick<Manifest, "factories" | "rolls">;
};

/** The elections that were opened, as their ballots' proofs need them. */
export type Elections = {
  /** Throws `ElectionNotServedError`, `ElectionNotOpenError`, `ChainUnreachableError`, or what the node's failure gives. */
  open(address: string): Promise<OpenElection>;
  /**
   * Reads an election again that was opened, at most once a minute, as where a proof does not hold for what is known of it.
   * @returns What is known now, if that is something else.
   */
  again(address: string): Promise<OpenElection | undefined>;
  /** Addresses listed, and those of the manifest that were asked for. */
  known(): readonly string[];
};

const BEFORE_OPENING: readonly Phase[] = ["pending", "void"];

/** Milliseconds. */
const MINUTE = 60_000;

/**
 * Reads elections when they are first asked for, of two nodes where there are two, so that no false answer stays.
 * @param clock Milliseconds.
 */
export function servedElections(
  { elections, manifest }: ServedElections,
  chain: Chain,
  clock: () => number,
): Elections {
  const listed = new Set(elections.map((address) => getAddress(address)));
  const known = new Map<string, OpenElection>();

  const readAt = new Map<string, number>();

  /** Throws `ChainUnreachableError` where nodes contradict one another and none is outvoted. */
  function readConstants(address: string): Promise<OpenElection> {
    return agreedReading(chain, (provider) => readOpenElection(address, provider), constantsOf);
  }

  async function served(address: string): Promise<boolean> {
    if (manifest === undefined) return listed.has(address);
    return (listed.size === 0 || listed.has(address)) && isOfManifest(address, manifest, chain);
  }

  return {
    known: () => [...new Set([...listed, ...known.keys()])],
    async open(given) {
      const address = getAddress(given);
      const found = known.get(address);
      if (found !== undefined) return found;
      if (!(await served(address))) throw new ElectionNotServedError(address);
      const phase = await readPhase(address, chain.provider);
      if (BEFORE_OPENING.includes(phase)) throw new ElectionNotOpenError(address, phase);
      const read = await readConstants(address);
      known.set(address, read);
      readAt.set(address, clock());
      return read;
    },
    async again(given) {
      const address = getAddress(given);
      const before = known.get(address);
      if (before === undefined || clock() - (readAt.get(address) ?? 0) < MINUTE) return undefined;
      readAt.set(address, clock());
      const read = await readConstants(address);
      known.set(address, read);
      return constantsOf(read) === constantsOf(before) ? undefined : read;
    },
  };
}

/** P15.9: made by one of the manifest's factories, before it was withdrawn, over rolls of the manifest. */
async function isOfManifest(
  election: string,
  { factories, rolls }: NonNullable<ServedElections["manifest"]>,
  { provider }: Chain,
): Promise<boolean> {
  for (const { kind, factory, withdrawnFrom } of factories) {
    if (kind !== "election") continue;
    if (!(await read<boolean>(factoryAt(factory, provider), "isElection", election))) continue;
    const constitution = await readConstitution(election, provider);
    if (!rolls.some((own) => getAddress(own.rolls) === constitution.rolls)) return false;
    if (withdrawnFrom === 0) return true;
    return (await readCreation(factory, election, provider)).blockNumber < withdrawnFrom;
  }
  return false;
}

function constantsOf({ constitutionHash, scope, censusRoot, electionKey }: OpenElection): string {
  return [constitutionHash, scope, censusRoot, electionKey.x, electionKey.y].join();
}
