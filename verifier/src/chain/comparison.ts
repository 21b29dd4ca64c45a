import type { Skeleton } from "../record/recordShape.ts";
import type { Ledger } from "../report/ledger.ts";
import { difference } from "./difference.ts";
import type { Ask } from "./rpc.ts";

/** The check that all comparisons are one of. */
export const EQUALS = "P11 record equals the chain";

/** What a comparison is given. */
export interface Comparison {
  readonly ask: Ask;
  readonly record: Skeleton;
  readonly ledger: Ledger;
  readonly timeOf: (block: number) => Promise<number>;
  readonly from: number;
  readonly latest: number;
}

/** Compares one field; what differs first is told by its path. */
export const same = ({ ledger }: Comparison, name: string, inFile: unknown, onChain: unknown): void => {
  const where = difference(inFile, onChain, name);
  ledger.check(EQUALS, where === undefined, () => `${where} is another on the chain`);
};

/** Compares one list of the file with what the chain has, element by element. */
export const lockstep = <T>(at: Comparison, name: string, inFile: AsyncGenerator<T>) => {
  let index = 0;
  return {
    next: async (onChain: unknown, shown: (element: T) => unknown = (element) => element): Promise<void> => {
      const { value, done } = await inFile.next();
      same(at, `${name}.${index++}`, done ? undefined : shown(value), onChain);
    },
    end: async (): Promise<void> => {
      const { done } = await inFile.next();
      at.ledger.check(EQUALS, done === true, () => `the file has more of ${name} than the chain`);
      await inFile.return(undefined);
    },
  };
};
