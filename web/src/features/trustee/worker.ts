import "../../proving/threads.ts";
import type { JsonRpcProvider } from "ethers";
import sumsText from "../../../../circuits/keys/SHA256SUMS?raw";
import type { ShareTask } from "../../../../sdk/chain/trusteeShare.ts";
import { fingerprintOf } from "../../../../sdk/crypto/fingerprint.ts";
import { hashWords } from "../../../../sdk/crypto/transcript.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { endProving, type ProvingFiles } from "../../../../sdk/proofs/groth16.ts";
import { cacheStore } from "../../proving/fileStore.ts";
import { loadKeyFile, parseSums } from "../../proving/keyFiles.ts";
import type { WorkerConfig } from "../../proving/messages.ts";
import { withThreads } from "../../proving/threads.ts";
import { connectChain } from "../../shared/chain.ts";
import { consentTo, lookAt, releaseShare, sumOf, takePart, type Works } from "./deeds.ts";
import type { Reply, Request, Results, Task } from "./messages.ts";
import { createTrusteeKey, openTrusteeKey, type TrusteeSecrets } from "./trusteeKey.ts";

/** The trustee's secrets and sums, off the page's thread. Nothing is logged; nothing but results leaves. */
let secrets: TrusteeSecrets | undefined;
const sums = new Map<string, ShareTask>();

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
  const provider = connectChain(config);
  try {
    const progress = (done: number, total: number) => reply({ id, kind: "progress", done, total });
    reply({ id, kind: "done", result: await run(task, config, provider, progress) });
  } catch (error) {
    reply({ id, kind: "failed", ...failureOf(error) });
  } finally {
    provider.destroy();
    await endProving();
  }
};

async function run(
  task: Task,
  config: WorkerConfig,
  provider: JsonRpcProvider,
  progress: Works["progress"],
): Promise<Results[keyof Results]> {
  if (task.kind === "create") return createTrusteeKey(task.passphrase);
  if (task.kind === "open") {
    secrets = await openTrusteeKey(task.file, task.passphrase);
    const { address: account } = secrets.account;
    return { account, hasEther: (await provider.getBalance(account)) > 0n };
  }
  if (secrets === undefined) throw new KeyNotOpenError();
  const works: Works = { secrets, provider, progress };
  if (task.kind === "look") return lookAt(task.board, works);
  if (task.kind === "ceremony")
    return sent(withThreads(() => takePart(task.board, works, () => keyShareFiles(config))));
  if (task.kind === "consent") return sent(consentTo(task.election, works));
  if (task.kind === "sum") {
    const sum = await sumOf(task.election, works);
    sums.set(task.election, sum);
    return { ballots: sum.ballots, fingerprint: fingerprintOf(hashWords(sum.sum)) };
  }
  const sum = sums.get(task.election);
  if (sum === undefined) throw new SumNotComparedError(task.election);
  return sent(releaseShare(sum, works));
}

/** A transaction's hash alone crosses the border. */
async function sent(work: Promise<{ readonly hash: string }>): Promise<{ readonly hash: string }> {
  return { hash: (await work).hash };
}

async function keyShareFiles({ keys }: WorkerConfig): Promise<ProvingFiles> {
  const source = { sums: parseSums(sumsText), store: cacheStore("hanpyo-keys-1"), report: () => {} };
  const wasm = await loadKeyFile(keys, "keyShare.wasm", source);
  return { wasm, provingKey: await loadKeyFile(keys, "keyShare.zkey", source) };
}

function failureOf(error: unknown) {
  if (error instanceof HanpyoError) return { code: error.code, what: error.what, remedy: error.remedy };
  const { code = "FAILED" } = error as { readonly code?: unknown };
  const what = error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 200) : String(error);
  return { code: String(code), what, remedy: "Try again" };
}
