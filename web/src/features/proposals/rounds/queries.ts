import { useQuery } from "@tanstack/react-query";
import type { JsonRpcProvider } from "ethers";
import type { ChainClock } from "../../../shared/elections/queries.ts";
import { type Session, useSession } from "../../../shared/session.tsx";
import { LOOK, readTown } from "../queries.ts";
import type { Cells } from "./grouping.ts";
import type { CellWithProjects, ProjectOfCell, RoundsTown, ShownRound } from "./reading.ts";

/** Where the municipality's rounds are, with the node that says so. */
export type RoundsNow = { readonly town: RoundsTown; readonly provider: JsonRpcProvider };

/** The contract of rounds beside those of proposals; undefined where the manifest names none. Throws what `readTown` does. */
async function readRoundsTown(session: Session): Promise<RoundsNow | undefined> {
  const [{ town, provider }, { anchored }] = await Promise.all([readTown(session), session.trust()]);
  const { ownRounds } = await import("../../../../../sdk/chain/ownRounds.ts");
  const contracts = await ownRounds(anchored, town.proposals, provider);
  return contracts && { town: { ...town, rounds: contracts.rounds }, provider };
}

/** What was read, with the chain's clock; null where there is nothing. */
function useOfRounds<T extends { readonly time: number }>(
  key: readonly string[],
  read: (now: RoundsNow) => Promise<T | undefined>,
) {
  const session = useSession();
  return useQuery({
    queryKey: ["rounds", session.config.chainId, ...key],
    refetchInterval: LOOK,
    // A provider is no value to be compared.
    structuralSharing: false,
    queryFn: async (): Promise<(T & RoundsNow & { readonly clock: ChainClock }) | null> => {
      const now = await readRoundsTown(session);
      const found = now && (await read(now));
      return found ? { ...found, ...now, clock: { time: found.time, readAt: Date.now() } } : null;
    },
  });
}

/** All rounds of the municipality. */
export function useRounds() {
  return useOfRounds<{ readonly rounds: readonly ShownRound[]; readonly time: number }>(
    [],
    async ({ town, provider }) => {
      const { readRounds } = await import("./reading.ts");
      return readRounds(town, provider);
    },
  );
}

/** The round that a cell is of, with all projects. */
export function useRound(cell: string) {
  return useOfRounds<{ readonly round: Cells<CellWithProjects>; readonly time: number }>([cell], async (now) => {
    const { readRound } = await import("./reading.ts");
    return readRound(now.town, cell, now.provider);
  });
}

/** How a project stands in its cell. */
export function useProjectOfCell(id: bigint, cell: string) {
  return useOfRounds<ProjectOfCell & { readonly time: number }>(["project", String(id)], async (now) => {
    const { readProjectOfCell } = await import("./reading.ts");
    return readProjectOfCell(now.town, { id, cell }, now.provider);
  });
}
