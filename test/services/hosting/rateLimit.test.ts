import { expect } from "chai";
import { keyedCounts, rateLimit } from "../../../services/hosting/rateLimit.ts";
import { seededRandom } from "../../sdk/seededRandom.ts";

const random = seededRandom("rate limit");

describe("A rate limit", () => {
  it("lets each address go on so many times in a period, and counts nobody for another", () => {
    let now = 0;
    const mayGoOn = rateLimit(2, () => now, random);
    const answers = ["a", "b", "a", "a", "b"].map(mayGoOn);
    expect(answers).to.deep.equal([true, true, true, false, true]);
    now = 59_999;
    expect(mayGoOn("a")).to.equal(false);
    now = 60_000;
    expect(mayGoOn("a")).to.equal(true);
  });

  it("takes back what turned out not to count", () => {
    const counts = keyedCounts(1_000, () => 0, random);
    expect([counts.add("a", 1), counts.add("a", -1), counts.add("a", 1)]).to.deep.equal([1, 0, 1]);
  });
});
