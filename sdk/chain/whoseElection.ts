import type { JsonRpcProvider } from "ethers";
import type { OwnTemplates, TemplateOwner } from "../trust/ownTemplate.ts";
import type { CreatedElection } from "./organizer.ts";
import { isSilence } from "./silence.ts";

/** Who answers for an election. */
export type Whose = {
  /** Its creator; of a proposal's election the organizer of the template that the proposal was posted under. */
  readonly organizer: string;
  /** Whether that is the municipality, by the list of its organizers and, of a proposal's election, its manifest. */
  readonly isOwn: boolean;
};

/** Whose elections are a municipality's, and whose templates. */
export type Owners = {
  /** Accounts whose elections are meant. */
  readonly organizers: readonly string[];
  /** Contracts by which proposals come to a vote. */
  readonly conversions?: readonly string[] | undefined;
  /** Those of the accepted manifest; asked of elections alone that proposals came to. */
  readonly templates: () => Promise<OwnTemplates>;
};

/** What was read of a node, by election and block: no template of an election ever changes. */
const known = new WeakMap<JsonRpcProvider, Map<string, TemplateOwner>>();

/**
 * Whose an election is. Anybody publishes templates, so that a contract of the municipality's converted a proposal says
 * nothing of who stands behind it (P15.7). Throws what `convertedTemplate` does.
 */
export async function whoseElection(
  created: Pick<CreatedElection, "election" | "creator" | "blockNumber">,
  { organizers, conversions = [], templates }: Owners,
  provider: JsonRpcProvider,
): Promise<Whose> {
  const { creator } = created;
  if (has(organizers, creator)) return { organizer: creator, isOwn: true };
  if (!has(conversions, creator)) return { organizer: creator, isOwn: false };
  const template = await templateOf(created, provider);
  return { organizer: template.organizer, isOwn: await isOwned(template, templates) };
}

async function templateOf(
  created: Pick<CreatedElection, "election" | "creator" | "blockNumber">,
  provider: JsonRpcProvider,
): Promise<TemplateOwner> {
  const read = known.get(provider) ?? new Map<string, TemplateOwner>();
  known.set(provider, read);
  const key = `${created.election} ${created.blockNumber}`;
  const found = read.get(key);
  if (found !== undefined) return found;
  const { convertedTemplate } = await import("./proposalOrigin.ts");
  const template = await convertedTemplate(created, provider);
  read.set(key, template);
  return template;
}

/** Without a trust file that is accepted nobody says whose a template is. */
async function isOwned(template: TemplateOwner, templates: Owners["templates"]): Promise<boolean> {
  const { isOwnTemplate } = await import("../trust/ownTemplate.ts");
  try {
    return isOwnTemplate(await templates(), template);
  } catch (error) {
    if (isSilence(error)) throw error;
    return false;
  }
}

function has(accounts: readonly string[], account: string): boolean {
  return accounts.some((one) => one.toLowerCase() === account.toLowerCase());
}
