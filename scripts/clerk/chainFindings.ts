import type { Provider } from "ethers";
import type { Rpc } from "../../sdk/chain/agreement.ts";
import { readBoard } from "../../sdk/chain/board.ts";
import { read } from "../../sdk/chain/contracts.ts";
import { pendingSnapshot } from "../../sdk/chain/pendingSnapshot.ts";
import { registryAt } from "../../sdk/chain/townContracts.ts";
import { FLOORS } from "../../sdk/election/constitutionRules.ts";
import { error, type Finding, type Found, warning } from "../electionFile/finding.ts";
import type { ElectionFile } from "../electionFile/schema.ts";
import { boardTermsOf, rollSourceOf, secondsOf } from "../electionFile/toElection.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import type { Opened } from "./session.ts";

/** What only the chain can say about an election file: whether its contracts stand, its board's key, its roll. */
export async function chainFindings(
  { file, deployment, lineOf }: Opened,
  { provider }: Rpc,
): Promise<readonly Finding[]> {
  const found: Found[] = [];
  const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const { factory } = deployment?.contracts ?? {};
  const rolls = rollSourceOf(file, deployment?.contracts ?? {});
  if (rolls === undefined || factory === undefined) {
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
    registryAt(rolls, provider),
    "checkpointAt",
    file.roll.id,
    now - 1,
  );
  const isPublished = file.roll.source === "published";
  if (isPublished && secondsOf(file.schedule.censusTime) > now)
    found.push(...(await snapshotFindings(file, rolls, provider)));
  if (activeMembers < BigInt(file.roll.minimumCensus)) {
    const values = { active: activeMembers, roll: file.roll.id, least: file.roll.minimumCensus };
    found.push(warning("roll", "rollTooSmall", values));
  } else if (activeMembers < BigInt(FLOORS.minimumCensus)) {
    found.push(warning("roll", "rollSmall", { active: activeMembers }));
  }
  return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
}

/** What a published roll's pending snapshot means for the census, which is still to come. */
async function snapshotFindings(
  { roll, schedule }: ElectionFile,
  rolls: string,
  provider: Provider,
): Promise<readonly Found[]> {
  const pending = await pendingSnapshot(rolls, BigInt(roll.id), provider);
  if (pending === undefined) return [];
  const { sequence, activeMembers: active, finalAt } = pending;
  const key = finalAt > secondsOf(schedule.censusTime) ? "snapshotLate" : "snapshotPending";
  return [warning("roll", key, { sequence, active, time: koreanTime(finalAt) })];
}
