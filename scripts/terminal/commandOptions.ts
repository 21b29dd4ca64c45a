import { type Command, Option } from "commander";
import { rpcUrl } from "./optionValues.ts";

const RUN = "npm run hanpyo --";

/** For commands that have nothing to print as JSON. */
export const LANG_OPTION = ["--lang <language>", "en or ko; by default the machine's"] as const;

/** An option in groups, so that the same thing is called the same everywhere. */
export function withLanguage(command: Command): Command {
  return command.option(...LANG_OPTION).option("--json", "print JSON alone on standard output");
}

export function withDeployments(command: Command): Command {
  return withLanguage(command).option("--deployments <folder>", "where what was deployed is noted", "deployments");
}

/** The environment's variable that names the node where no option does. */
export const RPC_VARIABLE = "HANPYO_RPC";

/** A second node, for commands that compare two. */
export const OTHER_RPC_VARIABLE = "HANPYO_OTHER_RPC";

/** The environment's nodes, for commands that ask several; undefined if it names none. */
export function nodesOfEnvironment(env: NodeJS.ProcessEnv = process.env): readonly [string, ...string[]] | undefined {
  const [first, ...others] = [env[RPC_VARIABLE], env[OTHER_RPC_VARIABLE]].filter(
    (url) => url !== undefined && url !== "",
  );
  return first === undefined ? undefined : [first, ...(others as readonly string[])];
}

/** The node that a command asks. */
export function rpcOption(description: string): Option {
  return new Option("--rpc <url>", description).argParser(rpcUrl).env(RPC_VARIABLE);
}

/** The same for a command that cannot do without. */
export function neededRpc(description = "the chain"): Option {
  return rpcOption(description).makeOptionMandatory();
}

/** What stands as their default where a service takes the environment's nodes. */
export const ENVIRONMENTS_NODES = "those of the environment";

/** The nodes of a service, which believes none alone; by default the environment's. */
export function neededRpcs(): Option {
  const nodes = nodesOfEnvironment();
  const option = new Option(
    "--rpc <url...>",
    "the chain; give it twice or more, with nodes that do not belong together; by default HANPYO_RPC and HANPYO_OTHER_RPC",
  );
  return nodes === undefined ? option.makeOptionMandatory() : option.default([...nodes], ENVIRONMENTS_NODES);
}

export function withRpc(command: Command): Command {
  return withDeployments(command).option("--rpc <url>", "the chain; by default the environment's HANPYO_RPC", rpcUrl);
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
