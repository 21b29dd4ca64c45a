import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

type Message = {
  readonly type: string;
  readonly futureId?: string;
  readonly result?: { readonly type: string; readonly address?: string };
  /** Of a contract that a factory made. */
  readonly contractAddress?: string;
  readonly receipt?: {
    readonly blockNumber: number;
    readonly status: string;
    readonly contractAddress?: string;
    readonly logs: readonly { readonly topics: readonly string[] }[];
  };
};

/** Of what sends a transaction. */
const BEGINNINGS = ["DEPLOYMENT_EXECUTION_STATE_INITIALIZE", "CALL_EXECUTION_STATE_INITIALIZE"];

/** Of what is on its way or was. */
const SENDINGS = ["TRANSACTION_PREPARE_SEND", "TRANSACTION_SEND"];

/**
 * Ignition's journal without what it stumbles over after it was killed: a line that was cut off; contracts and calls
 * that it had begun without asking the chain for anything, at which it fails although nothing was sent for them; and
 * code with addresses in mixed case, which it takes for another transaction's when it compares it with the chain's.
 */
export function repairedJournal(text: string): string {
  const entries = entriesOf(text);
  const asked = new Set(
    entries
      .filter(({ message }) => message.type === "NETWORK_INTERACTION_REQUEST")
      .map(({ message }) => message.futureId),
  );
  const kept = entries.filter(({ message }) => !BEGINNINGS.includes(message.type) || asked.has(message.futureId));
  return kept.map(({ line }) => `\n${line.replace(/"data":"0x[0-9a-fA-F]*"/, (data) => data.toLowerCase())}`).join("");
}

/** Addresses by contract, as a journal has them: what Ignition keeps in a file that a kill can empty. */
export function deployedAddresses(text: string): Readonly<Record<string, string>> {
  const done = entriesOf(text).flatMap(({ message: { type, futureId, result, contractAddress } }) => {
    const deployed = result?.type === "SUCCESS" ? result.address : undefined;
    const address = deployed ?? (type === "CONTRACT_AT_EXECUTION_STATE_INITIALIZE" ? contractAddress : undefined);
    return futureId === undefined || address === undefined ? [] : [[futureId, address]];
  });
  return Object.fromEntries(done);
}

/**
 * The block in which each contract was made, by its address in small letters: by its own transaction, or by a factory,
 * the first topic of whose event names it.
 */
export function deployedBlocks(text: string): Readonly<Record<string, number>> {
  const made: Record<string, number> = {};
  for (const { message } of entriesOf(text)) {
    const { type, receipt } = message;
    if (type !== "TRANSACTION_CONFIRM" || receipt?.status !== "SUCCESS") continue;
    const { blockNumber, contractAddress, logs } = receipt;
    const named = logs.flatMap(({ topics: [, first] }) => (first === undefined ? [] : [`0x${first.slice(26)}`]));
    for (const address of [...(contractAddress === undefined ? [] : [contractAddress]), ...named]) {
      made[address.toLowerCase()] ??= blockNumber;
    }
  }
  return made;
}

/** What a deployment's journal says of the blocks in which its contracts were made. */
export function journaledBlocks(folder: string): Readonly<Record<string, number>> {
  const journal = join(folder, "journal.jsonl");
  return existsSync(journal) ? deployedBlocks(readFileSync(journal, "utf8")) : {};
}

/** Where Ignition keeps what it knows of a deployment. @param folder That of the deployment files. */
export function journalFolder({ folder, name }: { readonly folder: string; readonly name: string }): string {
  return resolve(folder, "ignition/deployments", deploymentIdOf(name));
}

/** What a deployment is called there. */
export function deploymentIdOf(name: string): string {
  return `hanpyo-${name}`;
}

/** What a deployment's journal says of a contract by its name in a module; undefined if there is none. */
export function journaledAddress(folder: string, name: string): string | undefined {
  const journal = join(folder, "journal.jsonl");
  return existsSync(journal) ? deployedAddresses(readFileSync(journal, "utf8"))[name] : undefined;
}

/** Whether a deployment may have sent anything: what was prepared may be on its way. */
export function hasSent(folder: string): boolean {
  const journal = join(folder, "journal.jsonl");
  if (!existsSync(journal)) return false;
  return entriesOf(readFileSync(journal, "utf8")).some(({ message }) => SENDINGS.includes(message.type));
}

/** Repairs what Ignition keeps of a deployment, if there is anything and it needs it. */
export function repairDeployment(folder: string): void {
  const journal = join(folder, "journal.jsonl");
  if (!existsSync(journal)) return;
  const text = readFileSync(journal, "utf8");
  const repaired = repairedJournal(text);
  if (repaired !== text) replace(journal, repaired);
  const addresses = join(folder, "deployed_addresses.json");
  if (existsSync(addresses) && parsed(readFileSync(addresses, "utf8")) === undefined) {
    replace(addresses, `${JSON.stringify(deployedAddresses(repaired), null, 2)}\n`);
  }
}

function entriesOf(text: string): readonly { readonly line: string; readonly message: Message }[] {
  return text.split("\n").flatMap((line) => {
    const message = line === "" ? undefined : (parsed(line) as Message | undefined);
    return message === undefined ? [] : [{ line, message }];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { flush: true });
  renameSync(`${file}.new`, file);
}
