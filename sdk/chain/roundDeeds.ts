import { type Provider, type Signer, toUtf8Bytes } from "ethers";
import { HanpyoError, told } from "../errors.ts";
import { type Template, templateHash, templateToAbi } from "../proposals/template.ts";
import { isShown, leafHash, type TextLeaf } from "../proposals/textLeaf.ts";
import { type Sent, send } from "./contracts.ts";
import { providerOf } from "./logs.ts";
import { plainEvent } from "./plainEvent.ts";
import {
  type RoundContracts,
  readListedProjects,
  roundsAt,
  roundsInterface,
  VERDICTS,
  type Verdict,
} from "./rounds.ts";

/** A project whose title is not shown in the text that was given. */
export class ProjectTitleHiddenError extends HanpyoError {
  constructor(id: bigint) {
    super(
      "PROJECT_TITLE_HIDDEN",
      told`The text of project ${{ id }} does not show its title`,
      "Get the text with its title from a mirror or from its author; without it the project cannot be listed",
    );
  }
}

/** What an assessor says of a project. */
export type Assessment = {
  readonly id: bigint;
  readonly verdict: Exclude<Verdict, "none">;
  /** In won; of a project that is not feasible 0 for nothing said. */
  readonly cost: number;
  /** SHA-256 of the assessment's text. */
  readonly digest: string;
};

/** Assesses a project (P25.2), by the organizer or the reviewer of its cell. Throws `ContractRefusedError`. */
export function assessProject(rounds: string, assessment: Assessment, assessor: Signer): Promise<Sent> {
  const { id, verdict, cost, digest } = assessment;
  return send(roundsAt(rounds, assessor), "assess", id, VERDICTS.indexOf(verdict), cost, digest);
}

/** A project with its text. */
type ProjectText = { readonly id: bigint; readonly leaves: readonly TextLeaf[] };

/** What the contract takes to put a project on its list (P25.3). Throws `ProjectTitleHiddenError`. @param leaves The title shown. */
export function insertArguments({ id, leaves }: ProjectText): readonly unknown[] {
  const title = leaves[1];
  if (title === undefined || !isShown(title)) throw new ProjectTitleHiddenError(id);
  const hashes = leaves.map((leaf, index) => leafHash(index, leaf));
  return [id, hashes, { word: title.salt, text: toUtf8Bytes(title.text) }];
}

/** Puts a project on its cell's list (P25.3), by anybody. Throws `ProjectTitleHiddenError`, or `ContractRefusedError`. */
export async function insertProject(rounds: string, project: ProjectText, sender: Signer): Promise<Sent> {
  return send(roundsAt(rounds, sender), "insert", ...insertArguments(project));
}

/** What the contract takes to open a cell's ballot (P25.6), titles from the chain. Throws what `readListedProjects` throws. */
export async function openArguments(
  contracts: RoundContracts,
  template: Template,
  provider: Provider,
): Promise<readonly unknown[]> {
  const { chainId } = await provider.getNetwork();
  const cell = templateHash({ chainId, templates: contracts.templates }, template);
  const projects = await readListedProjects(contracts, cell, provider, await provider.getBlockNumber());
  return [templateToAbi(template), projects.map(({ salt, title }) => ({ word: salt, text: title }))];
}

/**
 * Opens a cell's ballot (P25.6), by anybody within the term; titles are taken from the chain. Throws
 * `ContractRefusedError`, and what `readListedProjects` throws.
 */
export async function openCell(
  contracts: RoundContracts,
  template: Template,
  sender: Signer,
): Promise<Sent & { readonly election: string }> {
  const provider = providerOf(sender);
  const given = await openArguments(contracts, template, provider);
  const sent = await send(roundsAt(contracts.rounds, sender), "open", ...given);
  const receipt = await provider.getTransactionReceipt(sent.hash);
  const events = (receipt?.logs ?? []).flatMap((log) => plainEvent(log, roundsInterface) ?? []);
  const opened = events.find(({ name }) => name === "CellOpened");
  return { ...sent, election: opened?.args.election as string };
}

/** Takes over how a cell's vote ended (P25.7), by anybody. Throws `ContractRefusedError`. */
export function settleCell(rounds: string, cell: string, sender: Signer): Promise<Sent> {
  return send(roundsAt(rounds, sender), "settle", cell);
}

/** Notes that no board is fit, from when on a cell's term stands still (P25.4), by anybody. Throws `ContractRefusedError`. */
export function pauseCell(rounds: string, template: Template, sender: Signer): Promise<Sent> {
  return send(roundsAt(rounds, sender), "pauseTerm", templateToAbi(template));
}

/** Notes that a board is fit again, which begins a cell's term anew, by anybody. Throws `ContractRefusedError`. */
export function resumeCell(rounds: string, template: Template, sender: Signer): Promise<Sent> {
  return send(roundsAt(rounds, sender), "resumeTerm", templateToAbi(template));
}
