import { expect } from "chai";
import { concat, type Log } from "ethers";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { ethers, provider } from "../electionFixture.ts";
import { forgeBallot } from "../forgedBallots.ts";
import { NO, type Opened, openBox, YES } from "./electionLife.ts";

const BITS = [0n, 1n, 7n, 64n, 128n, 223n, 224n, 253n, 255n];
const SELECTOR = 10;

describe("The call data of a ballot", () => {
  let opened: Opened;
  /** A new ballot, and one that replaces what slot 1 holds. */
  let ballots: readonly Ballot[];

  before(async () => {
    opened = await openBox();
    const first = forgeBallot(opened.folded, { nullifier: 1n, choices: YES });
    await opened.election.castBallot(first);
    ballots = [
      forgeBallot(opened.folded, { nullifier: 2n, choices: YES }),
      forgeBallot(opened.folded, { nullifier: 1n, choices: NO, over: first }),
    ];
  });

  /** What the call would do: the events it gives, or undefined if it is refused. */
  async function effectOf(data: string): Promise<readonly unknown[] | undefined> {
    const snapshot = await provider.request({ method: "evm_snapshot" });
    try {
      const [sender] = await ethers.getSigners();
      const sent = await sender?.sendTransaction({ to: await opened.election.getAddress(), data });
      const receipt = await sent?.wait();
      return receipt?.logs.map(({ topics, data }: Log) => ({ topics, data }));
    } catch (error) {
      if (/revert/i.test(String(error))) return undefined;
      throw error;
    } finally {
      await provider.request({ method: "evm_revert", params: [snapshot] });
    }
  }

  async function passes(call: { readonly to: string; readonly data: string }): Promise<boolean> {
    try {
      await ethers.provider.call(call);
      return true;
    } catch (error) {
      if (/revert/i.test(String(error))) return false;
      throw error;
    }
  }

  const flipped = (data: string, word: number, bit: bigint): string => {
    const start = SELECTOR + 64 * word;
    const value = BigInt(`0x${data.slice(start, start + 64)}`) ^ (1n << bit);
    return data.slice(0, start) + value.toString(16).padStart(64, "0") + data.slice(start + 64);
  };

  for (const [index, name] of ["a new ballot", "a changed vote"].entries()) {
    it(`of ${name} has no bit whose flip changes what is cast`, async () => {
      const data = opened.election.interface.encodeFunctionData("castBallot", [ballots[index]]);
      const words = (data.length - SELECTOR) / 64;
      expect(words).to.equal(1 + 13 + 18 + 16 * index);
      const honest = await effectOf(data);
      expect(honest).to.have.length(2);
      let accepted = 0;
      for (let word = 0; word < words; word++) {
        for (const bit of BITS) {
          const call = { to: await opened.election.getAddress(), data: flipped(data, word, bit) };
          if (!(await passes(call))) continue;
          // An offset may move to other words that mean the same.
          accepted++;
          expect(await effectOf(call.data), `word ${word}, bit ${bit}`).to.deep.equal(honest);
        }
      }
      expect(accepted).to.be.lessThan(5);
    });

    it(`of ${name} has no bit whose flip changes what a batch takes`, async () => {
      const data = opened.election.interface.encodeFunctionData("castBallots", [[ballots[index]]]);
      const cast = opened.election.interface.getEvent("BallotCast")?.topicHash;
      const honest = await effectOf(data);
      expect(honest).to.have.length(2);
      for (let word = 0; word < (data.length - SELECTOR) / 64; word++) {
        const effect = (await effectOf(flipped(data, word, BigInt((37 * word) % 256)))) ?? [];
        const taken = effect.some((log) => (log as { topics: string[] }).topics[0] === cast);
        if (taken) expect(effect, `word ${word}`).to.deep.equal(honest);
      }
    });
  }

  it("may have a tail that means nothing", async () => {
    for (const [name, argument] of [
      ["castBallot", ballots[0]],
      ["castBallots", [ballots[0]]],
    ] as const) {
      const data = opened.election.interface.encodeFunctionData(name, [argument]);
      const honest = await effectOf(data);
      expect(honest).to.have.length(2);
      for (const tail of ["0x00", `0x${"ff".repeat(32)}`, `0x${"5a".repeat(777)}`]) {
        expect(await effectOf(concat([data, tail]))).to.deep.equal(honest);
      }
    }
  });

  it("may not end early", async () => {
    for (const name of ["castBallot", "castBallots"] as const) {
      const argument = name === "castBallot" ? ballots[1] : [ballots[1]];
      const data = opened.election.interface.encodeFunctionData(name, [argument]);
      for (const cut of [2, 64, 64 * 16, data.length - SELECTOR]) {
        expect(await effectOf(data.slice(0, data.length - cut)), `${name} less ${cut / 2} bytes`).to.equal(undefined);
      }
    }
  });

  it("gives the same ballot in any legal order of its arrays", async () => {
    // `held` before `next` is what ethers writes; here `next` stands first.
    const ballot = ballots[1] as Ballot;
    const words = (values: readonly bigint[]) => values.map((value) => ethers.toBeHex(value, 32));
    const head = 13n * 32n;
    const array = 17n * 32n;
    const data = concat([
      opened.election.interface.getFunction("castBallot")?.selector as string,
      ...words([32n, ballot.nullifier, ballot.version, head + array, head, ballot.digest, ...ballot.proof]),
      ...words([16n, ...ballot.next, 16n, ...ballot.held]),
    ]);
    const honest = opened.election.interface.encodeFunctionData("castBallot", [ballot]);
    expect(data).to.not.equal(honest);
    const effect = await effectOf(data);
    expect(effect).to.have.length(2);
    expect(effect).to.deep.equal(await effectOf(honest));
  });
});
