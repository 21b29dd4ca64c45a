import "../../proving/threads.ts";
import sumsText from "../../../../circuits/keys/SHA256SUMS?raw";
import type { Rpcs } from "../../../../sdk/chain/agreement.ts";
import { sumFingerprint } from "../../../../sdk/chain/electionFingerprint.ts";
import type { SeatActs } from "../../../../sdk/chain/seatActs.ts";
import { isSilence } from "../../../../sdk/chain/silence.ts";
import type { JournalEntry } from "../../../../sdk/chain/trusteeJournal.ts";
import { postShare, shareEntry } from "../../../../sdk/chain/trusteeShare.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { endProving, type ProvingFiles } from "../../../../sdk/proofs/groth16.ts";
import { parseSums } from "../../../../sdk/proofs/keySums.ts";
import { finalityOf } from "../../../../sdk/trust/finality.ts";
import { parseShareFile } from "../../../../sdk/verify/shareFile.ts";
import { cacheStore } from "../../proving/fileStore.ts";
import { loadKeyFile } from "../../proving/keyFiles.ts";
import { withThreads } from "../../proving/threads.ts";
import {
  censusOf,
  consentTo,
  lookAt,
  rehearse,
  releaseShare,
  shareFileOf,
  sumOf,
  takePart,
  type VerifiedSum,
  type Works,
} from "./deeds.ts";
import { ruleOf } from "./facts.ts";
import type { Failure, Reply, Request, Results, Task, TrusteeConfig } from "./messages.ts";
import { connectNodes, disconnect, nodeFlags } from "./nodes.ts";
import {
  createTrusteeKey,
  noteInKey,
  type OpenedKey,
  openTrusteeKey,
  reopenedJournal,
  type SavedKey,
} from "./openedKey.ts";

/** The trustee's secrets and sums, off the page's thread. Nothing is logged; nothing but results leaves. */
let opened: OpenedKey | undefined;
/** Of a seat that consents: the page asks for no second consent. */
const NOTHING_YET: SeatActs = { consented: false, shared: false };
const sums = new Map<string, VerifiedSum>();

class KeyNotOpenError extends HanpyoError {
  constructor() {
    super("KEY_NOT_OPEN", "There is no open key here", "Open your key file first");
  }
}

class SumNotComparedError extends HanpyoError {
  constructor(election: string) {
    super("SUM_NOT_COMPARED", `The sum of ${election} was not computed here`, "Check the ballots first");
  }
}

self.onmessage = async ({ data: { id, task, config } }: MessageEvent<Request>) => {
  const reply = (message: Reply) => postMessage(message);
  const progress = (done: number, total: number) => reply({ id, kind: "progress", done, total });
  try {
    reply({ id, kind: "done", result: await run(task, config, progress) });
  } catch (error) {
    reply({ id, kind: "failed", ...failureOf(error) });
  } finally {
    await endProving();
  }
};

async function run(task: Task, config: TrusteeConfig, progress: Works["progress"]): Promise<Results[keyof Results]> {
  // What needs no chain must work without one.
  if (task.kind === "create") return createTrusteeKey(task.passphrase);
  if (task.kind === "note") {
    const sum = sumKept(task.election);
    return { saved: await noted(shareEntry(sum.task), sum.acts, config) };
  }
  if (task.kind === "shareFile") {
    const sum = sumKept(task.election);
    return shareFileOf(sum, await journalAgain(task.file, sum));
  }
  if (task.kind === "open") opened = await openTrusteeKey(task.file, task.passphrase);
  const rpcs = await connectNodes(config);
  try {
    return await onChain(task, rpcs, config, progress);
  } finally {
    disconnect(rpcs);
  }
}

async function onChain(
  task: Exclude<Task, { kind: "create" | "note" | "shareFile" }>,
  rpcs: Rpcs,
  config: TrusteeConfig,
  progress: Works["progress"],
): Promise<Results[keyof Results]> {
  const secrets = keyOpen();
  const works: Works = { secrets, rpcs, trust: config.trust, progress };
  const { account, journal } = secrets;
  switch (task.kind) {
    case "open": {
      const hasEther = (await rpcs[0].provider.getBalance(account.address)) > 0n;
      return {
        account: account.address,
        hasEther,
        journalMissing: journal === undefined,
        finality: finalityOf(ruleOf(config.trust)),
      };
    }
    case "look":
      return lookAt(task.board, works);
    case "ceremony":
      nodeFlags(config);
      return sent(withThreads(() => takePart(task.board, works, () => keyShareFiles(config))));
    case "rehearse":
      return rehearse(task.board, works);
    case "census":
      return censusOf(task.election, works);
    case "consent": {
      let saved: SavedKey | undefined;
      const note = async (entry: JournalEntry) => {
        saved = await noted(entry, NOTHING_YET, config);
      };
      const { hash } = await consentTo(task.election, task, works, nodeFlags(config), note);
      return { hash, saved: saved as unknown as SavedKey };
    }
    case "sum": {
      const sum = await sumOf(task.election, works, nodeFlags(config));
      sums.set(task.election, sum);
      return { ballots: sum.task.ballots, fingerprint: sumFingerprint(sum.task), flags: sum.task.flags };
    }
    case "share": {
      const sum = sumKept(task.election);
      return sent(releaseShare(sum, await journalAgain(task.file, sum), works));
    }
    case "post": {
      const { election, ...made } = parseShareFile(task.file);
      return sent(postShare(election, made, account.connect(rpcs[0].provider)));
    }
  }
}

function keyOpen(): OpenedKey {
  if (opened === undefined) throw new KeyNotOpenError();
  return opened;
}

async function noted(entry: JournalEntry, acts: SeatActs, { choices }: TrusteeConfig): Promise<SavedKey> {
  const { key, saved } = await noteInKey(keyOpen(), entry, acts, choices.journalLost);
  opened = key;
  return saved;
}

function journalAgain(file: string, { task }: VerifiedSum) {
  return reopenedJournal(keyOpen(), file, shareEntry(task));
}

function sumKept(election: string): VerifiedSum {
  const sum = sums.get(election);
  if (sum === undefined) throw new SumNotComparedError(election);
  return sum;
}

/** A transaction's hash alone crosses the border. */
async function sent(work: Promise<{ readonly hash: string }>): Promise<{ readonly hash: string }> {
  return { hash: (await work).hash };
}

async function keyShareFiles({ keys }: TrusteeConfig): Promise<ProvingFiles> {
  const source = { sums: parseSums(sumsText), store: cacheStore("hanpyo-keys-1"), report: () => {} };
  const wasm = await loadKeyFile(keys, "keyShare.wasm", source);
  return { wasm, provingKey: await loadKeyFile(keys, "keyShare.zkey", source) };
}

function failureOf(error: unknown): Failure {
  if (error instanceof HanpyoError) return { code: error.code, what: error.what, remedy: error.remedy };
  // The page has words for a silent node under this one of its names.
  const { code } = isSilence(error) ? { code: "SERVER_ERROR" } : (error as { readonly code?: unknown });
  const what = error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 200) : String(error);
  return { code: "PAGE_FAILED", ...(code !== undefined && { foreign: String(code) }), what, remedy: "Try again" };
}
