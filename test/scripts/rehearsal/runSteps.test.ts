import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";

const PROGRAM = `
  import { runSteps } from "./scripts/rehearsal/runSteps.ts";
  const step = { title: "Opening", run: async ({ say }) => { say("half way"); return "a census of 3"; } };
  await runSteps([step], process[process.argv[1]]);
  console.log("{}");`;

describe("Steps that are shown", () => {
  it("leave standard output to data where they are told to", () => {
    const { stdout, stderr } = run("stderr");
    expect(stdout).to.equal("{}\n");
    expect(stderr).to.match(/Opening: a census of 3 \(\d+\.\d s\)/);
  });

  it("stand on standard output for a person", () => {
    expect(run("stdout").stdout).to.match(/Opening: a census of 3 \(\d+\.\d s\)/);
  });
});

function run(output: "stdout" | "stderr") {
  const args = ["--input-type=module", "--eval", PROGRAM, output];
  return spawnSync(process.execPath, args, { cwd: projectRoot, encoding: "utf8" });
}
