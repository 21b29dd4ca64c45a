import { getAddress } from "ethers";
import { factoryAt, read } from "../../sdk/chain/contracts.ts";
import { readPhase } from "../../sdk/chain/observer.ts";
import { type OpenElection, readOpenElection } from "../../sdk/chain/resident.ts";
import type { Phase } from "../../sdk/election/phase.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import type { Chain } from "../sending/chain.ts";
import { ElectionNotOpenError, ElectionNotServedError } from "./refusals.ts";

/** Which elections a relayer serves: those listed, and all of a factory where one is named. */
export type ServedElections = { readonly elections: readonly string[]; readonly factory?: string };

/** The elections that were opened, as their ballots' proofs need them. */
export type Elections = {
  /** Throws `ElectionNotServedError`, `ElectionNotOpenError`, `ChainUnreachableError`, or what the node's failure gives. */
  open(address: string): Promise<OpenElection>;
  /** Addresses listed, and those of the factory that were asked for. */
  known(): readonly string[];
};

const BEFORE_OPENING: readonly Phase[] = ["pending", "void"];

/** Reads elections when they are first asked for, twice, so that one false answer cannot stay. */
export function servedElections({ elections, factory }: ServedElections, chain: Chain): Elections {
  const listed = new Set(elections.map((address) => getAddress(address)));
  const known = new Map<string, OpenElection>();

  async function served(address: string): Promise<boolean> {
    if (listed.has(address)) return true;
    return factory !== undefined && read<boolean>(factoryAt(factory, chain.provider), "isElection", address);
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
      const first = await readOpenElection(address, chain.provider);
      const second = await readOpenElection(address, chain.provider);
      if (constantsOf(first) !== constantsOf(second)) throw new ChainUnreachableError();
      known.set(address, first);
      return first;
    },
  };
}

function constantsOf({ constitutionHash, scope, censusRoot, electionKey }: OpenElection): string {
  return [constitutionHash, scope, censusRoot, electionKey.x, electionKey.y].join();
}
