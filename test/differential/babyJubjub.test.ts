import { addPoint, mulPointEscalar, type Point as Pair } from "@zk-kit/baby-jubjub";
import { expect } from "chai";
import hre from "hardhat";
import {
  add,
  GENERATOR,
  multiply,
  multiplySecret,
  multiSum,
  type Point,
  pointFromOutside,
} from "../../sdk/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER } from "../../sdk/crypto/field.ts";
import { timeFor, tries } from "../campaign.ts";
import { torsionPoints } from "../sdk/crypto/torsionPoints.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { randomNumber } from "./randomElement.ts";

const POINTS = tries(40, 10_000);
const EDGES: readonly bigint[] = [0n, 1n, 2n, 8n, SUBGROUP_ORDER - 1n, 2n ** 128n, 2n ** 250n];

describe("Baby Jubjub", () => {
  it("is one curve in zk-kit, the sdk and the contracts, small orders included", async function () {
    this.timeout(timeFor(POINTS, 400));
    const random = seededRandom("one curve");
    const { ethers } = await hre.network.create();
    const contract = await ethers.deployContract("BabyJubjubCalculator");
    const onChain = async (name: "add" | "multiSum" | "fromOutside", ...inputs: readonly unknown[]) => {
      const [x, y] = await contract.getFunction(name).staticCall(...inputs);
      return { x, y };
    };
    const torsion = torsionPoints();

    for (let i = 0; i < POINTS; i++) {
      const k = EDGES[i] ?? randomNumber(random, 48) % SUBGROUP_ORDER;
      const m = randomNumber(random, 16);
      const p = fromPair(mulPointEscalar(pairOf(GENERATOR), k));
      expect(multiply(GENERATOR, k)).to.deep.equal(p);
      expect(multiplySecret(GENERATOR, k)).to.deep.equal(p);
      expect(await onChain("multiSum", [GENERATOR], [k])).to.deep.equal(p);

      const q = fromPair(addPoint(pairOf(p), pairOf(torsion[i % 8] as Point)));
      expect(add(p, torsion[i % 8] as Point)).to.deep.equal(q);
      expect(await onChain("add", p, torsion[i % 8])).to.deep.equal(q);

      const sum = fromPair(addPoint(pairOf(multiply(p, m)), pairOf(multiply(GENERATOR, k))));
      expect(
        multiSum([
          [m, p],
          [k, GENERATOR],
        ]),
      ).to.deep.equal(sum);
      expect(await onChain("multiSum", [p, GENERATOR], [m, k])).to.deep.equal(sum);

      if (k === 0n) continue;
      const eightfold = fromPair(mulPointEscalar(pairOf(q), 8n));
      expect(pointFromOutside(q)).to.deep.equal(eightfold);
      expect(await onChain("fromOutside", q)).to.deep.equal(eightfold);
    }
  });
});

function pairOf({ x, y }: Point): Pair<bigint> {
  return [x, y];
}

function fromPair([x, y]: Pair<bigint>): Point {
  return { x, y };
}
