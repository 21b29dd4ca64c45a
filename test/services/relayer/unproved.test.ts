import { expect } from "chai";
import { HanpyoError } from "../../../sdk/errors.ts";
import { newUnproved } from "../../../services/relayer/unproved.ts";
import { errorOf } from "../../errorOf.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";

describe("Checks of proofs by who sent them", () => {
  let now = 0;
  const unproved = (most: number) => newUnproved(most, () => now, seededRandom("unproved"));
  const codeOf = async (action: Promise<unknown>) => (await errorOf(action, HanpyoError)).code;
  beforeEach(() => {
    now = 0;
  });

  it("run at once for who sent none that did not hold, and one after another for who did, within the hour", async () => {
    const { check } = unproved(100);
    let [running, most] = [0, 0];
    const ends: (() => void)[] = [];
    const slow = () => {
      most = Math.max(most, ++running);
      return new Promise<boolean>((done) =>
        ends.push(() => {
          running--;
          done(true);
        }),
      );
    };
    const finish = async (all: readonly Promise<unknown>[]) => {
      const timer = setInterval(() => ends.shift()?.(), 1);
      await Promise.all(all);
      clearInterval(timer);
    };
    await finish([check("a", slow), check("a", slow), check("a", slow)]);
    expect(most).to.equal(3);
    expect(await check("a", async () => false)).to.equal(false);
    most = 0;
    await finish([check("a", slow), check("a", slow), check("a", slow)]);
    expect(most).to.equal(1);
    most = 0;
    await finish([check("b", slow), check("b", slow)]);
    expect(most).to.equal(2);
    now = 3_600_000;
    most = 0;
    await finish([check("a", slow), check("a", slow)]);
    expect(most).to.equal(2);
  });

  it("are few in a minute and few in a line where proofs do not hold, and nobody else waits for them", async () => {
    const { check } = unproved(2);
    for (let i = 0; i < 2; i++) await check("a", async () => false);
    expect(await codeOf(check("a", async () => true))).to.equal("RATE_EXCEEDED");
    expect(await check("b", async () => true)).to.equal(true);
    now = 60_000;
    const never = Array.from({ length: 8 }, () => check("a", () => new Promise(() => {})));
    expect(never).to.have.length(8);
    expect(await codeOf(check("a", async () => true))).to.equal("QUEUE_FULL");
    expect(await check("b", async () => true)).to.equal(true);
  });

  it("count nothing against who was not looked at", async () => {
    const { check } = unproved(1);
    for (let i = 0; i < 3; i++) {
      await errorOf(
        check("a", () => Promise.reject(new TypeError("too slow"))),
        TypeError,
      );
    }
    expect(await check("a", async () => true)).to.equal(true);
  });
});
