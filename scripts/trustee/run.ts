import { existsSync } from "node:fs";
import { getAddress, isAddress } from "ethers";
import { independenceFlags, type Rpc, type Rpcs } from "../../sdk/chain/agreement.ts";
import { WrongChainError } from "../../sdk/chain/connectNode.ts";
import { ContractRefusedError, type Sent } from "../../sdk/chain/contracts.ts";
import type { JournalEntry, JournalFlag, TrusteeJournal } from "../../sdk/chain/trusteeJournal.ts";
import type { OpenedKeyFile } from "../../sdk/chain/trusteeKeyFile.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import type { AcceptedTrust } from "../../sdk/trust/acceptManifest.ts";
import { CHAINS_OWN_RULE, finalityRule, finalityText } from "../../sdk/trust/finality.ts";
import { TrustMissingError } from "../../sdk/trust/requireTrusted.ts";
import { NotSealedError } from "../../sdk/verify/shareTask.ts";
import { requirePhase } from "../terminal/actPhase.ts";
import { readChecked, requireAbsent, writeNew } from "../terminal/checkedFile.ts";
import { passphraseOf } from "../terminal/passphrase.ts";
import { connectRpcs, disconnect, requireContract } from "../terminal/rpc.ts";
import { acceptedTrust } from "../terminal/trustInput.ts";
import type { Action, Made, Task } from "./action.ts";
import { journalBeside, keyFileJournal, readFirstFormat } from "./journal.ts";
import { accountOf, openKeyFile } from "./keyFile.ts";
import { type Options, OptionsUnfitError, partOf } from "./options.ts";
import { payerOf } from "./payer.ts";

/** Where a command's words go: `print` for people, `say` for progress, `confirm` for questions. */
export type Voice = {
  print(line: string): void;
  say(text: string): void;
  /** @param instead The option that answers where there is nobody to ask. */
  confirm(question: string, instead: string): Promise<void>;
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
      told`The task is for trustee ${{ trustee }}, the key file is that of ${{ account }}`,
      "Write the task with --trustee and the address that `npm run hanpyo -- trustee show` prints for this key file",
    );
  }
}

export class FingerprintDiffersError extends HanpyoError {
  constructor(given: string, computed: string) {
    super(
      "FINGERPRINT_DIFFERS",
      told`The fingerprint given is ${{ given }}, but this is ${{ computed }}`,
      "Do nothing: compare with the other trustees again; somebody is shown something else",
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
  const isReading = part === "read" || part === "all";
  const nodes = isReading ? independenceFlags(options.oneNode === true, options.rpc) : [];
  const rpcs = options.rpc.length === 0 ? undefined : await connectRpcs(options.rpc as [string, ...string[]]);
  try {
    if (part === "make") return await makeFile(action, options, voice);
    if (part === "read") return await writeTask(action, options, rpcs as Rpcs, nodes, voice);
    if (part === "post") return await postFile(action, options, rpcs as Rpcs, voice);
    return await all(action, options, rpcs as Rpcs, nodes, voice);
  } finally {
    disconnect(rpcs ?? []);
  }
}

async function writeTask<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  rpcs: Rpcs,
  nodes: readonly JournalFlag[],
  voice: Voice,
): Promise<Report> {
  const file = options.writeTask as string;
  requireAbsent(file);
  const task = await readTask(action, options, rpcs, nodes, addressOf(options, "trustee", action.name), voice);
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
  const { made } = await makeWithKey(action, options, task, voice);
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
  nodes: readonly JournalFlag[],
  voice: Voice,
): Promise<Report> {
  const trustee = accountOf(options.key as string);
  await requireStillTaken(action, addressOf(options, action.target, action.name), rpcs);
  const task = await readTask(action, options, rpcs, nodes, trustee, voice);
  const { made, account } = await makeWithKey(action, options, task, voice);
  const [rpc] = rpcs as readonly [Rpc];
  const target = addressOf(options, action.target, action.name);
  const sent = await explained(action, target, rpcs, () => action.post(made, rpc, account.connect(rpc.provider)));
  const report = reportOf(action, made, sent, voice);
  return { ...report, summary: action.summary(task) };
}

async function readTask<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  rpcs: Rpcs,
  nodes: readonly JournalFlag[],
  trustee: string,
  voice: Voice,
): Promise<T> {
  const target = addressOf(options, action.target, action.name);
  const trust = action.name === "deal" ? acceptedTrust(options) : trustOf(options);
  const flags = [...nodes, ...(action.name !== "deal" && trust === undefined ? ["no-trust" as const] : [])];
  const rule = trust === undefined ? CHAINS_OWN_RULE : finalityRule(trust.anchored);
  if (rule.kind === "depth") voice.print(finalityText(rule));
  const reading = { flags, trust, rule, say: voice.say };
  const task = await explained(action, target, rpcs, () => action.read(rpcs, target, trustee, reading));
  for (const line of action.summary(task)) voice.print(line);
  return task;
}

/** Nobody is asked to agree to what takes no consent any more. Throws what `requirePhase` does. */
async function requireStillTaken<T extends Task, M extends Made>(
  { name }: Action<T, M>,
  election: string,
  [rpc]: Rpcs,
): Promise<void> {
  if (name !== "consent") return;
  await requireContract(rpc, "election", election);
  await requirePhase(name, election, rpc.provider);
}

/** Runs a part of an action; where the election is in another phase, what that means is said in place of its name. */
async function explained<T extends Task, M extends Made, R>(
  { name }: Action<T, M>,
  election: string,
  [{ provider }]: Rpcs,
  work: () => Promise<R>,
): Promise<R> {
  try {
    return await work();
  } catch (error) {
    const isOfPhase =
      error instanceof NotSealedError || (error instanceof ContractRefusedError && error.refusal === "WrongPhase");
    if (name !== "deal" && isOfPhase) await requirePhase(name, election, provider);
    throw error;
  }
}

/** Throws `TrustMissingError` unless a trust file was given, or the person said that it goes on without one. */
function trustOf(options: Options): AcceptedTrust | undefined {
  const trust = acceptedTrust(options);
  if (trust === undefined && !options.withoutTrust) throw new TrustMissingError();
  return trust;
}

/** Opens the key, has a person compare the fingerprint, and makes what the task asks for. */
async function makeWithKey<T extends Task, M extends Made>(
  action: Action<T, M>,
  options: Options,
  task: T,
  voice: Voice,
): Promise<{ readonly made: M; readonly account: OpenedKeyFile["account"] }> {
  const key = options.key as string;
  const passphrase = await passphraseOf(key, options.passphraseFile);
  const opened = await openKeyFile(key, passphrase);
  const unnoted = (entries: readonly JournalEntry[]) => action.unnoted(task, entries);
  const kept = action.name === "deal" ? undefined : await journalOf(options, opened, passphrase, unnoted, voice);
  await compared(action, options, task, voice);
  const journal = kept ?? keyFileJournal(key, passphrase);
  return { made: await action.make(task, opened, { journal, say: voice.say }), account: opened.account };
}

/**
 * The journal of a key. That it is older than what the chain has of its trustee, or that the one of a file of the first
 * format is missing, is said, and kept as said.
 */
async function journalOf(
  { key: file, journal, journalLost }: Options,
  opened: OpenedKeyFile,
  passphrase: string,
  unnoted: (journal: readonly JournalEntry[]) => string | undefined,
  voice: Voice,
): Promise<TrusteeJournal> {
  const key = file as string;
  const beside = journal ?? journalBeside(key);
  if (opened.journal !== undefined) {
    const own = keyFileJournal(key, passphrase, journal === undefined ? [] : readFirstFormat(journal));
    const lacking = unnoted(await own.read());
    if (lacking === undefined) return own;
    voice.print(`${key} is an older copy: ${lacking}`);
    voice.print("Use the newer copy, or write its journal into this one with `npm run hanpyo -- trustee merge`");
    if (!journalLost) {
      const question = `Are all newer copies of ${key} lost, and has its key given no share of another sum?`;
      await voice.confirm(question, "--journal-lost");
    }
    return asLost(own);
  }
  if (existsSync(beside)) return keyFileJournal(key, passphrase, readFirstFormat(beside));
  voice.print(`${key} has the first format of key files, and its journal ${beside} is missing`);
  if (!journalLost) {
    const question = `Has the key in ${key} never given a share of any election?`;
    await voice.confirm(question, "--journal FILE, or --journal-lost");
  }
  return asLost(keyFileJournal(key, passphrase));
}

/** A journal whose further entries say that something before them is lost. */
function asLost(kept: TrusteeJournal): TrusteeJournal {
  return { read: kept.read, write: (entry) => kept.write({ ...entry, flags: [...entry.flags, "journal-lost"] }) };
}

/** A fingerprint that was given is compared; otherwise a person is asked. */
async function compared<T extends Task, M extends Made>(
  action: Action<T, M>,
  { fingerprint: given }: Options,
  task: T,
  voice: Voice,
): Promise<void> {
  if (given === undefined) return voice.confirm(action.question(task), "--fingerprint FINGERPRINT");
  const computed = action.fingerprint(task);
  if (plain(given) !== plain(computed)) throw new FingerprintDiffersError(given, computed);
}

/** As it is read aloud. */
function plain(fingerprint: string): string {
  return fingerprint.toUpperCase().replace(/[\s-]/g, "");
}

function reportOf<T extends Task, M extends Made>(action: Action<T, M>, { seat }: M, sent: Sent, voice: Voice): Report {
  voice.print(`seat ${seat}: ${action.name} is in block ${sent.blockNumber}, transaction ${sent.hash}`);
  return { action: action.name, seat, transaction: sent.hash, gasUsed: sent.gasUsed };
}

function addressOf(options: Options, name: "board" | "election" | "trustee", command: string): string {
  const text = options[name] as string;
  if (!isAddress(text)) {
    throw new OptionsUnfitError(`--${name} ${text} is not an address`, command, `--${name}: ${text}: 주소가 아닙니다.`);
  }
  return getAddress(text);
}

function remedy(command: string, part: string): string {
  return `Give the file that \`npm run hanpyo -- trustee ${command} ${part}\` wrote, unaltered`;
}
