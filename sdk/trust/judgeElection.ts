import { ZeroAddress } from "ethers";
import type { AcceptedTrust } from "./acceptManifest.ts";
import type { ElectionFacts, Made } from "./electionFacts.ts";
import { type BoardLine, isSame, type Line, lineHash, type RegistryLine, type Role, type SeatLine } from "./line.ts";
import type { Manifest } from "./manifest.ts";

/** Whether a statement holds by the anchored manifest, by the last one alone, or not at all (P15.7). */
export type Standing = "known" | "not yet in the gazette" | "unknown";

/** What is stated; each has its words in the languages of those who show it. */
export const STATEMENTS = [
  "chain",
  "code",
  "factory",
  "withdrawn",
  "election",
  "board",
  "boardLine",
  "trusteeSeat",
  "rolls",
  "registry",
  "officeSeat",
  "registryLine",
  "recoverySeat",
] as const;
export type Statement = (typeof STATEMENTS)[number];

/** One statement of one account or contract, and whether it holds. */
export type Finding = {
  readonly statement: Statement;
  readonly address: string;
  readonly standing: Standing;
  /** Why it does not hold; empty for one that does. */
  readonly reason: string;
};

/** What is known of who stands behind an election. */
export type Judgement = {
  /** That of the weakest finding. */
  readonly standing: Standing;
  readonly findings: readonly Finding[];
  /** The block from which on the election's factory is withdrawn; the election is older, and finishes. */
  readonly withdrawnLater: number | undefined;
};

type Stated = Pick<Finding, "statement" | "address" | "reason">;

/** What one manifest says, ready to be asked. */
type View = {
  readonly manifest: Manifest;
  readonly lines: readonly Line[];
  readonly byHash: ReadonlyMap<string, Line>;
  readonly withdrawn: ReadonlyMap<string, number>;
};

/** Judges an election by its chain's facts; nothing here depends on the present time (P15.7). */
export function judgeElection(trust: AcceptedTrust, facts: ElectionFacts): Judgement {
  const { file, anchored, latest } = trust;
  const withdrawn = withdrawals(file.manifests);
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
  const from = withdrawn.get(facts.election.factory.toLowerCase());
  return {
    standing: weakest(findings.map(({ standing }) => standing)),
    findings,
    withdrawnLater: from !== undefined && facts.election.createdIn < from ? from : undefined,
  };
}

/** The weakest of several standings. */
export function weakest(standings: readonly Standing[]): Standing {
  if (standings.includes("unknown")) return "unknown";
  return standings.includes("not yet in the gazette") ? "not yet in the gazette" : "known";
}

/** The first block from which on each factory is withdrawn, by any manifest. */
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
    { statement: "board", address: board.address, reason: madeReason(manifest, board, "board", ["TrusteeBoard"]) },
    ...boardStatements(view, facts),
    { statement: "rolls", address: rolls.address, reason: rollsReason(manifest, facts) },
    ...registryStatements(view, facts),
  ];
}

function codeStatements({ code }: Manifest, { codeHashes }: ElectionFacts): readonly Stated[] {
  return code.map(({ name, at, codeHash }) => {
    const found = codeHashes[at.toLowerCase()];
    return {
      statement: "code",
      address: at,
      reason: found === codeHash ? "" : `${name} has code ${found ?? "that was not read"}, not ${codeHash}`,
    };
  });
}

function factoryReason({ factories, code }: Manifest, { election }: ElectionFacts): string {
  const listed = factories.some(({ kind, factory }) => kind === "election" && isSame(factory, election.factory));
  if (!listed) return "no factory of elections of the manifest";
  if (!code.some(({ at }) => isSame(at, election.factory))) return "the manifest has no code hash of it";
  return election.maker !== undefined && isSame(election.maker, election.factory) ? "" : "it did not make the election";
}

/** Whether a clone runs code that the manifest names so. */
function cloneReason({ code }: Manifest, { implementation }: Made, names: readonly string[]): string {
  if (implementation === undefined) return "its code is no clone";
  const named = code.find(({ at }) => isSame(at, implementation));
  return named !== undefined && names.includes(named.name) ? "" : `it runs code at ${implementation}`;
}

function madeReason(manifest: Manifest, made: Made, wanted: "board" | "roll", names: readonly string[]): string {
  const { maker } = made;
  const isMade =
    maker !== undefined &&
    manifest.factories.some(({ kind, factory }) => kind === wanted && isSame(factory, maker)) &&
    manifest.code.some(({ at }) => isSame(at, maker));
  return isMade ? cloneReason(manifest, made, names) : `no ${wanted} factory of the manifest made it`;
}

function rollsReason(manifest: Manifest, { rolls }: ElectionFacts): string {
  const { registry } = rolls;
  const listed = manifest.rolls.some(
    (own) => isSame(own.rolls, rolls.address) && isSame(own.registry, registry.address),
  );
  if (!listed) return "the manifest does not name these rolls";
  return (
    madeReason(manifest, rolls, "roll", ["ResidentRegistry", "PublishedRolls"]) ||
    madeReason(manifest, registry, "roll", ["ResidentRegistry"])
  );
}

/** P15.7: each trustee's line of the board, all over the same seats, and its seat. */
function boardStatements({ lines, byHash }: View, { board, election }: ElectionFacts): readonly Stated[] {
  const fitting = lines.filter((line): line is BoardLine => line.kind === "board" && isBoardAsFound(line, board));
  const seats = seatsOfAll(fitting, board.trustees);
  return board.trustees.flatMap((trustee, index): readonly Stated[] => {
    const named = byHash.get(seats?.[index] ?? "");
    const isSeated = named?.kind === "seat" && named.role === "trustee" && isSame(named.account, trustee);
    const hasLine = fitting.some(({ account }) => isSame(account, trustee));
    const reason = !hasLine
      ? "no line of this trustee over the board as it is"
      : seats === undefined
        ? "the trustees do not all name the same seats"
        : isSeated
          ? ""
          : "the seat that the board's lines name is not this trustee's";
    return [
      { statement: "boardLine", address: trustee, reason },
      {
        statement: "trusteeSeat",
        address: trustee,
        reason: seatReason(lines, "trustee", trustee, election.createdAt, election.sharesDueAt),
      },
    ];
  });
}

/** The seats that lines of all trustees name alike; undefined if there are none. */
function seatsOfAll(lines: readonly BoardLine[], trustees: readonly string[]): readonly string[] | undefined {
  const alike = lines.find(
    ({ seats }) =>
      seats.length === trustees.length &&
      trustees.every((trustee) =>
        lines.some((other) => isSame(other.account, trustee) && other.seats.join() === seats.join()),
      ),
  );
  return alike?.seats;
}

function isBoardAsFound(line: BoardLine, board: ElectionFacts["board"]): boolean {
  const { x, y } = board.electionKey;
  return (
    isSame(line.board, board.address) &&
    line.threshold === board.threshold &&
    line.trustees === board.trustees.length &&
    line.electionKey.x === x &&
    line.electionKey.y === y
  );
}

/** P15.7: every holder of an office since the registry's creation, and the recovery body. */
function registryStatements({ lines }: View, { rolls, election }: ElectionFacts): readonly Stated[] {
  const { registry } = rolls;
  const offices = registry.holders.flatMap(({ role, account, from, until }): readonly Stated[] => [
    {
      statement: "officeSeat",
      address: account,
      reason: seatReason(lines, role, account, from, until ?? election.sharesDueAt),
    },
    { statement: "registryLine", address: account, reason: registryLineReason(lines, role, account, registry) },
  ]);
  const { recoveryBody } = registry;
  const none = registry.holders.length === 0;
  const reason = none ? "no office that ever held it is known" : "";
  const first: readonly Stated[] = [{ statement: "registry", address: registry.address, reason }];
  if (isSame(recoveryBody, ZeroAddress)) return [...first, ...offices];
  const { createdAt, sharesDueAt } = election;
  return [
    ...first,
    ...offices,
    {
      statement: "recoverySeat",
      address: recoveryBody,
      reason:
        seatReason(lines, "recovery", recoveryBody, createdAt, sharesDueAt) ||
        registryLineReason(lines, "recovery", recoveryBody, registry),
    },
  ];
}

function registryLineReason(
  lines: readonly Line[],
  role: Role,
  account: string,
  registry: ElectionFacts["rolls"]["registry"],
): string {
  const own = lines.filter(
    (line): line is RegistryLine =>
      line.kind === "registry" &&
      line.role === role &&
      isSame(line.account, account) &&
      isSame(line.registry, registry.address),
  );
  const fits = own.some(
    ({ rotationDelay, recoveryBody }) =>
      rotationDelay === registry.rotationDelay && isSame(recoveryBody, registry.recoveryBody),
  );
  return fits ? "" : own.length === 0 ? "no line of this account over the registry" : "its line is of other terms";
}

/** Whether seat lines of an account in a role cover a time, both ends included; one may take on from another. */
function seatReason(lines: readonly Line[], role: Role, account: string, from: number, until: number): string {
  const own = lines.filter(
    (line): line is SeatLine => line.kind === "seat" && line.role === role && isSame(line.account, account),
  );
  if (own.length === 0) return `no seat line of a ${role}`;
  let covered = from - 1;
  for (const { validFrom, validUntil } of own.toSorted((a, b) => a.validFrom - b.validFrom)) {
    if (validFrom <= covered + 1) covered = Math.max(covered, validUntil);
  }
  return covered >= until ? "" : `its seat is not valid from ${iso(from)} to ${iso(until)}`;
}

function iso(seconds: number): string {
  return new Date(1000 * seconds).toISOString();
}
