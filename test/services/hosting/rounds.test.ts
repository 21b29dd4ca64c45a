import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { type RoundMemory, roundsOf } from "../../../services/hosting/rounds.ts";

describe("A service's rounds", () => {
  it("run one at a time: who asks for one while it runs waits for its end", async () => {
    let [running, most, ended] = [0, 0, 0];
    const rounds = roundsOf(async () => {
      most = Math.max(most, ++running);
      await wait(5);
      running--;
      ended++;
    }, {});
    await Promise.all([rounds.work(), rounds.work(), rounds.work()]);
    expect([most, ended]).to.deep.equal([1, 1]);
    await rounds.work();
    expect(ended).to.equal(2);
  });

  it("keep what failed as a code and say it, without what an error's text may carry, until one goes well", async () => {
    const said: string[] = [];
    const memory: RoundMemory = {};
    const failures: unknown[] = [
      Object.assign(new Error("raw 0xabcdef"), { code: "TIMEOUT" }),
      new Error("raw"),
      undefined,
    ];
    const rounds = roundsOf(
      async () => {
        const failure = failures.shift();
        if (failure !== undefined) throw failure;
      },
      memory,
      (line) => said.push(line),
    );
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 3; i++) {
      await rounds.work();
      codes.push(memory.failure);
    }
    expect(codes).to.deep.equal(["TIMEOUT", "FAILED", undefined]);
    expect(said).to.deep.equal(["This round failed: TIMEOUT", "This round failed: FAILED"]);
  });

  it("go on by themselves until they are stopped, which waits for the last", async () => {
    let [begun, ended] = [0, 0];
    const rounds = roundsOf(async () => {
      begun++;
      await wait(5);
      ended++;
    }, {});
    rounds.repeat(1);
    while (begun < 2) await wait(1);
    await rounds.stop();
    const last = begun;
    expect(ended).to.equal(last);
    await wait(10);
    expect(begun).to.equal(last);
  });
});
