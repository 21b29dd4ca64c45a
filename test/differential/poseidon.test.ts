import { expect } from "chai";
import { buildPoseidonOpt } from "circomlibjs";
import hre from "hardhat";
import { poseidon2 } from "poseidon-lite";
import { poseidonSponge } from "../../sdk/crypto/poseidonSponge.ts";
import { timeFor, tries } from "../campaign.ts";
import { seededRandom } from "../sdk/seededRandom.ts";
import { randomElement } from "./randomElement.ts";

const BLOCK = 16;
const PAIRS = tries(300, 100_000);
const SPONGES = tries(30, 10_000);

describe("Poseidon", () => {
  it("is one function in circomlibjs, poseidon-lite, the sdk's sponge and PoseidonT3 on chain", async function () {
    this.timeout(timeFor(PAIRS, 50));
    const random = seededRandom("poseidon pairs");
    const circomlib = await buildPoseidonOpt();
    const { ethers } = await hre.network.create();
    const onChain = (await ethers.deployContract("PoseidonT3")).getFunction("hash");
    for (let i = 0; i < PAIRS; i++) {
      const pair: [bigint, bigint] = [randomElement(random), randomElement(random)];
      const expected = circomlib.F.toObject(circomlib(pair, 0, 1));
      expect(poseidon2(pair)).to.equal(expected);
      expect(poseidonSponge(pair)).to.equal(expected);
      expect(await onChain.staticCall(pair)).to.equal(expected);
    }
  });

  it("chains blocks of 16 values as circomlibjs does with an initial state, for every length up to 130", async function () {
    this.timeout(timeFor(SPONGES, 200));
    const random = seededRandom("poseidon sponges");
    const circomlib = await buildPoseidonOpt();
    for (let i = 0; i < SPONGES; i++) {
      const values = Array.from({ length: 1 + ((i * 37) % 130) }, () => randomElement(random));
      let state: unknown = 0;
      for (let start = 0; start < values.length; start += BLOCK) {
        state = circomlib(values.slice(start, start + BLOCK), state, 1);
      }
      expect(poseidonSponge(values)).to.equal(circomlib.F.toObject(state));
    }
  });
});
