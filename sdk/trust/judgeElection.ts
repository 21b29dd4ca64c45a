import { ZeroAddress } from "ethers";
import type { AcceptedTrust } from "./acceptManifest.ts";
import type { ElectionFacts } from "./electionFacts.ts";
import { boardStatements } from "./judgeBoard.ts";
import {
  cloneReason,
  codeStatements,
  conversionsReason,
  factoryReason,
  madeReason,
  rollsReason,
  templateReason,
} from "./judgeCode.ts";
import { registryStatements } from "./judgeOffices.ts";
import { lineHash } from "./line.ts";
import type { Manifest } from "./manifest.ts";
import { organizerOf } from "./names.ts";
import { type Finding, type Standing, type Stated, type View, weakest } from "./statement.ts";

/** What is known of who stands behind an election. */
export type Judgement = {
  /** That of the weakest finding. */
  readonly standing: Standing;
  readonly findings: readonly Finding[];
  /**
   * The block from which on the election's factory is withdrawn, where that does not refuse the election: it is older,
   * or the gazette does not have it yet.
   */
  readonly withdrawnLater: number | undefined;
};

/** Judges an election by its chain's facts; nothing here depends on the present time (P15.7). */
export function judgeElection(trust: AcceptedTrust, facts: ElectionFacts): Judgement {
  const { file, anchored, latest } = trust;
  // A withdrawal counts once the gazette has it: else whoever holds the organizer's key could shut open booths.
  const withdrawn = withdrawals(file.manifests.slice(0, anchored.serial));
  const hashed = file.lines.map((line) => [lineHash(line), line] as const);
  const viewOf = (manifest: Manifest): View => {
    const listed = new Set(manifest.lines);
    const byHash = new Map(hashed.filter(([hash]) => listed.has(hash)));
    return { manifest, lines: [...byHash.values()], byHash, withdrawn };
  };
  const byAnchor = statementsOf(viewOf(anchored), facts);
  const byLatest = statementsOf(viewOf(latest), facts);
  const used = codeInUse(facts);
  const covered = new Set(anchored.code.map(({ at }) => at.toLowerCase()));
  // Of what only a later manifest lists, the code that this election runs alone can matter to it.
  const further = latest.code.map(({ at }) => at.toLowerCase()).filter((at) => used.has(at) && !covered.has(at));
  const isFurther = ({ address }: Stated) => further.includes(address.toLowerCase());
  const code = [...codeStatements(anchored, facts), ...codeStatements(latest, facts).filter(isFurther)];
  const findings = [
    ...code.map((stated) => standingOf(stated, stated)),
    // Both views state the same of the same facts, in the same order.
    ...byLatest.map((stated, index) => standingOf(byAnchor[index] as Stated, stated)),
  ];
  const isRefused = findings.some(({ statement, standing }) => statement === "withdrawn" && standing === "unknown");
  return {
    standing: weakest(findings.map(({ standing }) => standing)),
    findings,
    withdrawnLater: isRefused ? undefined : withdrawals(file.manifests).get(facts.election.factory.toLowerCase()),
  };
}

/** The first block from which on each factory is withdrawn, by any of some manifests. */
function withdrawals(manifests: readonly Manifest[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { factory, withdrawnFrom } of manifests.flatMap(({ factories }) => factories)) {
    const earlier = found.get(factory.toLowerCase());
    if (withdrawnFrom !== 0) found.set(factory.toLowerCase(), Math.min(withdrawnFrom, earlier ?? withdrawnFrom));
  }
  return found;
}

/** A statement's standing by what it comes to under the anchored manifest and under the last one. */
function standingOf(anchored: Stated, latest: Stated): Finding {
  if (anchored.reason === "") return { ...anchored, standing: "known" };
  return { ...latest, standing: latest.reason === "" ? "not yet in the gazette" : "unknown" };
}

/** Addresses of the code that an election runs, in lower case. */
function codeInUse({ election, board, rolls }: ElectionFacts): ReadonlySet<string> {
  const made = [election, board, rolls, rolls.registry].flatMap(({ implementation, maker }) => [implementation, maker]);
  const known = [election.factory, ...made].filter((address) => address !== undefined);
  return new Set(known.map((address) => address.toLowerCase()));
}

/** Of an election that came of a proposal alone: who converted it, and who wrote the terms of all that came before. */
function proposalStatements(manifest: Manifest, election: ElectionFacts["election"]): readonly Stated[] {
  const { creator, proposal } = election;
  if (proposal === undefined) return [];
  return [
    { statement: "conversions", address: creator, reason: conversionsReason(manifest, creator) },
    { statement: "template", address: organizerOf(election), reason: templateReason(manifest, proposal) },
  ];
}

function statementsOf(view: View, facts: ElectionFacts): readonly Stated[] {
  const { election, board, rolls } = facts;
  const { manifest, withdrawn } = view;
  const chain = manifest.chainId === facts.chainId ? "" : `the node is on chain ${facts.chainId}`;
  const from = withdrawn.get(election.factory.toLowerCase());
  const isWithdrawn = from !== undefined && election.createdIn >= from;
  return [
    { statement: "chain", address: ZeroAddress, reason: chain },
    { statement: "factory", address: election.factory, reason: factoryReason(manifest, facts) },
    {
      statement: "withdrawn",
      address: election.factory,
      reason: isWithdrawn
        ? `withdrawn from block ${from} on; the election was created in block ${election.createdIn}`
        : "",
    },
    { statement: "election", address: election.address, reason: cloneReason(manifest, election, ["Election"]) },
    ...proposalStatements(manifest, election),
    { statement: "board", address: board.address, reason: madeReason(manifest, board, "board", ["TrusteeBoard"]) },
    ...boardStatements(view, facts),
    { statement: "rolls", address: rolls.address, reason: rollsReason(manifest, facts) },
    ...registryStatements(view, facts),
  ];
}
