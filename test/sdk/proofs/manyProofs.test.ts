import { expect } from "chai";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { firstWrong } from "../../../sdk/proofs/batchVerification.ts";
import {
  type InParallel,
  PROOF_BATCH,
  proofsHere,
  proofsInParallel,
  type Statements,
} from "../../../sdk/proofs/manyProofs.ts";
import { syntheticVerificationKey } from "../../contracts/syntheticKey.ts";
import { trueStatement } from "./flawedStatements.ts";

const key = syntheticVerificationKey();
const COUNT = 5 * PROOF_BATCH + 17;

/** Statements of which only a few have a proof, so that thousands cost little; those at `wrong` do not hold. */
function statements(wrong: readonly number[], asked: number[] = []): Statements {
  const few = [trueStatement(1), trueStatement(2)] as const;
  const swapped = { ...few[0], proof: few[1].proof };
  return {
    count: COUNT,
    at: (place) => {
      asked.push(place);
      if (wrong.includes(place)) return place % 2 === 0 ? swapped : false;
      return place % 100 === 7 ? few[0] : true;
    },
  };
}

/** Two threads in one: of every two batches the second is answered first. */
const crosswise: InParallel = async (jobs, take) => {
  const open: (readonly [unknown, number])[] = [];
  let number = 0;
  const answerAll = async () => {
    for (const [job, m] of open.splice(0).reverse()) {
      const found = await firstWrong(key, job as Parameters<typeof firstWrong>[1], systemRandom);
      take((found ?? null) as never, m);
    }
  };
  for (const job of jobs) {
    open.push([job, number++]);
    if (open.length === 2) await answerAll();
  }
  await answerAll();
};

describe("Many proofs", function () {
  this.timeout(60_000);

  it("hold here and in parallel, asked for once each in order, and told of as they go", async () => {
    for (const verify of [
      proofsHere,
      ((_, all, checked) => proofsInParallel(all, checked, crosswise)) as typeof proofsHere,
    ]) {
      const [asked, told]: [number[], number[]] = [[], []];
      expect(await verify(key, statements([], asked), (count) => told.push(count))).to.equal(undefined);
      expect(asked).to.deep.equal(Array.from({ length: COUNT }, (_, m) => m));
      expect(told.at(-1)).to.equal(COUNT);
      expect(told).to.deep.equal([...told].sort((a, b) => a - b));
    }
  });

  it("are false from the lowest place on, whatever comes back first, and nothing behind its turn is begun", async () => {
    const cases = [[0], [1], [PROOF_BATCH - 1], [PROOF_BATCH], [COUNT - 1], [2 * PROOF_BATCH + 8, 3 * PROOF_BATCH + 1]];
    for (const wrong of cases) {
      const asked: number[] = [];
      expect(await proofsHere(key, statements(wrong), () => {})).to.equal(wrong[0]);
      expect(await proofsInParallel(statements(wrong, asked), () => {}, crosswise)).to.equal(wrong[0]);
      const turn = Math.ceil(((wrong[0] as number) + 1) / (2 * PROOF_BATCH)) * 2 * PROOF_BATCH;
      expect(asked.length).to.equal(Math.min(COUNT, turn));
    }
  });
});
