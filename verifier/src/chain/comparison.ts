import { difference } from "../record/difference.ts";
import type { Skeleton } from "../record/recordShape.ts";
import type { CheckName } from "../report/checkNames.ts";
import type { Ledger } from "../report/ledger.ts";
import type { Ask } from "./rpc.ts";

/** Where it is noted whether fields are the chain's. */
export interface Equality {
  readonly ledger: Ledger;
  /** The check that all of them are one of. */
  readonly equals: CheckName;
}

/** What a comparison is given. */
export interface Comparison extends Equality {
  readonly ask: Ask;
  readonly record: Skeleton;
  readonly timeOf: (block: number) => Promise<number>;
  readonly from: number;
  readonly latest: number;
}

/** Compares one field; what differs first is told by its path. */
export const same = ({ ledger, equals }: Equality, name: string, inFile: unknown, onChain: unknown): void => {
  const where = difference(inFile, onChain, name);
  ledger.check(equals, where === undefined, () => `${where} is another on the chain`);
};

/** Compares one list of the file with what the chain has, element by element. */
export const lockstep = <T>(at: Equality, name: string, inFile: AsyncGenerator<T>) => {
  let index = 0;
  return {
    next: async (onChain: unknown, shown: (element: T) => unknown = (element) => element): Promise<void> => {
      const { value, done } = await inFile.next();
      same(at, `${name}.${index++}`, done ? undefined : shown(value), onChain);
    },
    end: async (): Promise<void> => {
      const { done } = await inFile.next();
      at.ledger.check(at.equals, done === true, () => `the file has more of ${name} than the chain`);
      await inFile.return(undefined);
    },
  };
};
