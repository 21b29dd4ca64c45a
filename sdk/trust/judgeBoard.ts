import type { ElectionFacts } from "./electionFacts.ts";
import { type BoardLine, isSame } from "./line.ts";
import { seatReason } from "./seatValidity.ts";
import type { Stated, View } from "./statement.ts";

/** P15.7: each trustee's line of the board, all over the same seats, and its seat. */
export function boardStatements({ lines, byHash }: View, { board, election }: ElectionFacts): readonly Stated[] {
  const fitting = lines.filter((line): line is BoardLine => line.kind === "board" && isBoardAsFound(line, board));
  const seats = seatsOfAll(fitting, board.trustees);
  if (board.trustees.length === 0) {
    return [{ statement: "boardLine", address: board.address, reason: "it does not say who its trustees are" }];
  }
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
