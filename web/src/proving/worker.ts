import "./threads.ts";
import sumsText from "../../../circuits/keys/SHA256SUMS?raw";
import { readSlot, readSlotHead } from "../../../sdk/chain/slots.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { NotOnRollError } from "../../../sdk/election/roll.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import { proveEnrolment } from "../../../sdk/proofs/enrolmentProof.ts";
import { endProving, type ProvingFiles, StatementFalseError } from "../../../sdk/proofs/groth16.ts";
import type { DownloadReport } from "../shared/download.ts";
import { faultOf } from "../shared/faults.ts";
import { loadCensus, pathFrom } from "./census.ts";
import { cacheStore } from "./fileStore.ts";
import { loadKeyFile, parseSums } from "./keyFiles.ts";
import type { Failure, Reply, Request, Results, Task } from "./messages.ts";
import { startPreparations } from "./preparation.ts";
import { type RollContext, sourcesOf } from "./rollSources.ts";
import { sharedWork } from "./sharedWork.ts";
import { withThreads } from "./threads.ts";
import { withChain } from "./withChain.ts";

/** The page's proving worker: keys, roll, encryption and proofs, off the main thread. Nothing is logged. */
const sums = parseSums(sumsText);
const store = cacheStore("hanpyo-keys-1");
const preparations = startPreparations(systemRandom);
const keysLoaded = sharedWork<ProvingFiles>();

type Context = RollContext & { readonly singleThread: boolean };

function filesOf(circuit: string, { config, report }: Context): Promise<ProvingFiles> {
  return keysLoaded(circuit, report, async (tell) => {
    const wasm = await loadKeyFile(config.keys, `${circuit}.wasm`, { sums, store, report: () => {} });
    const provingKey = await loadKeyFile(config.keys, `${circuit}.zkey`, { sums, store, report: tell });
    return { wasm, provingKey };
  });
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
  const membership = await pathFrom(sourcesOf(wanted, context), identityCommitment);
  const nullifier = nullifierOf(election.scope, secret);
  const slot = await withChain(context.config, (provider) => readSlot(election.election, nullifier, provider));
  return preparations.prepare(election, { secret, membership }, slot, choices);
}

async function isOnRoll(task: Extract<Task, { kind: "census" }>, context: Context): Promise<boolean> {
  try {
    await pathFrom(sourcesOf(task.wanted, context), task.identityCommitment);
    return true;
  } catch (error) {
    if (error instanceof NotOnRollError) return false;
    throw error;
  }
}

async function resultOf(task: Task, context: Context): Promise<Results[keyof Results]> {
  switch (task.kind) {
    case "load":
      await filesOf(task.circuit, context);
      return null;
    case "roll":
      await loadCensus(sourcesOf(task.wanted, context));
      return null;
    case "census":
      return { isOnRoll: await isOnRoll(task, context) };
    case "slot":
      return withChain(context.config, (provider) =>
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
