import type { Command } from "commander";

const RUN = "npm run hanpyo --";

/** An option in groups, so that the same thing is called the same everywhere. */
export function withLanguage(command: Command): Command {
  return command
    .option("--lang <language>", "en or ko; by default the machine's")
    .option("--json", "print JSON alone on standard output");
}

export function withDeployments(command: Command): Command {
  return withLanguage(command).option("--deployments <folder>", "where what was deployed is noted", "deployments");
}

export function withRpc(command: Command): Command {
  return withDeployments(command).option("--rpc <url>", "the chain; by default the environment's HANPYO_RPC");
}

/** For commands about an election that may be noted nowhere on this machine. */
export function withElection(command: Command): Command {
  return command.option("--election <address>", "the election's address, where the deployment file is lost");
}

/** For commands that send transactions. */
export function withAccount(command: Command): Command {
  return withRpc(command)
    .option("--key-file <file>", "the organizer's private key; by default the Hardhat keystore or HANPYO_ORGANIZER_KEY")
    .option("--dry-run", "say what would be done, and do nothing");
}

export function example(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText("after", `\nExample:\n${lines.map((line) => `  ${RUN} ${line}`).join("\n")}`);
}
