import type { Rpc } from "../../sdk/chain/agreement.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { read, registryAt } from "../../sdk/chain/contracts.ts";
import { error, type Finding, type Found, warning } from "../electionFile/finding.ts";
import { LEAST_CENSUS } from "../electionFile/safety.ts";
import { boardTermsOf } from "../electionFile/toElection.ts";
import type { Opened } from "./session.ts";

/** What only the chain can say about an election file: whether its contracts stand, its board's key, its roll. */
export async function chainFindings(
  { file, deployment, lineOf }: Opened,
  { provider }: Rpc,
): Promise<readonly Finding[]> {
  const found: Found[] = [];
  const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const { registry, factory } = deployment?.contracts ?? {};
  if (registry === undefined || factory === undefined) {
    found.push(warning("chain.deployment", "notDeployed"));
    return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
  }
  if ((await provider.getCode(factory)) === "0x") {
    found.push(error("chain.deployment", "noFactory", { factory }));
    return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
  }
  const known = deployment?.boards[file.board.name];
  if (known === undefined) {
    if (boardTermsOf(file).registerBy <= now) {
      found.push(error("board.registerBy", "noBoardInTime"));
    }
  } else {
    const board = await readBoard(known.address, provider);
    const missing = board.missing.join(", ");
    if (board.stage === "dead") {
      found.push(error("board.name", "boardDead", { missing }));
    } else if (board.stage !== "ready") {
      found.push(warning("board", "boardNotReady", { stage: board.stage, missing, board: known.address }));
    }
  }
  const { activeMembers } = await read<{ activeMembers: bigint }>(
    registryAt(registry, provider),
    "checkpointAt",
    file.roll.id,
    now - 1,
  );
  if (activeMembers < BigInt(file.roll.minimumCensus)) {
    const values = { active: activeMembers, roll: file.roll.id, least: file.roll.minimumCensus };
    found.push(warning("roll", "rollTooSmall", values));
  } else if (activeMembers < BigInt(LEAST_CENSUS)) {
    found.push(warning("roll", "rollSmall", { active: activeMembers }));
  }
  return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
}
