import { expect } from "chai";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { firstWrong, verifyBatch, wrongAmong } from "../../../sdk/proofs/batchVerification.ts";
import { endProving, type ProvedStatement, verifyProof } from "../../../sdk/proofs/groth16.ts";
import { syntheticVerificationKey } from "../../contracts/syntheticKey.ts";
import { seededRandom } from "../seededRandom.ts";
import { cancelling, type Specimen, specimens, trueStatement } from "./flawedStatements.ts";

describe("The equation of a batch", function () {
  this.timeout(120_000);
  const key = syntheticVerificationKey();
  const all = specimens();
  const verdicts = new Map<Specimen, boolean>();

  before(async () => {
    for (const specimen of all) verdicts.set(specimen, await verifyProof(key, specimen.statement));
  });
  after(endProving);

  it("says of every kind of flaw, alone, what snarkjs says", async () => {
    expect([...verdicts].filter(([, isTrue]) => isTrue).map(([{ what }]) => what)).to.deep.equal([
      "true",
      "another proof of the same",
      "true, with C at infinity",
    ]);
    expect(all.length).to.be.greaterThan(50);
    for (const specimen of all) {
      expect(await verifyBatch(key, [specimen.statement], systemRandom), specimen.what).to.equal(
        verdicts.get(specimen),
      );
    }
  });

  it("names in mixes at random exactly those that snarkjs refuses, and the first of them", async () => {
    const random = seededRandom("mixes");
    const good = all.filter((specimen) => verdicts.get(specimen));
    for (let mix = 0; mix < 12; mix++) {
      const [length = 0, rate = 0] = random(2);
      const drawn = Array.from({ length: length % 25 }, () => {
        const [isFlawed = 0, which = 0] = random(2);
        const from = isFlawed < rate % 128 ? all : good;
        return from[which % from.length] as Specimen;
      });
      const statements = drawn.map(({ statement }) => statement);
      const wrong = drawn.flatMap((specimen, place) => (verdicts.get(specimen) ? [] : [place]));
      const what = drawn.map((specimen) => specimen.what).join("; ");
      expect(await wrongAmong(key, statements, systemRandom), what).to.deep.equal(wrong);
      expect(await firstWrong(key, statements, systemRandom), what).to.equal(wrong[0]);
      expect(await verifyBatch(key, statements, systemRandom), what).to.equal(wrong.length === 0);
    }
  });

  it("names the place of what could be no statement, and passes over what needs no proof", async () => {
    const statements = [true, trueStatement(1), false, true, trueStatement(2), false];
    expect(await wrongAmong(key, statements, systemRandom)).to.deep.equal([2, 5]);
    expect(await firstWrong(key, statements, systemRandom)).to.equal(2);
    const swapped = { ...trueStatement(1), proof: trueStatement(2).proof };
    expect(await firstWrong(key, [true, true, swapped, false], systemRandom)).to.equal(2);
    expect(await firstWrong(key, [true, true], systemRandom)).to.equal(undefined);
    expect(await firstWrong(key, [], systemRandom)).to.equal(undefined);
  });

  it("sees errors that cancel out in a plain sum, by coefficients that differ", async () => {
    const pair = [...cancelling(), trueStatement(3)];
    for (const statement of pair.slice(0, 2)) expect(await verifyProof(key, statement)).to.equal(false);
    const allOne = (count: number) => new Uint8Array(count).fill(1);
    expect(await verifyBatch(key, pair, allOne), "with equal coefficients they would pass").to.equal(true);
    expect(await verifyBatch(key, pair, systemRandom)).to.equal(false);
    expect(await wrongAmong(key, pair, systemRandom)).to.deep.equal([0, 1]);
  });

  it("draws 16 bytes for each proof that stands in it, and none before all points were checked", async () => {
    const drawn: number[] = [];
    const counting = (count: number) => {
      drawn.push(count);
      return systemRandom(count);
    };
    const [off] = all.filter(({ what }) => what === "word 6 off the curve");
    expect(await verifyBatch(key, [trueStatement(1), (off as Specimen).statement], counting)).to.equal(false);
    expect(drawn).to.deep.equal([]);
    const twice = [trueStatement(1), trueStatement(1)];
    expect(await verifyBatch(key, twice, counting)).to.equal(true);
    expect(drawn).to.deep.equal([16, 16]);
  });

  it("holds for more proofs than fit into its memory at once, and finds one false among them", async () => {
    const few = [1, 2, 3, 4, 5].map(trueStatement);
    const many = Array.from({ length: 520 }, (_, m) => few[m % 5] as ProvedStatement);
    expect(await verifyBatch(key, many, systemRandom)).to.equal(true);
    many[517] = { ...trueStatement(1), proof: trueStatement(2).proof };
    expect(await wrongAmong(key, many, systemRandom)).to.deep.equal([517]);
  });
});
