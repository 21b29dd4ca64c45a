import { getAddress, isAddress } from "ethers";
import type { Rpc, Rpcs } from "../../sdk/chain/agreement.ts";
import type { Sent } from "../../sdk/chain/contracts.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { readChecked, requireAbsent, writeNew } from "../terminal/checkedFile.ts";
import { connectRpcs, disconnect, WrongChainError } from "../terminal/rpc.ts";
import type { Action, Made, Task } from "./action.ts";
import { fileJournal, journalBeside } from "./journal.ts";
import { accountOf, openKeyFile } from "./keyFile.ts";
import { type Options, OptionsUnfitError, partOf } from "./options.ts";
import { passphraseOf } from "./passphrase.ts";
import { payerOf } from "./payer.ts";

/** Where a command's words go: `print` for people, `say` for progress, `confirm` for questions. */
export type Voice = {
  print(line: string): void;
  say(text: string): void;
  confirm(question: string): Promise<void>;
};

/** What a command did, as `--json` prints it. */
export type Report = {
  readonly action: string;
  readonly seat: number;
  readonly file?: string;
  readonly transaction?: string;
  readonly gasUsed?: bigint;
  readonly summary?: readonly string[];
};

export class TaskOfAnotherError extends HanpyoError {
  constructor(trustee: string, account: string) {
    super(
      "TASK_OF_ANOTHER",
      `The task is for trustee ${trustee}, the key file is that of ${account}`,
      "Write the task with --trustee and the address that `hanpyo trustee show` prints for this key file",
    );
  }
}

/** Runs the part of an action that the options ask for. */
export async function runAction<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  voice: Voice,
): Promise<Report> {
  const part = partOf(options, action.name, action.target, action.anybodyPosts);
  const rpcs = options.rpc.length === 0 ? undefined : await connectRpcs(options.rpc as [string, ...string[]]);
  try {
    if (part === "make") return await makeFile(action, options, voice);
    if (part === "read") return await writeTask(action, options, rpcs as Rpcs, voice);
    if (part === "post") return await postFile(action, options, rpcs as Rpcs, voice);
    return await all(action, options, rpcs as Rpcs, voice);
  } finally {
    disconnect(rpcs ?? []);
  }
}

async function writeTask<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  rpcs: Rpcs,
  voice: Voice,
): Promise<Report> {
  const file = options.writeTask as string;
  requireAbsent(file);
  const task = await readTask(action, options, rpcs, addressOf(options, "trustee", action.name), voice);
  writeNew(file, task);
  voice.print(`${file}: carry it to the machine that has the key file, and give it to --task`);
  return { action: action.name, seat: task.seat, file, summary: action.summary(task) };
}

async function makeFile<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  voice: Voice,
): Promise<Report> {
  const [key, out] = [options.key as string, options.out as string];
  requireAbsent(out);
  const task = readChecked(options.task as string, action.taskSchema, remedy(action.name, "--write-task"));
  const account = accountOf(key);
  if (account !== task.trustee) throw new TaskOfAnotherError(task.trustee, account);
  for (const line of action.summary(task)) voice.print(line);
  const question = action.question(task);
  if (question !== undefined && !options.yes) await voice.confirm(question);
  const secrets = await openKeyFile(key, await passphraseOf(key, options.passphraseFile));
  const made = await action.make(task, secrets, making(options, voice));
  writeNew(out, made);
  voice.print(`${out}: carry it to a machine with a network, and give it to --post`);
  return { action: action.name, seat: task.seat, file: out, summary: action.summary(task) };
}

async function postFile<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  rpcs: Rpcs,
  voice: Voice,
): Promise<Report> {
  const made = readChecked(options.post as string, action.madeSchema, remedy(action.name, "--task"));
  const [rpc] = rpcs;
  if (rpc.chainId !== made.chainId) throw new WrongChainError(rpc.name, rpc.chainId, made.chainId);
  const sender = action.anybodyPosts
    ? (await payerOf(options.account as string, options.passphraseFile)).connect(rpc.provider)
    : undefined;
  return reportOf(action, made, await action.post(made, rpc, sender), voice);
}

async function all<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  rpcs: Rpcs,
  voice: Voice,
): Promise<Report> {
  const key = options.key as string;
  const task = await readTask(action, options, rpcs, accountOf(key), voice);
  const secrets = await openKeyFile(key, await passphraseOf(key, options.passphraseFile));
  const made = await action.make(task, secrets, making(options, voice));
  const [rpc] = rpcs as readonly [Rpc];
  const report = reportOf(action, made, await action.post(made, rpc, secrets.account.connect(rpc.provider)), voice);
  return { ...report, summary: action.summary(task) };
}

async function readTask<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  rpcs: Rpcs,
  trustee: string,
  voice: Voice,
): Promise<T> {
  const target = addressOf(options, action.target, action.name);
  const block = blockOf(options, action.name);
  const task = await action.read(rpcs, target, trustee, { say: voice.say, ...(block === undefined ? {} : { block }) });
  for (const line of action.summary(task)) voice.print(line);
  return task;
}

function making({ journal, key }: Options, { say }: Voice) {
  return { journal: fileJournal(journal ?? journalBeside(key as string)), say };
}

function reportOf<T extends Task, M extends Made>(action: Action<T, M>, { seat }: M, sent: Sent, voice: Voice): Report {
  voice.print(`seat ${seat}: ${action.name} is in block ${sent.blockNumber}, transaction ${sent.hash}`);
  return { action: action.name, seat, transaction: sent.hash, gasUsed: sent.gasUsed };
}

function addressOf(options: Options, name: "board" | "election" | "trustee", command: string): string {
  const text = options[name] as string;
  if (!isAddress(text)) throw new OptionsUnfitError(`--${name} ${text} is not an address`, command);
  return getAddress(text);
}

function blockOf({ block }: Options, command: string): number | undefined {
  if (block === undefined) return undefined;
  if (!/^(0|[1-9][0-9]{0,14})$/.test(block))
    throw new OptionsUnfitError(`--block ${block} is not a block number`, command);
  return Number(block);
}

function remedy(command: string, part: string): string {
  return `Give the file that \`hanpyo trustee ${command} ${part}\` wrote, unaltered`;
}
