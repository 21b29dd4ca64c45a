import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../scripts/checkout/projectRoot.ts";

const PREFIX = "npm run hanpyo -- ";

function shellBlocks(file: string): readonly (readonly string[])[] {
  const text = readFileSync(projectRoot + file, "utf8");
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => (match[1] ?? "").trim().split("\n"));
}

describe("Code blocks of the README", function () {
  this.timeout(120_000);

  for (const file of ["README.md", "README.ko.md"]) {
    it(`of ${file} begin with the two set-up commands`, () => {
      const [setUp] = shellBlocks(file);
      expect(setUp?.map((line) => line.replace(/\s*#.*$/, ""))).to.deep.equal(["npm start", "npm test"]);
    });

    for (const line of shellBlocks(file).slice(1).flat()) {
      it(`of ${file} work: ${line}`, () => {
        expect(line.startsWith(PREFIX)).to.equal(true);
        const args = line.slice(PREFIX.length).split(" ");
        const said = execFileSync(process.execPath, ["scripts/hanpyo.ts", ...args], { cwd: projectRoot });
        expect(said.length).to.be.greaterThan(0);
      });
    }
  }
});
