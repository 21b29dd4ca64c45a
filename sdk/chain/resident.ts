import { keccak256, type Provider } from "ethers";
import type { ElectionConstants } from "../election/ballotConstants.ts";
import type { Constitution } from "../election/constitution.ts";
import { constitutionHash, electionScope } from "../election/constitutionAbi.ts";
import { HanpyoError } from "../errors.ts";
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
      `Election ${election} says its constitution has the hash ${found}, but what it shows has ${computed}`,
      "Do not vote; report the address and the RPC you used",
    );
  }
}

export class ContentMismatchError extends HanpyoError {
  constructor(computed: string, found: string) {
    super(
      "CONTENT_MISMATCH",
      `The text shown has the hash ${computed}, the constitution names ${found}`,
      "Do not vote; report where the text came from",
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

/** Throws `ContentMismatchError` unless the content is the one that the constitution names. */
export function checkContent(content: Uint8Array, constitution: Constitution): void {
  const computed = keccak256(content);
  if (computed !== constitution.contentHash) throw new ContentMismatchError(computed, constitution.contentHash);
}
