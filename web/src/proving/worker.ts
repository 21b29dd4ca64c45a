import "./threads.ts";
import type { JsonRpcProvider } from "ethers";
import sumsText from "../../../circuits/keys/SHA256SUMS?raw";
import { readSlotHead } from "../../../sdk/chain/castBallot.ts";
import { readSlot } from "../../../sdk/chain/resident.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import { proveEnrolment } from "../../../sdk/proofs/enrolmentProof.ts";
import { endProving, type ProvingFiles, StatementFalseError } from "../../../sdk/proofs/groth16.ts";
import { connectChain } from "../shared/chain.ts";
import { faultOf } from "../shared/faults.ts";
import { type Census, type CensusWanted, loadCensus, pathIn } from "./census.ts";
import { cacheStore, type DownloadReport, loadKeyFile, parseSums } from "./keyFiles.ts";
import type { Failure, Reply, Request, Results, Task, WorkerConfig } from "./messages.ts";
import { startPreparations } from "./preparation.ts";
import { withThreads } from "./threads.ts";

/** The page's proving worker: keys, roll, encryption and proofs, off the main thread. Nothing is logged. */
const sums = parseSums(sumsText);
const store = cacheStore();
const preparations = startPreparations(systemRandom);
const loading = new Map<string, Promise<ProvingFiles>>();
const censuses = new Map<string, Promise<Census>>();

type Context = { readonly config: WorkerConfig; readonly singleThread: boolean; readonly report: DownloadReport };

/** The files of a circuit; a failure is forgotten, so that the next call tries again. */
function filesOf(circuit: string, { config, report }: Context): Promise<ProvingFiles> {
  return once(loading, circuit, async () => {
    const wasm = await loadKeyFile(config.keys, `${circuit}.wasm`, { sums, store, report: () => {} });
    const provingKey = await loadKeyFile(config.keys, `${circuit}.zkey`, { sums, store, report });
    return { wasm, provingKey };
  });
}

function censusOf(wanted: CensusWanted, { config }: Context): Promise<Census> {
  const name = `${wanted.rolls} ${wanted.rollId} ${wanted.censusTime} ${wanted.censusRoot}`;
  return once(censuses, name, () => withChain({ config }, (provider) => loadCensus(wanted, provider)));
}

async function withChain<T>(
  { config }: Pick<Context, "config">,
  work: (provider: JsonRpcProvider) => Promise<T>,
): Promise<T> {
  const provider = connectChain(config);
  try {
    return await work(provider);
  } finally {
    provider.destroy();
  }
}

function once<T>(kept: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const found = kept.get(name);
  if (found !== undefined) return found;
  const made = make();
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
}

/** Proves with threads, and once more without them if they fail for another reason than a false statement. */
async function proving<T>(circuit: string, context: Context, prove: (files: ProvingFiles) => Promise<T>): Promise<T> {
  const files = await filesOf(circuit, context);
  if (context.singleThread) return prove({ ...files, singleThread: true });
  try {
    return await withThreads(() => prove(files));
  } catch (error) {
    if (error instanceof StatementFalseError) throw error;
    await endProving().catch(() => {});
    return prove({ ...files, singleThread: true });
  }
}

async function prepare(task: Extract<Task, { kind: "prepare" }>, context: Context): Promise<Results["prepare"]> {
  const { election, wanted, secret, identityCommitment, choices } = task;
  const membership = pathIn(await censusOf(wanted, context), identityCommitment);
  const nullifier = nullifierOf(election.scope, secret);
  const slot = await withChain(context, (provider) => readSlot(election.election, nullifier, provider));
  return preparations.prepare(election, { secret, membership }, slot, choices);
}

async function resultOf(task: Task, context: Context): Promise<Results[keyof Results]> {
  switch (task.kind) {
    case "load":
      await filesOf(task.circuit, context);
      return null;
    case "census": {
      const { tree, activeMembers } = await censusOf(task.wanted, context);
      return { activeMembers, isOnRoll: tree.indexOf(task.identityCommitment) >= 0 };
    }
    case "slot":
      return withChain(context, (provider) =>
        readSlotHead(task.election, nullifierOf(task.scope, task.secret), provider),
      );
    case "prepare":
      return prepare(task, context);
    case "challenge":
      return preparations.challenge(task.tracker);
    case "cast":
      return preparations.cast(task.tracker, (prove) => proving(task.circuit, context, prove));
    case "enrol": {
      const { proof, publicSignals } = await proving("enrolment", context, (files) =>
        proveEnrolment(files, task.secret, task.context),
      );
      return { identityCommitment: publicSignals[0] as bigint, proof };
    }
  }
}

/** Only our own errors speak: others' messages could quote a secret value. */
function failureOf(error: unknown): Failure {
  if (error instanceof StatementFalseError) {
    return { code: error.code, what: "The values do not satisfy the circuit", remedy: error.remedy };
  }
  if (error instanceof HanpyoError) return { code: error.code, what: error.what, remedy: error.remedy };
  if (faultOf(error) === "offline") {
    return { code: "RPC_UNREACHABLE", what: "The chain's node gave no answer", remedy: "Try again in a while" };
  }
  const name = error instanceof Error ? error.name : typeof error;
  return { code: "PROVING_FAILED", what: `Proving failed (${name})`, remedy: "Close other programs, and try again" };
}

self.addEventListener("message", ({ data }: MessageEvent<Request>) => {
  const { id, task, config, singleThread } = data;
  const say = (reply: Reply) => self.postMessage(reply);
  const report: DownloadReport = (loaded, total) => say({ id, kind: "progress", loaded, total });
  resultOf(task, { config, singleThread, report }).then(
    (result) => say({ id, kind: "done", result }),
    (error: unknown) => say({ id, kind: "failed", failure: failureOf(error) }),
  );
});
