import { expect } from "chai";
import { proofsInThreads } from "../../../scripts/threads/proofThreads.ts";
import { PROOF_BATCH, type Statements } from "../../../sdk/proofs/manyProofs.ts";
import { syntheticVerificationKey } from "../../contracts/syntheticKey.ts";
import { trueStatement } from "../../sdk/proofs/flawedStatements.ts";

const COUNT = 3 * PROOF_BATCH + 5;

describe("Proofs verified in threads", function () {
  this.timeout(60_000);
  const key = syntheticVerificationKey();
  const [one, two] = [trueStatement(1), trueStatement(2)];
  const statements = (wrong: readonly number[], count = COUNT): Statements => ({
    count,
    at: (place) => (wrong.includes(place) ? { ...one, proof: two.proof } : place % 50 === 0 ? one : true),
  });

  it("hold, and the first that does not is found, whichever thread has it", async () => {
    const told: number[] = [];
    expect(await proofsInThreads(key, statements([]), (count) => told.push(count))).to.equal(undefined);
    expect(told.at(-1)).to.equal(COUNT);
    expect(await proofsInThreads(key, statements([COUNT - 1, PROOF_BATCH + 3]), () => {})).to.equal(PROOF_BATCH + 3);
  });

  it("are verified without threads where they are few, with the same answer", async () => {
    expect(await proofsInThreads(key, statements([7], 20), () => {})).to.equal(7);
    expect(await proofsInThreads(key, statements([], 0), () => {})).to.equal(undefined);
  });

  it("fail as a whole where a thread cannot do its work", async () => {
    const broken = { ...key, IC: [] };
    let message = "";
    await proofsInThreads(broken, statements([]), () => {}).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.equal("The key is not one of our circuits'");
  });
});
