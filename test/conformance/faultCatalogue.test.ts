import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { faultOf } from "../../scripts/conformance/judge.ts";
import type { Json } from "../../scripts/conformance/operation.ts";
import { ourAnswer } from "../../scripts/conformance/ourAnswer.ts";
import type { RegistryRecord } from "../../sdk/verify/record.ts";
import { rememberingVerifier } from "../sdk/verify/rememberingVerifier.ts";
import { cataloguePage, sections } from "./faultCatalogue.ts";
import { partAnswer } from "./partAnswer.ts";
import { recordNamed } from "./tamperedCases.ts";

const PAGE = `${projectRoot}docs/verification.md`;
const verify = rememberingVerifier();
const all = sections.flatMap(({ faults }) => faults);

describe("docs/verification.md", function () {
  this.timeout(300_000);

  it("is the catalogue as it is made here (written anew with HANPYO_SNAPSHOT=write)", () => {
    if (process.env.HANPYO_SNAPSHOT === "write") writeFileSync(PAGE, cataloguePage());
    expect(readFileSync(PAGE, "utf8")).to.equal(cataloguePage());
  });

  it("says of every fault of a record what `verify` says of the record alone", async () => {
    const record = recordNamed<RegistryRecord>("changed-vote");
    for (const { fault, alter, noticedBy, by } of all) {
      if (alter === undefined) continue;
      const expects = noticedBy === "verify" ? { kind: "refused" as const, by } : { kind: "accepted" as const };
      const question = { record: alter(record) as Json, snapshot: null };
      const answer = await (noticedBy === "verify"
        ? partAnswer(alter(record), by, verify)
        : ourAnswer(question, verify));
      expect(faultOf(expects, answer), fault).to.equal(undefined);
    }
  });

  it("says of every fault of a proposal's record what `verify` says of the record alone", async () => {
    const faults = all.filter(({ made }) => made !== undefined);
    const unseen = faults.filter(({ noticedBy }) => noticedBy !== "verify");
    expect([faults.length > 140, unseen.length]).to.deep.equal([true, 13]);
    for (const { fault, made, noticedBy, by } of faults) {
      const expects = noticedBy === "verify" ? { kind: "refused" as const, by } : { kind: "accepted" as const };
      const answer = await ourAnswer({ record: made?.() as Json, snapshot: null }, verify);
      expect(faultOf(expects, answer), fault).to.equal(undefined);
    }
  });

  it("names tests that exist, by their sentences", () => {
    const named = all.filter(({ by }) => by.startsWith("test/"));
    expect(named.length).to.be.greaterThan(40);
    for (const { by } of named) {
      const [file, ...sentence] = by.split(": ") as [string, ...string[]];
      expect(existsSync(projectRoot + file), file).to.equal(true);
      expect(readFileSync(projectRoot + file, "utf8"), file).to.include(`it("${sentence.join(": ")}"`);
    }
  });
});
