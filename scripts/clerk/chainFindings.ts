import { readBoard } from "../../sdk/chain/board.ts";
import { read, registryAt } from "../../sdk/chain/contracts.ts";
import { error, type Finding, type Found, warning } from "../electionFile/finding.ts";
import { LEAST_CENSUS } from "../electionFile/safety.ts";
import { boardTermsOf } from "../electionFile/toElection.ts";
import type { Rpc } from "../rpc.ts";
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
    found.push(
      warning("chain.deployment", "nothing is deployed under this name yet", "Run `hanpyo plan`, then `deploy`"),
    );
    return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
  }
  if ((await provider.getCode(factory)) === "0x") {
    const cause = `the chain knows no factory at ${factory}`;
    found.push(error("chain.deployment", cause, "Check --rpc; for a chain started anew give another name"));
    return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
  }
  const known = deployment?.boards[file.board.name];
  if (known === undefined) {
    if (boardTermsOf(file).registerBy <= now) {
      found.push(error("board.registerBy", "it lies in the past, and there is no board yet", "Move the dates"));
    }
  } else {
    const board = await readBoard(known.address, provider);
    if (board.stage === "dead") {
      const cause = `the board missed its deadline: ${board.missing.join(", ")} did not act`;
      found.push(error("board.name", cause, "Give another name and later dates; `deploy` makes another board"));
    } else if (board.stage !== "ready") {
      const cause = `the board is ${board.stage}: ${board.missing.join(", ")} must act`;
      found.push(warning("board", cause, `Ask for \`hanpyo trustee deal --board ${known.address}\``));
    }
  }
  const { activeMembers } = await read<{ activeMembers: bigint }>(
    registryAt(registry, provider),
    "checkpointAt",
    file.roll.id,
    now - 1,
  );
  if (activeMembers < BigInt(file.roll.minimumCensus)) {
    const cause = `${activeMembers} residents are on roll ${file.roll.id}, ${file.roll.minimumCensus} are needed`;
    found.push(warning("roll", cause, "Enrol more before censusTime; below the minimum the election is void"));
  } else if (activeMembers < BigInt(LEAST_CENSUS)) {
    found.push(warning("roll", `only ${activeMembers} residents are on the roll`, "Small votes reveal ballots"));
  }
  return found.map((finding) => ({ ...finding, line: lineOf(finding.path) }));
}
