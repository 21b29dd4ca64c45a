import type { Provider } from "ethers";
import type { ElectionConstants } from "../election/ballotConstants.ts";
import type { Constitution } from "../election/constitution.ts";
import { constitutionHash, electionScope } from "../election/constitutionAbi.ts";
import { HanpyoError, told } from "../errors.ts";
import { readElectionKey } from "./board.ts";
import { electionAt, read } from "./contracts.ts";
import { readConstitution } from "./organizer.ts";

/** What a device must know of an open election to make a ballot. */
export type OpenElection = ElectionConstants & {
  readonly chainId: bigint;
  readonly election: string;
  readonly constitution: Constitution;
  readonly constitutionHash: string;
};

export class ConstitutionMismatchError extends HanpyoError {
  constructor(election: string, computed: string, found: string) {
    super(
      "CONSTITUTION_MISMATCH",
      told`Election ${{ election }} says its constitution has the hash ${{ found }}, but what it shows has ${{ computed }}`,
      "Do not vote; report the address and the RPC you used",
    );
  }
}

/** Reads an open election, and compares its scope with what the constitution read gives (P3.2). */
export async function readOpenElection(election: string, provider: Provider): Promise<OpenElection> {
  const contract = electionAt(election, provider);
  const constitution = await readConstitution(election, provider);
  const { chainId } = await provider.getNetwork();
  const hash = constitutionHash(constitution);
  const found = await read<string>(contract, "constitutionHash");
  const scope = electionScope(chainId, election, hash);
  if (hash !== found || scope !== (await read<bigint>(contract, "scope"))) {
    throw new ConstitutionMismatchError(election, hash, found);
  }
  return {
    chainId,
    election,
    constitution,
    constitutionHash: hash,
    scope,
    censusRoot: await read<bigint>(contract, "censusRoot"),
    electionKey: await readElectionKey(constitution.board, provider),
  };
}
