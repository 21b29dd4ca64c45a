import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { JsonRpcProvider } from "ethers";
import type { Check } from "../../sdk/verify/check.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { recordTestReasons } from "../../sdk/verify/testLabel.ts";
import { NOT_SHOWN, verifyElection } from "../../sdk/verify/verifyElection.ts";
import { verificationKey } from "../circuits/files.ts";

type Options = { readonly record?: string; readonly rpc?: string; readonly election?: string; readonly json?: boolean };

export function addVerify(program: Command): void {
  program
    .command("verify")
    .description("recompute everything about an election from its record, or from a chain")
    .option("--record <file>", "a record file")
    .option("--rpc <url>", "read the record from this chain instead")
    .option("--election <address>", "the election, with --rpc")
    .option("--json", "print JSON alone on standard output")
    .addHelpText(
      "after",
      "\nExamples:\n  npm run hanpyo -- verify --record election.json\n  npm run hanpyo -- verify --rpc URL --election ADDRESS",
    )
    .action(verify);
}

async function verify(options: Options): Promise<void> {
  const record = await readRecord(options);
  if (record === undefined) {
    process.exitCode = 2;
    return;
  }
  const keys = {
    ballot: verificationKey("ballot-8"),
    keyShare: verificationKey("keyShare"),
    enrolment: verificationKey("enrolment"),
  };
  const checks: readonly Check[] = await verifyElection(record, { keys });
  const verified = checks.every(({ ok }) => ok);
  const test = recordTestReasons(record);
  if (options.json) {
    console.log(JSON.stringify({ verified, test, checks, notShown: NOT_SHOWN }, null, 2));
  } else {
    if (test.length > 0) console.log(`TEST ELECTION: binds nobody. ${test.map(({ en }) => en).join("; ")}`);
    for (const { name, ok, expected, found } of checks) {
      console.log(`${ok ? "ok  " : "FAIL"} ${name}${ok ? `: ${found}` : `: expected ${expected}, found ${found}`}`);
    }
    console.log(
      `\n${NOT_SHOWN}\n${verified ? "Verified" : "Not verified"}: ${checks.filter(({ ok }) => ok).length} of ${checks.length} checks hold`,
    );
  }
  process.exitCode = verified ? 0 : 1;
}

/** The record, or nothing (with a line on standard error) if it could not be had. */
async function readRecord({ record, rpc, election }: Options): Promise<unknown> {
  try {
    if (record !== undefined) return JSON.parse(readFileSync(record, "utf8")) as unknown;
    if (rpc === undefined || election === undefined)
      throw new Error("give --record FILE, or --rpc URL with --election ADDRESS");
    return await exportRecord(election, new JsonRpcProvider(rpc, undefined, { staticNetwork: true }));
  } catch (error) {
    console.error(`Could not check: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
