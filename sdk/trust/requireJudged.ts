import type { Point } from "../crypto/babyjubjub.ts";
import type { Constitution } from "../election/constitution.ts";
import { HanpyoError, told } from "../errors.ts";
import type { ElectionFacts } from "./electionFacts.ts";
import { isSame } from "./line.ts";

/** An election as a device is about to use it. */
export type ElectionInUse = {
  readonly election: string;
  readonly constitutionHash: string;
  readonly constitution: Pick<Constitution, "board" | "rolls">;
  readonly electionKey: Pick<Point, "x" | "y">;
};

/** A node that shows one election to whoever judges it, and another to whoever votes. */
export class ElectionNotAsJudgedError extends HanpyoError {
  constructor(election: string, what: string, judged: string, found: string) {
    super(
      "ELECTION_NOT_AS_JUDGED",
      told`The ${{ what }} of election ${{ election }} was ${{ expected: judged }} when it was judged, and is now shown as ${{ found }}`,
      "Do not vote by this page and node; tell the municipality and everybody who compares",
    );
  }
}

/** Throws `ElectionNotAsJudgedError` unless an election has the key, board, rolls and constitution that were judged. */
export function requireJudged(inUse: ElectionInUse, { election, board, rolls }: ElectionFacts): void {
  const { x, y } = inUse.electionKey;
  const { constitution } = inUse;
  for (const [what, judged, found] of [
    ["address", election.address, inUse.election],
    ["constitution", election.constitutionHash ?? "none", inUse.constitutionHash],
    ["board", board.address, constitution.board],
    ["roll", rolls.address, constitution.rolls],
    ["key", `${board.electionKey.x}, ${board.electionKey.y}`, `${x}, ${y}`],
  ] as const) {
    if (!isSame(judged, found)) throw new ElectionNotAsJudgedError(inUse.election, what, judged, found);
  }
}
