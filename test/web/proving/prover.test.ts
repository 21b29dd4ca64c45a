import { expect } from "chai";
import type { Failure, Reply, Request } from "../../../web/src/proving/messages.ts";
import {
  ProvingCancelledError,
  ProvingRefusedError,
  startProver,
  WorkerCrashedError,
} from "../../../web/src/proving/prover.ts";
import { errorOf } from "../../errorOf.ts";

const config = { rpc: "http://localhost/rpc", chainId: 1, firstBlock: 0, keys: "http://localhost/keys/" };

/** A worker that does what the test says. */
class PuppetWorker extends EventTarget {
  readonly requests: Request[] = [];
  ended = false;

  postMessage(request: Request): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.ended = true;
  }

  say(reply: Reply): void {
    this.dispatchEvent(new MessageEvent("message", { data: reply }));
  }
}

function stage() {
  const workers: PuppetWorker[] = [];
  const prover = startProver(config, () => {
    const worker = new PuppetWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { prover, workers };
}

const load = { kind: "load", circuit: "ballot-8" } as const;

describe("The page's side of the proving worker", () => {
  it("starts the worker with the first task, and gives each task its own answer", async () => {
    const { prover, workers } = stage();
    expect(workers).to.deep.equal([]);
    const reports: number[] = [];
    const first = prover.run(load, (loaded) => reports.push(loaded));
    const second = prover.run({ kind: "slot", election: "0x", scope: 1n, secret: 2n });
    const [worker] = workers as [PuppetWorker];
    const [one, two] = worker.requests.map(({ id }) => id) as [number, number];
    worker.say({ id: two, kind: "done", result: { version: 5n } });
    worker.say({ id: one, kind: "progress", loaded: 3, total: 9 });
    worker.say({ id: one, kind: "done", result: null });
    expect(await second).to.deep.equal({ version: 5n });
    expect(await first).to.equal(null);
    expect(reports).to.deep.equal([3]);
    expect(workers).to.have.length(1);
  });

  it("passes the worker's refusal on with its code", async () => {
    const { prover, workers } = stage();
    const run = prover.run(load);
    const worker = workers[0] as PuppetWorker;
    const failure: Failure = { code: "KEY_FILE_ALTERED", what: "x was altered", remedy: "Do not vote" };
    worker.say({ id: worker.requests[0]?.id ?? -1, kind: "failed", failure });
    const error = await errorOf(run, ProvingRefusedError);
    expect(error).to.include(failure);
  });

  it("ends everything under way when it is cancelled; the next task has a new worker", async () => {
    const { prover, workers } = stage();
    const run = prover.run(load);
    prover.cancel();
    expect((await errorOf(run, ProvingCancelledError)).code).to.equal("PROVING_CANCELLED");
    expect(workers[0]?.ended).to.equal(true);
    void prover.run(load);
    expect(workers).to.have.length(2);
    expect(workers[1]?.requests[0]?.singleThread).to.equal(false);
  });

  it("ends and says so only when nothing holds the lock of the worker's life", async () => {
    const names: string[] = [];
    const prover = startProver(config, (name) => {
      names.push(name);
      return new PuppetWorker() as unknown as Worker;
    });
    await prover.end();
    const run = prover.run(load);
    const [name] = names as [string];
    let dies = () => {};
    const lives = new Promise<void>((fulfil) => {
      dies = fulfil;
    });
    await new Promise<void>((held) => {
      void navigator.locks.request(name, () => {
        held();
        return lives;
      });
    });
    const noted: string[] = [];
    const end = prover.end().then(() => noted.push("ended"));
    await errorOf(run, ProvingCancelledError);
    await new Promise((later) => setTimeout(later, 20));
    expect(noted).to.deep.equal([]);
    dies();
    await end;
    expect(noted).to.deep.equal(["ended"]);
    void prover.run(load);
    expect(new Set(names).size).to.equal(2);
  });

  it("names a crash, and proves without threads from then on", async () => {
    const { prover, workers } = stage();
    const runs = [prover.run(load), prover.run(load)];
    workers[0]?.dispatchEvent(new Event("error"));
    for (const run of runs) expect((await errorOf(run, WorkerCrashedError)).code).to.equal("WORKER_CRASHED");
    expect(workers[0]?.ended).to.equal(true);
    void prover.run(load);
    expect(workers[1]?.requests[0]?.singleThread).to.equal(true);
  });

  it("sends the worker no more of the configuration than it needs", () => {
    const { prover, workers } = stage();
    void prover.run(load);
    expect(workers[0]?.requests[0]?.config).to.deep.equal(config);
  });
});
