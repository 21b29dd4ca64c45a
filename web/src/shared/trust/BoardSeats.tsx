import { useBoard } from "../elections/board.ts";
import { ShortAddress } from "../ui/ShortAddress.tsx";
import { SeatOf } from "./SeatOf.tsx";

/** A board by who sits on it. */
export function BoardSeats({ board }: { readonly board: string }) {
  const { data } = useBoard(board);
  if (data === undefined) return <ShortAddress address={board} />;
  return (
    <ul className="plain-list" title={board}>
      {data.trustees.map((account) => (
        <li key={account}>
          <SeatOf account={account} seat="trustee" />
        </li>
      ))}
    </ul>
  );
}
