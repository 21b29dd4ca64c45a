import { useQuery } from "@tanstack/react-query";
import { useSession } from "../session.tsx";

/** The trustees of an election's board, and how many of them are needed. */
export function useBoard(board: string) {
  const { config, chain } = useSession();
  return useQuery({
    queryKey: ["board", config.chainId, board.toLowerCase()],
    // A board is fixed once its election exists.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const provider = await chain();
      const { readBoard } = await import("../../../../sdk/chain/board.ts");
      const { trustees, threshold, stage, termEndsAt } = await readBoard(board, provider);
      return { trustees, threshold, stage, termEndsAt };
    },
  });
}
