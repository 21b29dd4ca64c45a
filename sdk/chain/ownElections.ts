import type { JsonRpcProvider } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import { constitutionHash } from "../election/constitutionAbi.ts";
import { parseContent } from "../election/content.ts";
import { checkContent } from "../election/frozenContent.ts";
import { HanpyoError, told } from "../errors.ts";
import { isProposalContent } from "../proposals/contentFormat.ts";
import type { ElectionContent } from "../proposals/electionContent.ts";
import { type CreatedElection, readCreation, readCreations } from "./organizer.ts";
import { type Owners, type Whose, whoseElection } from "./whoseElection.ts";

/** An election as it was created; what is shown of it was compared with its hashes. */
export type ReadElection = {
  readonly election: string;
  readonly creator: string;
  readonly constitution: Constitution;
  readonly constitutionHash: string;
  readonly content: ElectionContent;
  readonly blockNumber: number;
};

/** The same, and whose it is. */
export type ShownElection = ReadElection & Whose;

export class CreationMismatchError extends HanpyoError {
  constructor(election: string, computed: string, found: string) {
    super(
      "CREATION_MISMATCH",
      told`Election ${{ election }} was announced with the constitution hash ${{ found }}, but what it shows has ${{ computed }}`,
      "Do not vote; report the address and the RPC you used",
    );
  }
}

/** Where elections are looked for, and whose are listed. */
export type Listing = Owners & {
  /** The factory whose elections are meant. */
  readonly factory: string;
};

/** What is said aloud: somebody shows another election than the one that was created. Content that nobody can read is passed over. */
const MISMATCHES = ["CREATION_MISMATCH", "CONTENT_MISMATCH"];

/**
 * The elections of the configured organizers, and those that proposals under the municipality's own templates came to,
 * newest first; those that cannot be read are left out.
 */
export async function readElections(listing: Listing, provider: JsonRpcProvider): Promise<readonly ShownElection[]> {
  const { factory, organizers, conversions = [] } = listing;
  const known = new Set([...organizers, ...conversions].map((address) => address.toLowerCase()));
  const created = await readCreations(factory, provider);
  const listed = await Promise.all(
    created
      .filter(({ creator }) => known.has(creator.toLowerCase()))
      .map(async (creation) => {
        try {
          const whose = await whoseElection(creation, listing, provider);
          return whose.isOwn ? [{ ...(await shown(creation)), ...whose }] : [];
        } catch (error) {
          if (error instanceof HanpyoError && !MISMATCHES.includes(error.code)) return [];
          throw error;
        }
      }),
  );
  return listed.flat().reverse();
}

/** One election by its address, whoever created it. Throws `ElectionUnknownError`, or a mismatch. */
export async function readElection(
  { factory }: Pick<Listing, "factory">,
  election: string,
  provider: JsonRpcProvider,
): Promise<ReadElection> {
  return shown(await readCreation(factory, election, provider));
}

/** Compares text and constitution with the hashes that the election stands for. */
async function shown({ content, ...creation }: CreatedElection): Promise<ReadElection> {
  const computed = constitutionHash(creation.constitution);
  if (computed !== creation.constitutionHash) {
    throw new CreationMismatchError(creation.election, computed, creation.constitutionHash);
  }
  checkContent(content, creation.constitution);
  return { ...creation, content: await contentOf(content) };
}

/** The reader of a proposal's content comes only where there is one: most who see the list never need it. */
async function contentOf(bytes: Uint8Array): Promise<ElectionContent> {
  if (!isProposalContent(bytes)) return parseContent(bytes);
  return (await import("../proposals/electionContent.ts")).readElectionContent(bytes);
}
