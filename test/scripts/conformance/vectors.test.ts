import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { poseidon2, poseidon5 } from "poseidon-lite";
import { circuitInstances } from "../../../scripts/checkout/instances.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { semaphoreCircuit } from "../../../scripts/checkout/semaphoreCircuit.ts";
import { operations, VECTORS, vectorText } from "../../../scripts/conformance/vectorFiles.ts";
import { PROPOSAL_TAGS, TAGS } from "../../../sdk/crypto/transcript.ts";

type Case = { readonly in: Record<string, unknown>; readonly out: Record<string, unknown> };
type File = { readonly operations: Readonly<Record<string, { readonly cases: readonly Case[] }>> };

const read = (name: string): string => readFileSync(`${projectRoot + VECTORS}/${name}.json`, "utf8");

function casesOf(name: string, operation: string): readonly Case[] {
  return (JSON.parse(read(name)) as File).operations[operation]?.cases ?? [];
}

describe("The conformance vectors", function () {
  this.timeout(60_000);

  for (const name of Object.keys(operations)) {
    it(`of ${name} are what this software computes`, async () => {
      expect(read(name)).to.equal(await vectorText(name));
    });
  }

  it("are more than one for every operation that can be refused or not hold, one of each", () => {
    const files = Object.keys(operations).map((name) => JSON.parse(read(name)) as File);
    for (const [operation, { cases }] of files.flatMap((file) => Object.entries(file.operations))) {
      const verdicts = cases.map(({ out }) => out.holds).filter((verdict) => verdict !== undefined);
      if (verdicts.length > 0) expect(new Set(verdicts).size, operation).to.equal(2);
      expect(
        cases.some(({ out }) => !("refused" in out)),
        operation,
      ).to.equal(true);
    }
  });

  it("name every domain tag, and agree with another library's Poseidon", () => {
    expect(casesOf("hashes", "domainTag").map(({ in: { tag } }) => tag)).to.deep.equal([
      ...TAGS,
      ...PROPOSAL_TAGS,
      "hanpyo.text.v1",
    ]);
    const cases = casesOf("hashes", "poseidon");
    for (const [count, poseidon] of [
      [2, poseidon2],
      [5, poseidon5],
    ] as const) {
      const { in: input, out } = cases[count - 1] as Case;
      expect(out.hash).to.equal(String(poseidon((input.inputs as string[]).map(BigInt))));
    }
  });

  it("come with copies of the committed keys and known proofs", () => {
    for (const { name } of [...circuitInstances(), semaphoreCircuit]) {
      for (const file of [`${name}.json`, `${name}.proof.json`]) {
        const bytes = readFileSync(`${projectRoot}conformance/keys/${file}`);
        expect(bytes.equals(readFileSync(`${projectRoot}circuits/keys/${file}`)), file).to.equal(true);
        const sum = createHash("sha256").update(bytes).digest("hex");
        expect(readFileSync(`${projectRoot}conformance/keys/SHA256SUMS`, "utf8")).to.include(`${sum}  ${file}`);
      }
    }
  });
});
