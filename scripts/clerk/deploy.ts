import { rmSync } from "node:fs";
import type { Provider, Wallet } from "ethers";
import { type BoardStage, readBoard } from "../../sdk/chain/board.ts";
import { readPlannedFacts } from "../../sdk/chain/trustFacts.ts";
import type { Text } from "../../sdk/election/content.ts";
import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import { judgeElection } from "../../sdk/trust/judgeElection.ts";
import { requireTrusted } from "../../sdk/trust/requireTrusted.ts";
import { accountsOf, isPlaceholder } from "../electionFile/examine.ts";
import { whyTest } from "../electionFile/safety.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import { boardTermsOf, constitutionOf, contentOf, officesOf, rollSourceOf } from "../electionFile/toElection.ts";
import { requireEther } from "./balances.ts";
import { createOnce } from "./createOnce.ts";
import { blockOnChain, eventfulOf } from "./deployedBlocks.ts";
import { officesText, termsText } from "./deployedTerms.ts";
import { whileLocked } from "./deployLock.ts";
import {
  DEPLOYMENT_FORMAT,
  type DeployedBoard,
  type Deployment,
  readDeployment,
  writeDeployment,
} from "./deploymentFile.ts";
import {
  BoardDeadError,
  ContractGoneError,
  PlaceholderAccountError,
  requireSame,
  TooLateError,
  UnsafeElectionError,
} from "./deployRefusals.ts";
import { type DeployTarget, deployModule } from "./ignition.ts";
import { hasSent, journaledBlocks, journalFolder } from "./ignitionJournal.ts";
import { organizersGas } from "./plan.ts";
import { boardModule, sharedModule } from "./sharedModule.ts";

export type DeployRequest = {
  readonly file: ElectionFile;
  /** What makes the election unfit to bind anybody. */
  readonly dangers: readonly Text[];
  /** The organizer's account, connected. */
  readonly organizer: Wallet;
  readonly url: string;
  /** Folder of the deployment files. */
  readonly folder: string;
  /** By which the election must be known before it is created, if it is given (P15.7). */
  readonly trust?: AcceptedTrust;
  /** Called with what was done or found done. */
  say(what: "shared" | "registry" | "board" | "election", address: string): void;
};

/** How far a deployment is: its board's stage, and the election's address once it is created. */
export type DeployReport = {
  readonly deployment: Deployment;
  readonly board: string;
  readonly stage: BoardStage;
  readonly missing: readonly string[];
  readonly election?: string;
};

/**
 * Deploys what an election file needs and is not there yet: the shared contracts, the board, and, once its trustees
 * have made the key, the election. Run again at any time, also after a crash, it does only what is missing.
 * Throws `UnsafeElectionError` for one with dangers that is no test, without exception; `OrganizerPoorError` before anything
 * is written, and `DeployBusyError` while another program deploys the same.
 */
export async function deployElection(request: DeployRequest): Promise<DeployReport> {
  const { folder, file } = request;
  return whileLocked(folder, file.chain.deployment, () => deployMissing(request));
}

async function deployMissing(request: DeployRequest): Promise<DeployReport> {
  const { file, dangers, folder, organizer, url, say } = request;
  const provider = organizer.provider as Provider;
  const { id: chainId, deployment: name } = file.chain;
  for (const [path, account] of accountsOf(file)) {
    if (isPlaceholder(account)) throw new PlaceholderAccountError(path, account);
  }
  const known = knownAs(folder, name) ?? newDeployment(file, organizer.address);
  requireSame("The registry", officesText(known.offices), officesText(officesOf(file)));
  requireSame("The deployment", `chain ${known.chainId}`, `chain ${chainId}`);
  if (!file.test && dangers.length > 0) throw new UnsafeElectionError(file.id, dangers);
  const requirePayable = () =>
    requireEther(organizer.address, organizersGas(file, whyTest(file, dangers), deployment), provider);
  const target = { url, chainId, account: organizer, folder, name };

  let deployment = known;
  if (known.contracts.factory === undefined || known.boards[file.board.name] === undefined) await requirePayable();
  deployment = noted(folder, known, file);
  if (deployment.contracts.factory === undefined) {
    const contracts = await deployModule(sharedModule(officesOf(file)), target);
    deployment = saved(folder, await withBlocks({ ...deployment, contracts }, target));
  }
  const { factory = "", boardFactory = "", registry = "" } = deployment.contracts;
  await requireCode(provider, "factory", factory);
  say("shared", factory);
  say("registry", registry);

  const terms = boardTermsOf(file);
  const boardName = file.board.name;
  if (deployment.boards[boardName] === undefined) {
    if (terms.registerBy <= (await timeOf(provider))) throw new TooLateError("board.registerBy", file.board.registerBy);
    const module = boardModule(boardName, boardFactory, { ...terms, factory });
    const { board = "" } = await deployModule(module, target);
    const boards = { ...deployment.boards, [boardName]: { ...terms, trustees: [...terms.trustees], address: board } };
    deployment = saved(folder, await withBlocks({ ...deployment, boards }, target));
  }
  const board = deployment.boards[boardName] as DeployedBoard;
  requireSame(`Board ${boardName}`, termsText(board), termsText(terms));
  await requireCode(provider, "board", board.address);
  say("board", board.address);

  const state = await readBoard(board.address, provider);
  const report = { board: board.address, stage: state.stage, missing: state.missing };
  if (state.stage === "dead") throw new BoardDeadError(board.address, state.missing);
  if (state.stage !== "ready") return { ...report, deployment };

  const content = contentOf(file, whyTest(file, dangers));
  const rolls = rollSourceOf(file, deployment.contracts) as string;
  const constitution = constitutionOf(file, content, { rolls, board: board.address });
  const isCreated = deployment.elections[file.id]?.address !== undefined;
  if (!isCreated) await requirePayable();
  if (request.trust !== undefined && !isCreated) {
    const planned = { factory, creator: organizer.address, constitution };
    const block = await provider.getBlockNumber();
    const facts = await readPlannedFacts(planned, request.trust.latest, provider, block);
    requireTrusted(file.id, judgeElection(request.trust, facts));
  }
  deployment = await createOnce(deployment, { id: file.id, constitution, content, factory, organizer, folder });
  const election = deployment.elections[file.id]?.address as string;
  await requireCode(provider, "election", election);
  say("election", election);
  return { ...report, deployment, election };
}

function newDeployment(file: ElectionFile, organizer: string): Deployment {
  return {
    format: DEPLOYMENT_FORMAT,
    name: file.chain.deployment,
    chainId: file.chain.id,
    organizer,
    offices: officesOf(file),
    contracts: {},
    boards: {},
    elections: {},
    blocks: {},
  };
}

/** With the block of everything that was deployed, by the journal, or by the chain where that does not say it. */
async function withBlocks(deployment: Deployment, target: DeployTarget): Promise<Deployment> {
  const journaled = journaledBlocks(journalFolder(target));
  const blocks = { ...deployment.blocks };
  for (const address of eventfulOf(deployment)) {
    blocks[address] ??=
      journaled[address.toLowerCase()] ?? (await blockOnChain(address, target.account.provider as Provider));
  }
  return { ...deployment, blocks };
}

/**
 * What is known of a name. One under which nothing was ever sent is free: what was noted of it binds nobody, and
 * Ignition's journal of it goes.
 */
function knownAs(folder: string, name: string): Deployment | undefined {
  const known = readDeployment(folder, name);
  const journal = journalFolder({ folder, name });
  const isUsed = known !== undefined && [known.contracts, known.boards].some((made) => Object.keys(made).length > 0);
  if (isUsed || hasSent(journal)) return known;
  rmSync(journal, { recursive: true, force: true });
  return undefined;
}

/** Notes that the election is on its way. */
function noted(folder: string, deployment: Deployment, file: ElectionFile): Deployment {
  const earlier = deployment.elections[file.id];
  if (earlier?.address !== undefined) return deployment;
  const entry = { ...earlier, board: file.board.name };
  return saved(folder, { ...deployment, elections: { ...deployment.elections, [file.id]: entry } });
}

function saved(folder: string, deployment: Deployment): Deployment {
  writeDeployment(folder, deployment);
  return deployment;
}

async function requireCode(provider: Provider, what: string, address: string): Promise<void> {
  if ((await provider.getCode(address)) === "0x") throw new ContractGoneError(what, address);
}

async function timeOf(provider: Provider): Promise<number> {
  return (await provider.getBlock("latest"))?.timestamp ?? 0;
}
