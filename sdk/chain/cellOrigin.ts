import { type Log, type Provider, zeroPadValue } from "ethers";
import { parseCellContent } from "../proposals/cellContent.ts";
import { type CellOrigin, requireDerivedCell } from "../proposals/cellOrigin.ts";
import { isCellContent } from "../proposals/contentFormat.ts";
import { readBlockTimes } from "./blockTimes.ts";
import { readLogs } from "./logPages.ts";
import {
  type Converted,
  type Created,
  ElectionOfNoProposalError,
  postponementAt,
  successorAt,
  templateShown,
} from "./originParts.ts";
import { plainEvent } from "./plainEvent.ts";
import { type RoundContracts, readListedProjects, readRoundContracts, roundsInterface } from "./rounds.ts";
import { isSilence } from "./silence.ts";

/** Of which cell an election came, by the contract that created it. */
export type CellPlace = RoundContracts & { readonly templateHash: string; readonly log: Log };

/**
 * What an election stands on that a budget cell came to (P25.8), from the contract that created it and those behind it;
 * undefined for any other. The list and the costs are those of the block that created it, from which on neither changes.
 * Throws `ElectionOfNoProposalError`, `TemplateNotShownError`, what `parseCellContent` and `readListedProjects` throw, or
 * the node's failure.
 */
export async function readCellOrigin(created: Created, provider: Provider): Promise<CellOrigin | undefined> {
  const { constitution, content, election, creator } = created;
  if (!isCellContent(content)) return undefined;
  const place = await cellPlaceOf(created, provider);
  if (place === undefined) throw new ElectionOfNoProposalError(election, creator);
  const { templates, proposals, rounds, templateHash, log } = place;
  const { chainId } = await provider.getNetwork();
  const template = await templateShown(templates, templateHash, chainId, provider);
  const postponement = await postponementAt(templates, templateHash, log, provider);
  const successor = await successorAt(template, { constitution, templates, chainId, log }, provider);
  const last = await provider.getBlockNumber();
  const listed = await readListedProjects(place, templateHash, provider, last);
  const projects = listed.map(({ title: _, ...project }) => project);
  return { templates, proposals, rounds, template, postponement, successor, projects };
}

/**
 * Throws `ElectionNotDerivedError` unless an election that a budget cell came to is the one that follows from template
 * and list, and what `readCellOrigin` throws; gives the origin.
 */
export async function requireDerivedCellElection(created: Created, provider: Provider): Promise<CellOrigin> {
  const { election, creator, constitution, blockNumber } = created;
  const origin = await readCellOrigin(created, provider);
  if (origin === undefined) throw new ElectionOfNoProposalError(election, creator);
  const content = parseCellContent(created.content);
  const { chainId } = await provider.getNetwork();
  const time = (await readBlockTimes([blockNumber], provider)).get(blockNumber) as number;
  requireDerivedCell(election, origin, { chainId, constitution, content, time });
  return origin;
}

/**
 * The cell that came to an election, by the event of its creator; undefined where that gave none. What answers otherwise
 * than our contracts do is none of them; a silent node is an error.
 */
export async function cellPlaceOf(
  { election, creator, blockNumber }: Converted,
  provider: Provider,
): Promise<CellPlace | undefined> {
  const topic = roundsInterface.getEvent("CellOpened")?.topicHash ?? "";
  const filter = { address: creator, topics: [topic, null, zeroPadValue(election, 32)] };
  const [log] = await readLogs(filter, { first: blockNumber, last: blockNumber }, provider);
  const event = log && plainEvent(log, roundsInterface);
  if (log === undefined || event === undefined) return undefined;
  try {
    return { ...(await readRoundContracts(creator, provider)), templateHash: event.args.cell as string, log };
  } catch (error) {
    if (isSilence(error)) throw error;
    return undefined;
  }
}
