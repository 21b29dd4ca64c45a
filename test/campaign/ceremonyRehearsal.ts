import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { KeyReport } from "../../scripts/ceremony/phase2.ts";
import { circuitInstances } from "../../scripts/checkout/instances.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";

/** Development powers of tau, which stand beside the developers' worktrees. */
const PTAU = join(projectRoot, "../shared/ptau/dev16.ptau");
const CONTRIBUTORS = ["시민 단체", "대학교", "선거관리위원회"];
/** Of an election that counts, which development keys do not fit. */
const ELECTION = "examples/yes-no-abstain.yaml";

const run = promisify(execFile);

/**
 * A ceremony as people hold one, in a copy of the committed tree: each contributor is a process of its own that knows the
 * key of the one before alone, a beacon ends it, everybody verifies the transcript against what the contributors
 * announced, and the keys are installed. Then the copy is no tree of development keys, and a whole election is held and
 * verified with them.
 * @param say Told how far it is.
 */
async function rehearseCeremony(say: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-ceremony-"));
  try {
    const copy = join(folder, "copy");
    await run("git", ["clone", "--quiet", projectRoot, copy]);
    const inCopy = async (...args: readonly string[]) => {
      const env = { ...process.env, LC_ALL: "C" };
      const { stdout } = await run(process.execPath, args, { cwd: copy, maxBuffer: 2 ** 26, env });
      return stdout;
    };
    const hanpyo = (...words: readonly string[]) => inCopy("scripts/hanpyo.ts", ...words);
    const ceremony = (...words: readonly string[]) => hanpyo("ceremony", ...words);
    say("installing the copy");
    await run("npm", ["ci", "--prefer-offline"], { cwd: copy, maxBuffer: 2 ** 26 });
    cpSync(join(projectRoot, "build/circuits"), join(copy, "build/circuits"), { recursive: true });

    requireThat(await callsKeysDevelopment(hanpyo), "the tree's own keys are not called development keys");
    const final = join(folder, "final");
    mkdirSync(final);
    for (const { name } of circuitInstances()) {
      const at = (step: number) => join(folder, `${name}.${step}.zkey`);
      await ceremony("init", "--circuit", name, "--ptau", PTAU, "--out", at(0), "--development");
      const announced: string[] = [];
      for (const [step, contributor] of CONTRIBUTORS.entries()) {
        const files = ["--in", at(step), "--out", at(step + 1)];
        announced.push(hashIn(await ceremony("contribute", ...files, "--name", contributor)));
      }
      const key = join(final, `${name}.zkey`);
      const beacon = hashIn(announced.join("\n")).slice(0, 64);
      await ceremony("beacon", "--in", at(CONTRIBUTORS.length), "--out", key, "--beacon", beacon);
      const verified = await ceremony(
        ...["verify", "--circuit", name, "--ptau", PTAU, "--key", key, "--development", "--json"],
      );
      const { contributions } = JSON.parse(verified) as KeyReport;
      const told = contributions.map(({ name: who, hash }) => `${who} ${hash}`);
      const expected = CONTRIBUTORS.map((who, i) => `${who} ${announced[i]}`);
      requireThat(told.slice(0, -1).join() === expected.join(), `${name}: the transcript is not what was announced`);
      requireThat(
        contributions.at(-1)?.beacon?.value === beacon,
        `${name}: the transcript does not end with the beacon`,
      );
      say(`${name}: ${contributions.length} steps verified`);
    }

    await ceremony("install", "--keys", final, "--ptau", PTAU, "--development");
    requireThat(!(await callsKeysDevelopment(hanpyo)), "keys of three contributors are called development keys");
    say("installed; holding an election with them");
    const held = await inCopy("scripts/start.ts", "--once");
    requireThat(/Verified/.test(held), `the election did not end verified:\n${held.slice(-2_000)}`);
    console.log(held.split("\n").find((line) => line.includes("Verified")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether `check` calls an election that counts unsafe for its keys. */
async function callsKeysDevelopment(hanpyo: (...words: readonly string[]) => Promise<string>): Promise<boolean> {
  // It ends with 1 where it finds something, here also for the example's other faults.
  const said = await hanpyo("check", ELECTION).catch((error: { readonly stdout: string }) => error.stdout);
  return said.includes("Development proving keys");
}

/** The last hash, 64 bytes, in what a step said. */
function hashIn(said: string): string {
  const hash = said.match(/[0-9a-f]{128}/g)?.at(-1);
  if (hash === undefined) throw new Error(`no hash in: ${said}`);
  return hash;
}

function requireThat(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

if (existsSync(PTAU)) await rehearseCeremony((line) => console.error(line));
else console.log("skipped: it needs the development powers of tau, ../shared/ptau/dev16.ptau, which are not here");
