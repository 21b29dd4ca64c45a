import { expect } from "chai";
import type { ProvingFiles } from "../../../sdk/proofs/groth16.ts";
import type { ProofTask } from "../../../web/src/proving/messages.ts";
import type { BallotToProve } from "../../../web/src/proving/preparation.ts";
import { startProofs } from "../../../web/src/proving/proofs.ts";
import { type Prover, ProvingCancelledError, WorkerCrashedError } from "../../../web/src/proving/prover.ts";
import { errorOf } from "../../errorOf.ts";

const files: ProvingFiles = { wasm: new Uint8Array(1), provingKey: new Uint8Array(2) };
const ballot = { election: { ballotSize: 8 } } as unknown as BallotToProve;

/** A prover with a note of what it was asked, which does what the test says. */
function puppet(answer: (task: ProofTask) => Promise<unknown> = async () => null) {
  const asked: string[] = [];
  const prover = {
    run(task: ProofTask) {
      asked.push("tracker" in task ? `${task.kind} ${task.tracker}` : task.kind);
      return answer(task);
    },
    cancel: () => {},
    end: async () => void asked.push("end"),
  } as unknown as Prover<ProofTask>;
  return { prover, asked };
}

const quiet = () => new Promise((later) => setTimeout(later, 5));

describe("Proofs made ahead", () => {
  it("are begun at once and handed out once the ballot is cast, without another proof", async () => {
    const { prover, asked } = puppet(async ({ kind }) => (kind === "take" ? "ballot" : null));
    const proofs = startProofs(prover, async () => files, true);
    proofs.begin("A", ballot);
    await quiet();
    expect(asked).to.deep.equal(["prove A"]);
    expect(await proofs.take("A", ballot)).to.equal("ballot");
    expect(asked).to.deep.equal(["prove A", "take A"]);
  });

  it("are not begun behind their end, when the key comes only then", async () => {
    let arrives = (_: ProvingFiles) => {};
    const key = new Promise<ProvingFiles>((fulfil) => {
      arrives = fulfil;
    });
    const { prover, asked } = puppet();
    const proofs = startProofs(prover, () => key, true);
    proofs.begin("A", ballot);
    await proofs.end();
    arrives(files);
    await quiet();
    expect(asked).to.deep.equal(["end"]);
    await errorOf(
      (async () => {
        const taken = proofs.take("B", ballot);
        await proofs.end();
        await taken;
      })(),
      ProvingCancelledError,
    );
  });

  it("are made when the ballot is cast, where nobody could await their end", async () => {
    const { prover, asked } = puppet();
    const proofs = startProofs(prover, async () => files, false);
    proofs.begin("A", ballot);
    await quiet();
    expect(asked).to.deep.equal([]);
    await proofs.take("A", ballot);
    expect(asked).to.deep.equal(["prove A", "take A"]);
  });

  it("are made once more where the prover crashed, and fail with what else it says", async () => {
    let crashes = 1;
    const { prover, asked } = puppet(async ({ kind }) => {
      if (kind === "prove" && crashes-- > 0) throw new WorkerCrashedError();
      return null;
    });
    const proofs = startProofs(prover, async () => files, true);
    proofs.begin("A", ballot);
    await quiet();
    await proofs.take("A", ballot);
    expect(asked).to.deep.equal(["prove A", "prove A", "take A"]);
    const failing = startProofs(puppet(() => Promise.reject(new Error("false"))).prover, async () => files, true);
    failing.begin("B", ballot);
    expect((await errorOf(failing.take("B", ballot), Error)).message).to.equal("false");
  });
});
