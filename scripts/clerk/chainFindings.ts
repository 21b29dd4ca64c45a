import { formatEther, type Provider } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { type BoardState, readBoard } from "../../sdk/chain/board.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import { error, type Finding, type Found, warning } from "../electionFile/finding.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import { ballotSizeOf, boardTermsOf, officesOf, rollSourceOf } from "../electionFile/toElection.ts";
import { etherNeeded } from "./balances.ts";
import { censusFindings } from "./censusFindings.ts";
import { officesText, termsText } from "./deployedTerms.ts";
import type { Deployment } from "./deploymentFile.ts";
import { gasFigures } from "./gasFigures.ts";
import { differencesOf, type Opened } from "./session.ts";
import { termsInKorean } from "./termsInKorean.ts";

/**
 * What only the chain can say about an election file: whether its contracts stand and are the file's, its board's key,
 * its census. What can never open or decide is an error (P3.6).
 */
export async function chainFindings(opened: Opened, rpc: Rpc): Promise<readonly Finding[]> {
  const found = await foundOn(opened, rpc);
  return found.map((finding) => ({ ...finding, line: opened.lineOf(finding.path) }));
}

async function foundOn(opened: Opened, { provider }: Rpc): Promise<readonly Found[]> {
  const { file, deployment } = opened;
  const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const { factory } = deployment?.contracts ?? {};
  const rolls = rollSourceOf(file, deployment?.contracts ?? {});
  if (deployment === undefined || rolls === undefined || factory === undefined) {
    return [warning("chain.deployment", "notDeployed")];
  }
  const absent = await absentContracts(opened, provider);
  if (absent.length > 0) return absent;
  return [
    ...termFindings(file, deployment),
    ...(await boardFindings(file, deployment, now, provider)),
    ...(await censusFindings(file, rolls, now, provider)),
    ...(await frozenFindings(opened, provider)),
  ];
}

/**
 * That what is noted as deployed is not on this chain: another chain, or one that was started anew. Costs and dates that
 * are told all the same would be those of a deployment that is not there.
 */
export async function absentFindings(opened: Opened, { provider }: Rpc): Promise<readonly Finding[]> {
  const found = await absentContracts(opened, provider);
  return found.map((finding) => ({ ...finding, line: opened.lineOf(finding.path) }));
}

async function absentContracts({ file, deployment }: Opened, provider: Provider): Promise<readonly Found[]> {
  const noted = [
    ["factory", deployment?.contracts.factory],
    ["rolls", rollSourceOf(file, deployment?.contracts ?? {})],
    ["board", deployment?.boards[file.board.name]?.address],
    ["election", deployment?.elections[file.id]?.address],
  ] as const;
  for (const [name, address] of noted) {
    if (address === undefined || (await provider.getCode(address)) !== "0x") continue;
    const korean = { factory: "팩토리", rolls: "명부", board: "참관단", election: "투표" }[name];
    return [error("chain.deployment", "noContract", { name, address }, { name: korean, address })];
  }
  return [];
}

/** Deployed terms are frozen: a file with others is refused by `deploy`, so it is said before. */
function termFindings(file: ElectionFile, { offices, boards }: Deployment): readonly Found[] {
  const [deployed, wanted] = [officesText(offices), officesText(officesOf(file))];
  const board = boards[file.board.name];
  const terms = board && termsText(board);
  const wantedTerms = termsText(boardTermsOf(file));
  return [
    ...(deployed === wanted ? [] : [otherTerms("offices", deployed, wanted)]),
    ...(terms === undefined || terms === wantedTerms ? [] : [otherTerms("board", terms, wantedTerms)]),
  ];
}

function otherTerms(path: "offices" | "board", deployed: string, wanted: string): Found {
  const korean = { deployed: termsInKorean(deployed), wanted: termsInKorean(wanted) };
  return error(path, "deployedOtherwise", { deployed, wanted }, korean);
}

async function boardFindings(
  file: ElectionFile,
  { boards }: Deployment,
  now: number,
  provider: Provider,
): Promise<readonly Found[]> {
  const known = boards[file.board.name];
  if (known === undefined) {
    return boardTermsOf(file).registerBy <= now ? [error("board.registerBy", "noBoardInTime")] : [];
  }
  const board = await readBoard(known.address, provider);
  const missing = board.missing.map((account) => nameOf(file, account));
  const en = { missing: missing.map(({ en: name }) => name).join(", "), stage: board.stage, board: known.address };
  const ko = { ...en, missing: missing.map(({ ko: name }) => name).join(", ") };
  if (board.stage === "dead") return [error("board.name", "boardDead", en, ko)];
  if (board.stage === "ready") return [];
  return [
    { ...error("board", "boardNotReady", en, ko), level: "warning" },
    ...(await poorTrustees(file, board, provider)),
  ];
}

/** Trustees pay for their rounds themselves; without ether they miss the date. */
async function poorTrustees(file: ElectionFile, board: BoardState, provider: Provider): Promise<readonly Found[]> {
  const { threshold } = board;
  const size = { ballotSize: ballotSizeOf(file), options: 0, trustees: board.trustees.length, threshold };
  const gas = (board.stage === "registering" ? gasFigures.register : 0) + gasFigures.deal(size);
  const needed = await etherNeeded(gas, provider);
  const found: Found[] = [];
  for (const account of board.missing) {
    if ((await provider.getBalance(account)) >= needed) continue;
    const values = { account, needed: formatEther(needed) };
    const { en, ko } = nameOf(file, account);
    found.push({
      ...error("board", "trusteePoor", { ...values, name: en }, { ...values, name: ko }),
      level: "warning",
    });
  }
  return found;
}

/** What was created from the file, or from another. */
async function frozenFindings(opened: Opened, provider: Provider): Promise<readonly Found[]> {
  const address = opened.deployment?.elections[opened.file.id]?.address;
  if (address === undefined) return [];
  const differences = differencesOf(opened, await readConstitution(address, provider));
  return differences.map(({ field, file, frozen }) => {
    const korean = { field, file: termsInKorean(file), frozen: termsInKorean(frozen), address };
    return error("id", "frozenOtherwise", { field, file, frozen, address }, korean);
  });
}

/** A trustee's name in the file, by the account. */
export function nameOf(file: ElectionFile, account: string): { readonly ko: string; readonly en: string } {
  const trustee = file.board.trustees.find((entry) => entry.account.toLowerCase() === account.toLowerCase());
  return trustee?.name ?? { ko: account, en: account };
}
