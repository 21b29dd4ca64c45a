import { type Wallet, ZeroAddress } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { WrongChainError } from "../../sdk/chain/connectNode.ts";
import { read } from "../../sdk/chain/contracts.ts";
import { readConstitution, readCreation } from "../../sdk/chain/organizer.ts";
import { boardAt } from "../../sdk/chain/townContracts.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { type Content, contentHash, encodeContent, type Text } from "../../sdk/election/content.ts";
import { inBoth } from "../../sdk/election/contentText.ts";
import { testReasons } from "../../sdk/election/testLabel.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { readElectionContent } from "../../sdk/proposals/electionContent.ts";
import { hasDevelopmentKeys } from "../checkout/contributions.ts";
import { organizerAccount } from "../checkout/organizerKey.ts";
import { type ParsedFile, parseElectionFile } from "../electionFile/parseElectionFile.ts";
import { dangersOf, whyTest } from "../electionFile/safety.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import { boardTermsOf, constitutionOf, contentOf, officesOf, rollSourceOf } from "../electionFile/toElection.ts";
import { readText } from "../terminal/checkedFile.ts";
import { connectRpc, disconnect } from "../terminal/rpc.ts";
import type { LanguageOptions } from "../terminal/speaker.ts";
import { firstBlocksOf } from "./deployedBlocks.ts";
import { officesText, termsText } from "./deployedTerms.ts";
import { type Deployment, NotDeployedError, readDeployment } from "./deploymentFile.ts";
import { type FrozenDifference, frozenDifferences } from "./frozenDifferences.ts";

/** What every command of the clerk can be given. */
export type ClerkOptions = LanguageOptions & {
  readonly rpc?: string;
  readonly deployments: string;
  readonly keyFile?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  /** The election's address, where what was deployed is noted nowhere. */
  readonly election?: string;
};

/** An election file with what is known about it on this machine. */
export type Opened = ParsedFile & {
  readonly path: string;
  /** What makes it unfit to bind anybody. */
  readonly dangers: readonly Text[];
  readonly deployment: Deployment | undefined;
};

export class RpcMissingError extends HanpyoError {
  constructor() {
    super("RPC_MISSING", "It is not known where the chain is", "Give --rpc URL, or set HANPYO_RPC");
  }
}

/** Reads an election file. Throws `ElectionFileInvalidError` or `FileUnreadableError`. */
export function openFile(path: string, { deployments }: Pick<ClerkOptions, "deployments">): Opened {
  const parsed = parseElectionFile(readText(path), path);
  const { file } = parsed;
  return {
    ...parsed,
    path,
    dangers: dangersOf(file, hasDevelopmentKeys()),
    deployment: readDeployment(deployments, file.chain.deployment),
  };
}

/** Runs `work` with a connection to the chain that the file names. Throws `RpcUnreachableError`, `WrongChainError`. */
export async function withChain<T>(
  { rpc = process.env.HANPYO_RPC, deployments }: Pick<ClerkOptions, "rpc" | "deployments">,
  file: ElectionFile,
  work: (rpc: Rpc & { readonly url: string }) => Promise<T>,
): Promise<T> {
  if (rpc === undefined) throw new RpcMissingError();
  const deployed = readDeployment(deployments, file.chain.deployment);
  const rpcs = [await connectRpc(rpc, deployed === undefined ? {} : { firstBlocks: firstBlocksOf(deployed) })] as const;
  try {
    const [connected] = rpcs;
    const wanted = BigInt(file.chain.id);
    if (connected.chainId !== wanted) throw new WrongChainError(connected.name, connected.chainId, wanted);
    return await work({ ...connected, url: rpc });
  } finally {
    disconnect(rpcs);
  }
}

export async function connectedAccount({ keyFile }: Pick<ClerkOptions, "keyFile">, rpc: Rpc): Promise<Wallet> {
  return (await organizerAccount(keyFile)).connect(rpc.provider);
}

/** Why the file's election will be only a test; empty for one that counts. */
export function testReasonsOf({ file, dangers }: Pick<Opened, "file" | "dangers">): readonly Text[] {
  return saidReasons({ isTest: file.test }, contentOf(file, whyTest(file, dangers)));
}

/** Address of the file's election. Throws `NotDeployedError`. */
export function electionAddress({ file, deployment }: Pick<Opened, "file" | "deployment">): string {
  const address = deployment?.elections[file.id]?.address;
  if (address === undefined) throw new NotDeployedError(`Election ${file.id}`, file.chain.deployment);
  return address;
}

/** Why an election is only a test, and every rule and text that the file has otherwise than was frozen. */
export type FrozenLabel = { readonly reasons: readonly Text[]; readonly differences: readonly FrozenDifference[] };

/** What a file says otherwise than a frozen constitution and the terms of what it stands on. */
export function differencesOf(
  { file, dangers, deployment }: Pick<Opened, "file" | "dangers" | "deployment">,
  frozen: Constitution,
): readonly FrozenDifference[] {
  const known = deployment?.boards[file.board.name];
  const rolls = rollSourceOf(file, deployment?.contracts ?? {}) ?? ZeroAddress;
  const content = contentOf(file, whyTest(file, dangers));
  const own = constitutionOf(file, content, { rolls, board: known?.address ?? ZeroAddress });
  const terms: readonly FrozenDifference[] = [
    ...(known === undefined ? [] : [{ field: "board", file: termsText(boardTermsOf(file)), frozen: termsText(known) }]),
    ...(deployment === undefined
      ? []
      : [{ field: "offices", file: officesText(officesOf(file)), frozen: officesText(deployment.offices) }]),
  ];
  return [...frozenDifferences(own, frozen), ...terms.filter((one) => one.file !== one.frozen)];
}

/**
 * What an election says of its being a test: its constitution whether, its frozen content why. The file's content is
 * believed where it has the frozen hash; only otherwise the creation event is looked for, through all of the chain's
 * blocks.
 */
export async function frozenLabel(opened: Opened, election: string, { provider }: Rpc): Promise<FrozenLabel> {
  const { file, dangers } = opened;
  const constitution = await readConstitution(election, provider);
  const { board, contentHash: frozen, isTest } = constitution;
  const differences = differencesOf(opened, constitution);
  const own = contentOf(file, whyTest(file, dangers));
  if (contentHash(encodeContent(own)) === frozen) return { reasons: saidReasons({ isTest }, own), differences };
  const factory = await read<string>(boardAt(board, provider), "factory");
  const { content } = await readCreation(factory, election, provider);
  return { reasons: saidReasons({ isTest }, readElectionContent(content)), differences };
}

/** Why an election is only a test, as the commands say it. */
function saidReasons(constitution: Pick<Constitution, "isTest">, content: Content): readonly Text[] {
  return testReasons(constitution, content).map((reason) => inBoth(reason, content));
}
