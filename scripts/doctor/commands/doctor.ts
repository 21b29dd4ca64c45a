import type { Command } from "commander";
import { LANG_OPTION, rpcOption } from "../../terminal/commandOptions.ts";
import { askedLanguage } from "../../terminal/language.ts";
import { accountAddress } from "../../terminal/optionValues.ts";
import { chainFindings } from "../chain.ts";
import { type Finding, said } from "../finding.ts";
import { machineFindings, proofFileFindings } from "../machine.ts";
import { doctorExitCode, doctorJson, doctorText } from "../report.ts";

export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("say whether this machine, its keys and its chain are fit for an election")
    .addOption(rpcOption("also look at this chain"))
    .option("--account <address>", "also say what this account on it can pay for, with --rpc", accountAddress)
    .option(...LANG_OPTION)
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
      console.log(json ? doctorJson(findings) : doctorText(findings, askedLanguage()));
      process.exitCode = doctorExitCode(findings);
    });
}

function accountWithoutChain(account: string): Finding {
  return { name: said("account"), state: "unknown", found: account, remedy: said("giveRpc") };
}
