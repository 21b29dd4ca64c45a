import type { JsonRpcProvider } from "ethers";
import { type CreatedElection, readCreation, readCreations } from "../../../../sdk/chain/organizer.ts";
import type { Constitution } from "../../../../sdk/election/constitution.ts";
import { constitutionHash } from "../../../../sdk/election/constitutionAbi.ts";
import { checkContent } from "../../../../sdk/election/frozenContent.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { type ElectionContent, readElectionContent } from "../../../../sdk/proposals/electionContent.ts";
import type { PageConfig } from "../config.ts";

/** An election as it was created; what is shown of it was compared with its hashes. */
export type ShownElection = {
  readonly election: string;
  readonly creator: string;
  readonly constitution: Constitution;
  readonly constitutionHash: string;
  readonly content: ElectionContent;
  readonly blockNumber: number;
};

export class CreationMismatchError extends HanpyoError {
  constructor(election: string, computed: string, found: string) {
    super(
      "CREATION_MISMATCH",
      `Election ${election} was announced with the constitution hash ${found}, but what it shows has ${computed}`,
      "Do not vote; report the address and the RPC you used",
    );
  }
}

/** What is said aloud: somebody shows another election than the one that was created. Content that nobody can read is passed over. */
const MISMATCHES = ["CREATION_MISMATCH", "CONTENT_MISMATCH"];

/** The elections of the configured organizers, and those that their proposals came to, newest first; those that cannot be read are left out. */
export async function readElections(config: PageConfig, provider: JsonRpcProvider): Promise<readonly ShownElection[]> {
  const known = new Set([...config.organizers, ...(config.conversions ?? [])].map((address) => address.toLowerCase()));
  const created = await readCreations(config.factory, provider);
  return created
    .filter(({ creator }) => known.has(creator.toLowerCase()))
    .flatMap((creation) => {
      try {
        return [shown(creation)];
      } catch (error) {
        if (error instanceof HanpyoError && !MISMATCHES.includes(error.code)) return [];
        throw error;
      }
    })
    .reverse();
}

/** One election by its address, whoever created it. Throws `ElectionUnknownError`, or a mismatch. */
export async function readElection(
  config: PageConfig,
  election: string,
  provider: JsonRpcProvider,
): Promise<ShownElection> {
  return shown(await readCreation(config.factory, election, provider));
}

/** Compares text and constitution with the hashes that the election stands for. */
function shown({ content, ...creation }: CreatedElection): ShownElection {
  const computed = constitutionHash(creation.constitution);
  if (computed !== creation.constitutionHash) {
    throw new CreationMismatchError(creation.election, computed, creation.constitutionHash);
  }
  checkContent(content, creation.constitution);
  return { ...creation, content: readElectionContent(content) };
}
