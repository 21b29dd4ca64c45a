import type { Command } from "commander";
import { askedLanguage } from "../../clerk/messages.ts";
import { accountAddress, rpcUrl } from "../../terminal/optionValues.ts";
import { shown } from "../../terminal/shown.ts";
import { chainFindings } from "../chain.ts";
import { type Finding, machineFindings, proofFileFindings } from "../machine.ts";

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("say whether this machine, its keys and its chain are fit for an election")
    .option("--rpc <url>", "also look at this chain", rpcUrl)
    .option("--account <address>", "also say what this account on it can pay for, with --rpc", accountAddress)
    .option("--json", "print JSON alone on standard output")
    .addHelpText(
      "after",
      `
Exit codes: 0 all is well, 1 something is wrong, 2 something could not be found out.
Example:
  npm run hanpyo -- doctor --rpc http://127.0.0.1:8545 --account ADDRESS`,
    )
    .action(async ({ rpc, account, json }: { rpc?: string; account?: string; json?: boolean }) => {
      const findings = [
        ...machineFindings(),
        ...proofFileFindings(),
        ...(rpc === undefined ? [] : await chainFindings(rpc, account)),
        ...(rpc === undefined && account !== undefined ? [accountWithoutChain(account)] : []),
      ];
      if (json) console.log(JSON.stringify(findings, null, 2));
      else if (askedLanguage() === "en") console.log(doctorText(findings));
      else console.log((await import("../inKorean.ts")).koreanDoctorText(findings, shown));
      process.exitCode = doctorExitCode(findings);
    });
}

/** 0 all is well, 1 something is wrong, 2 something could not be found out. */
export function doctorExitCode(findings: readonly Finding[]): number {
  const states = findings.map(({ state }) => state);
  return states.includes("wrong") ? 1 : states.includes("unknown") ? 2 : 0;
}

/** One aligned line for each finding, with what to do under those that are not ok. */
export function doctorText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings
    .flatMap(({ name, state, found, remedy }) => [
      `${state.padEnd(9)}${name.padEnd(width + 2)}${shown(found)}`,
      ...(remedy === undefined ? [] : [`${" ".repeat(9)}${"".padEnd(width + 2)}-> ${remedy}`]),
    ])
    .join("\n");
}

function accountWithoutChain(account: string): Finding {
  return { name: "account", state: "unknown", found: account, remedy: "Give --rpc as well" };
}
