import ceremonySumsText from "../../../circuits/keys/CEREMONY_SHA256SUMS?raw";
import sumsText from "../../../circuits/keys/SHA256SUMS?raw";
import { loadCensus, pathFrom } from "../../../sdk/chain/frozenCensus.ts";
import { readSlot, readSlotHead } from "../../../sdk/chain/slots.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { NotOnRollError } from "../../../sdk/election/roll.ts";
import { nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import type { ProvingFiles } from "../../../sdk/proofs/groth16.ts";
import { parseSums } from "../../../sdk/proofs/keySums.ts";
import { ACT_CIRCUIT } from "./actCircuit.ts";
import { readFreeSlot, readSupportVersion } from "./actTask.ts";
import { answerTasks } from "./answering.ts";
import { cacheStore, noStore } from "./fileStore.ts";
import { loadKeyFile } from "./keyFiles.ts";
import type { ProofTask, Request, Results, Task } from "./messages.ts";
import { type SlotOfBallot, startPreparations } from "./preparation.ts";
import { startProofs } from "./proofs.ts";
import { startRunner } from "./prover.ts";
import { type RollContext, sourcesOf } from "./rollSources.ts";
import { sharedWork } from "./sharedWork.ts";
import { withChain } from "./withChain.ts";

/** The page's proving worker: keys, roll and encryption, off the main thread; proofs are its prover's. */
const sums = new Map([...parseSums(sumsText), ...parseSums(ceremonySumsText)]);
const kept = cacheStore("hanpyo-keys-1");
const keysLoaded = sharedWork<ProvingFiles>();
const prover = startRunner<ProofTask>(
  (name) => new Worker(new URL("./proofWorker.ts", import.meta.url), { type: "module", name }),
  {},
);

/** Of the last task. One page has one configuration. */
let context: RollContext;
const preparations = startPreparations(
  systemRandom,
  startProofs(prover, (circuit) => filesOf(circuit, { ...context, report: () => {} })),
);

function filesOf(circuit: string, { config, report }: RollContext): Promise<ProvingFiles> {
  const store = config.keepsNothing ? noStore : kept;
  return keysLoaded(circuit, report, async (tell) => {
    const wasm = await loadKeyFile(config.keys, `${circuit}.wasm`, { sums, store, report: () => {} });
    const provingKey = await loadKeyFile(config.keys, `${circuit}.zkey`, { sums, store, report: tell });
    return { wasm, provingKey };
  });
}

/** Loads a circuit with its key, and has the prover make both ready: who is not, proves all the same. */
async function load(circuit: string, context: RollContext): Promise<null> {
  const files = await filesOf(circuit, context);
  prover.run({ kind: "ready", circuit, files }).catch(() => {});
  return null;
}

async function prepare(task: Extract<Task, { kind: "prepare" }>, context: RollContext): Promise<Results["prepare"]> {
  const { election, wanted, secret, identityCommitment, choices } = task;
  const membership = await pathFrom(sourcesOf(wanted, context), identityCommitment);
  const nullifier = nullifierOf(election.scope, secret);
  const slot = await withChain(context.config, (provider) => readSlot(election.election, nullifier, provider));
  return preparations.prepare(election, { secret, membership }, slot, choices);
}

async function prove(task: Extract<Task, { kind: "act" }>, context: RollContext): Promise<Results["act"]> {
  const { place, said, wanted, secret, identityCommitment } = task;
  const membership = await pathFrom(sourcesOf(wanted, context), identityCommitment);
  const files = await filesOf(ACT_CIRCUIT, context);
  return prover.run({ kind: "proveAct", files, place, said, signaller: { secret, membership } });
}

/** Milliseconds after which a ballot is cast though no node says whether its slot has moved: the chain refuses it then. */
const PATIENCE = 2_000;

/** A slot's next version; nothing if no node says it in time. */
function versionNow({ election, nullifier }: SlotOfBallot, { config }: RollContext): Promise<bigint | undefined> {
  const asked = withChain(config, async (provider) => (await readSlotHead(election, nullifier, provider)).version);
  const late = new Promise<undefined>((done) => setTimeout(done, PATIENCE));
  return Promise.race([asked.catch(() => undefined), late]);
}

async function isOnRoll(task: Extract<Task, { kind: "census" }>, context: RollContext): Promise<boolean> {
  try {
    await pathFrom(sourcesOf(task.wanted, context), task.identityCommitment);
    return true;
  } catch (error) {
    if (error instanceof NotOnRollError) return false;
    throw error;
  }
}

async function resultOf(task: Task, context: RollContext): Promise<Results[Task["kind"]]> {
  switch (task.kind) {
    case "load":
      return load(task.circuit, context);
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
      return preparations.cast(task.tracker, (slot) => versionNow(slot, context));
    case "forget":
      await preparations.forget();
      return null;
    case "enrol": {
      const files = await filesOf("enrolment", context);
      const { secret, context: bound } = task;
      return prover.run({ kind: "proveEnrolment", files, secret, context: bound });
    }
    case "support":
      return withChain(context.config, async (provider) => ({
        version: await readSupportVersion(task.place, task.id, task.secret, provider),
      }));
    case "freeSlot":
      return withChain(context.config, async (provider) => ({
        slot: await readFreeSlot(task.place, task.slots, task.secret, provider),
      }));
    case "act":
      return prove(task, context);
  }
}

answerTasks<Request>(({ task, config }, report) => {
  context = { config, report };
  return resultOf(task, context);
});
