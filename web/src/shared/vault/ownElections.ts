import { inVault } from "./sealing.ts";

/** Names of what belongs to an election: its ballots, choices that were not submitted, and that a submission failed. */
const OF_ELECTION = /^(casting|draft|unsent) (\d+) (0x[0-9a-f]{40})( |$)/;

/** Addresses of the elections of a chain of which this device keeps something of its person's. Nothing is opened. */
export async function ownElections(chainId: number): Promise<readonly string[]> {
  const names = await inVault((store) => store.keys());
  const found = names.flatMap((name) => {
    const [, , chain, election] = OF_ELECTION.exec(name) ?? [];
    return chain === String(chainId) && election !== undefined ? [election] : [];
  });
  return [...new Set(found)];
}
