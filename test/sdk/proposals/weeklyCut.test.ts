import { expect } from "chai";
import hre from "hardhat";
import { postingClosesAt, postingCuts, postingPeriods, weeklyCut } from "../../../sdk/proposals/weeklyCut.ts";
import type { ContractWith } from "../../contracts/contractWith.ts";

const seconds = (text: string) => Date.parse(text) / 1000;

describe("The weekly census", () => {
  it("is cut on Thursdays at 09:00 in Korea, and in use from a day later on", () => {
    const cut = seconds("2026-11-26T09:00:00+09:00");
    expect(weeklyCut(seconds("2026-11-27T08:59:59+09:00"))).to.equal(cut - 604_800);
    expect(weeklyCut(seconds("2026-11-27T09:00:00+09:00"))).to.equal(cut);
    expect(weeklyCut(seconds("2026-12-04T08:59:59+09:00"))).to.equal(cut);
  });

  it("may be the one before for a day, and so may the period", () => {
    const turn = seconds("2026-11-27T09:00:00+09:00");
    const cut = weeklyCut(turn);
    expect(postingCuts(turn - 1)).to.deep.equal([cut - 604_800]);
    expect(postingCuts(turn)).to.deep.equal([cut, cut - 604_800]);
    expect(postingCuts(turn + 86_399)).to.deep.equal([cut, cut - 604_800]);
    expect(postingCuts(turn + 86_400)).to.deep.equal([cut]);
    const length = 2_592_000;
    expect(postingPeriods(700 * length - 1, length)).to.deep.equal([699]);
    expect(postingPeriods(700 * length, length)).to.deep.equal([700, 699]);
    expect(postingPeriods(700 * length + 86_400, length)).to.deep.equal([700]);
  });

  it("and the period end for a posting at the second from which neither is one that it may name", () => {
    const length = 2_592_000;
    const cut = weeklyCut(seconds("2026-11-27T09:00:00+09:00"));
    for (const period of [680, Math.floor(cut / length), 720]) {
      const end = postingClosesAt(cut, period, length);
      const mayPost = (time: number) =>
        postingCuts(time).includes(cut) && postingPeriods(time, length).includes(period);
      const ends = [cut + 777_600, (period + 1) * length + 86_400];
      expect(end).to.equal(Math.min(...ends));
      const last = ends.map((_, which) =>
        which === 0 ? postingCuts(end - 1).includes(cut) : postingPeriods(end - 1, length).includes(period),
      );
      expect(last[ends.indexOf(end)]).to.equal(true);
      for (const time of [end, end + 1, end + 86_400, end + 604_800]) expect(mayPost(time)).to.equal(false);
    }
  });

  it("is the contract's at every second around its turns", async () => {
    const { ethers } = await hre.network.create();
    const calculator = (await ethers.deployContract("ProposalCalculator")) as unknown as ContractWith<
      "cutAt" | "isCurrent"
    >;
    const turn = seconds("2026-11-27T09:00:00+09:00");
    for (const time of [turn, turn + 86_400, turn + 300_000].flatMap((at) => [at - 1, at, at + 1])) {
      expect(weeklyCut(time)).to.equal(Number(await calculator.cutAt(time)));
      for (const cut of [-1, 0, 1].map((weeks) => weeklyCut(time) + weeks * 604_800)) {
        const isCurrent: boolean = await calculator.isCurrent(cut, time);
        expect(postingCuts(time).includes(cut), `${cut} at ${time}`).to.equal(isCurrent);
      }
      expect(await calculator.isCurrent(weeklyCut(time) + 1, time)).to.equal(false);
    }
  });
});
