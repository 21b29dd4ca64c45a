import { expect } from "chai";
import { type ConstraintSite, constraintSites } from "../campaign/constraintSites.ts";
import type { Forgery } from "../campaign/forgery.ts";
import { judge } from "../campaign/judge.ts";
import { mutationPlan } from "../campaign/mutationPlan.ts";

/** A hint, a range check, an equation and a wire of the rules; the rest is in test/campaign/circuitMutants.ts. */
const samples = [
  "Rules: offered[i] * (1 - offered[i - 1]) === 0",
  "Rules: spare[i].in <== maxPerOption - choices[i]",
  "Rules: (1 - apart[pair]) * ranked[i] === 0",
  "Rules: bits[i] <== value[i].out",
];

function forgeryOf(key: string): { readonly file: string; readonly site: ConstraintSite; readonly entry: Forgery } {
  const { file, site, entry } = mutationPlan().mutants.find((mutant) => mutant.site.key === key) ?? {};
  if (!file || !site || !entry || "equivalent" in entry) throw new Error(`${key} has no forgery`);
  return { file, site, entry };
}

describe("constraints of our circuits", () => {
  it("each have a forged witness that only they refuse, or a reason why there is none", () => {
    const { mutants, unpaired } = mutationPlan();
    expect(unpaired).to.deep.equal([]);
    expect(mutants.length).to.be.greaterThan(150);
    for (const { entry, site } of mutants) {
      if ("equivalent" in entry) expect(entry.equivalent, site.key).to.have.length.greaterThan(30);
    }
  });

  it("are all found: equalities, assignments, outputs and arguments of calls, over several lines too", () => {
    const source = `template A(N) { // a === comment
      signal input a; signal output b;
      for (var i = 0; i < N; i++) { a * (a - 1) === 0; }
      (c[0], c[1]) <== BabyAdd()(
        a, f(a, b)
      );
      var d = Poseidon(2)([a, b]);
      b <== a + 1;
    }`;
    expect(constraintSites(source).map(({ key }) => key)).to.deep.equal([
      "A: a * (a - 1) === 0",
      "A: c[0] <== BabyAdd",
      "A: c[1] <== BabyAdd",
      "A: BabyAdd <- a",
      "A: BabyAdd <- f(a, b)",
      "A: Poseidon <- [a, b]",
      "A: b <== a + 1",
    ]);
    expect(() => constraintSites("template A() { a ==> b; }")).to.throw("not read here");
    expect(() => constraintSites("template A() { a === b; a === b; }")).to.throw("two constraints");
  });

  for (const key of samples) {
    it(`are noticed when left out: ${key}`, async function () {
      this.timeout(600_000);
      const { file, site, entry } = forgeryOf(key);
      expect(await judge(file, site, entry)).to.include({ noticed: true });
    });
  }

  it("are not said to be noticed where the forgery proves nothing", async function () {
    this.timeout(600_000);
    const { file, site, entry } = forgeryOf(samples[1] as string);
    const honest = { ...entry, input: { ...entry.input, choices: [1, 0, 0] }, value: "maxPerOption - choices[i]" };
    expect(await judge(file, site, honest)).to.deep.equal({
      noticed: false,
      why: "the original accepts the same witness",
    });
    const refused = { ...entry, input: { ...entry.input, choices: [256, 0, 0] } };
    expect((await judge(file, site, refused)).why).to.include("the mutant refuses the forgery");
  });
});
