import { expect } from "chai";
import fc from "fast-check";
import { rollState } from "../../../sdk/election/roll.ts";
import { censusAt, type EnrolmentEvent, type RollTransaction } from "../../../sdk/election/rollHistory.ts";
import { rollReplay } from "../../../sdk/verify/rollReplay.ts";

/** An entry of a batch: which resident, and on which of three rolls from now on (none: removed). */
type Entry = { readonly resident: number; readonly rolls: readonly number[] };

const entry: fc.Arbitrary<Entry> = fc.record({
  resident: fc.integer({ min: 0, max: 6 }),
  rolls: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }).map((rolls) => rolls.toSorted()),
});

function eventsOf(batches: readonly (readonly Entry[])[]): EnrolmentEvent[][] {
  const sequences = new Map<number, number>();
  let commitment = 100n;
  return batches.map((batch) =>
    batch.map(({ resident, rolls }) => {
      const sequence = (sequences.get(resident) ?? 0) + 1;
      sequences.set(resident, sequence);
      commitment++;
      return {
        registrarPseudonym: `r${resident}`,
        approverPseudonym: `a${resident}`,
        sequence,
        identityCommitment: rolls.length === 0 ? 0n : commitment,
        rollIds: rolls.map(BigInt),
        proof: [],
      };
    }),
  );
}

describe("The replay of rolls", () => {
  it("gives every roll that a transaction changed the state that its leaves have, re-issues and removals included", () => {
    fc.assert(
      fc.property(fc.array(fc.array(entry, { minLength: 1, maxLength: 5 }), { maxLength: 8 }), (batches) => {
        const replay = rollReplay();
        const history: RollTransaction[] = [];
        for (const [time, enrolments] of eventsOf(batches).entries()) {
          const states = replay.apply(enrolments);
          const checkpoints = [...states].map(([rollId, state]) => ({ rollId, time, ...state }));
          history.push({ enrolments, checkpoints });
          for (const [rollId, state] of states) {
            expect(state).to.deep.equal(rollState(censusAt(history, rollId, time).leaves));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
