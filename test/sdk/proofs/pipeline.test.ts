import { numberToBytesBE, numberToBytesLE } from "@noble/curves/utils.js";
import { expect } from "chai";
import { curves } from "snarkjs";
import { provingFiles, verificationKey } from "../../../scripts/checkout/circuitFiles.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { type RandomBytes, systemRandom } from "../../../sdk/crypto/random.ts";
import { type Curve, provingCurve } from "../../../sdk/proofs/curve.ts";
import { type CircuitInput, endProving, StatementFalseError, verifyProof } from "../../../sdk/proofs/groth16.ts";
import { multiExp, windowBits } from "../../../sdk/proofs/multiExp.ts";
import { makeReady, proveByPipeline } from "../../../sdk/proofs/pipeline.ts";
import { ProofWrongError } from "../../../sdk/proofs/proofCheck.ts";
import { prove } from "../../../sdk/proofs/prove.ts";
import { ProvingKeyUnreadableError, readProvingKey } from "../../../sdk/proofs/provingKey.ts";
import { proveBySnarkjs } from "../../../sdk/proofs/snarkjsProver.ts";
import { errorOf } from "../../errorOf.ts";
import { ballotInputs } from "./ballotInputs.ts";

const SECRET = 1_234_567_890_123_456_789_012_345_678_901_234_567_890n;
const enrolment: CircuitInput = { secret: SECRET, context: 5n };

describe("The proving pipeline", function () {
  this.timeout(300_000);
  const files = provingFiles("enrolment");
  after(endProving);

  it("makes proofs that snarkjs accepts, of every circuit, with threads and without", async () => {
    for (const size of [4, 8]) {
      const proved = await proveByPipeline("ballot", provingFiles(`ballot-${size}`), ballotInputs(size), systemRandom);
      expect(await verifyProof(verificationKey(`ballot-${size}`), proved), `${size} options`).to.equal(true);
    }
    for (const singleThread of [false, true]) {
      const proved = await proveByPipeline("enrolment", { ...files, singleThread }, enrolment, systemRandom);
      expect(await verifyProof(verificationKey("enrolment"), proved)).to.equal(true);
      const other = { ...proved, publicSignals: proved.publicSignals.map((signal) => signal + 1n) };
      expect(await verifyProof(verificationKey("enrolment"), other)).to.equal(false);
    }
  });

  it("comes to snarkjs's proof in every word when both are blinded by the same two scalars", async () => {
    for (const [name, input] of [["enrolment", enrolment] as const, ["ballot-4", ballotInputs(4)] as const]) {
      const scalars = [FIELD_ORDER - 2n, 77n ** 30n % FIELD_ORDER];
      const own = await proveByPipeline(name, provingFiles(name), input, giving(scalars));
      const theirs = await blindedBy(scalars, () => proveBySnarkjs(name, provingFiles(name), input));
      expect(own).to.deep.equal(theirs);
    }
  });

  it("blinds each proof anew", async () => {
    const [first, second] = await Promise.all([1, 2].map(() => prove("enrolment", files, enrolment)));
    expect(first?.publicSignals).to.deep.equal(second?.publicSignals);
    for (let word = 0; word < 8; word++) expect(first?.proof[word]).not.to.equal(second?.proof[word]);
  });

  it("refuses values that break a constraint, and a circuit's wrong signals, as snarkjs does", async () => {
    const broken = { ...ballotInputs(4), maxTotal: 0 };
    for (const make of [prove, proveBySnarkjs]) {
      await errorOf(make("ballot-4", provingFiles("ballot-4"), broken), StatementFalseError);
      const without = errorOf(make("enrolment", files, { secret: 1n }), Error);
      expect(await without).not.to.be.instanceOf(StatementFalseError);
      await errorOf(make("enrolment", files, { ...enrolment, other: 1n }), Error);
    }
    expect((await errorOf(prove("ballot-4", provingFiles("ballot-4"), broken), StatementFalseError)).what).to.match(
      /Error in template Num2Bits/,
    );
  });

  it("leaves a key that it cannot read to snarkjs, whose proof is checked as well", async () => {
    const unsorted = { ...files, provingKey: exchanged(files.provingKey, ENTRIES, 44, 0, 900) };
    expect(() => readProvingKey(unsorted.provingKey)).to.throw(ProvingKeyUnreadableError);
    expect(await verifyProof(verificationKey("enrolment"), await prove("enrolment", unsorted, enrolment))).to.equal(
      true,
    );
    for (const cut of [0, 3, 11, 20, 1000, files.provingKey.length - 1]) {
      expect(() => readProvingKey(files.provingKey.slice(0, cut)), `${cut} bytes`).to.throw(ProvingKeyUnreadableError);
    }
  });

  it("lets no proof out that does not hold, whoever made it", async () => {
    const altered = { ...files, provingKey: exchanged(files.provingKey, POINTS_A, 64, 1, 2) };
    for (const make of [prove, proveBySnarkjs]) {
      await errorOf(make("enrolment", altered, enrolment), ProofWrongError);
    }
    await errorOf(proveByPipeline("enrolment", altered, enrolment, systemRandom), ProofWrongError);
  });

  it("sums points as ffjavascript does, for none, one and many, of both groups", async () => {
    const curve = await provingCurve(false);
    const key = readProvingKey(files.provingKey);
    for (const [group, bases, size] of [["G1", key.a, 64] as const, ["G2", key.b2, 128] as const]) {
      for (const count of [0, 1, 2, bases.wires.length]) {
        const scalars = Array.from(
          { length: count },
          (_, m) => [0n, 1n, FIELD_ORDER - 1n, 3n ** 150n][m % 4] as bigint,
        );
        const bytes = Uint8Array.from(scalars.flatMap((scalar) => [...numberToBytesLE(scalar % FIELD_ORDER, 32)]));
        const sum = await multiExp(curve, group, bases.points.slice(0, count * size), bytes);
        const singly = scalars.reduce(
          (partial, scalar, m) =>
            curve[group].add(
              partial,
              curve[group].timesFr(bases.points.slice(m * size, (m + 1) * size), curve.Fr.e(scalar % FIELD_ORDER)),
            ),
          curve[group].zero,
        );
        expect(curve[group].toObject(curve[group].toAffine(sum))).to.deep.equal(
          curve[group].toObject(curve[group].toAffine(singly)),
        );
      }
    }
    expect([1, 100, 10_000, 1_000_000].map(windowBits)).to.deep.equal([2, 4, 9, 15]);
  });

  it("leaves no secret in the memory of circuit and threads", async () => {
    const { memories, made } = await withMemories(async () => {
      const circuit = await proveByPipeline("enrolment", files, enrolment, systemRandom);
      const curve = await ownCurve();
      const points = readProvingKey(files.provingKey).a.points.slice(0, 64 * 5);
      const scalars = Uint8Array.from(Array.from({ length: 5 }, () => [...numberToBytesLE(SECRET, 32)]).flat());
      await multiExp(curve, "G1", points, scalars);
      return circuit;
    });
    expect(made.publicSignals).to.have.length(2);
    expect(memories.length, "the circuit's own and the curve's").to.be.greaterThan(1);
    for (const memory of memories)
      expect(Buffer.from(memory.buffer).includes(Buffer.from(numberToBytesLE(SECRET, 17)))).to.equal(false);
  });

  it("is made ready ahead of the first proof", async () => {
    const again = { wasm: files.wasm.slice(), provingKey: files.provingKey.slice() };
    await makeReady(again);
    expect(await verifyProof(verificationKey("enrolment"), await prove("enrolment", again, enrolment))).to.equal(true);
  });
});

/** Places in the key of `enrolment`. */
const [ENTRIES, POINTS_A] = [4, 5];

/** The key with two pieces of a section in each other's place. */
function exchanged(key: Uint8Array, section: number, size: number, one: number, other: number): Uint8Array {
  const copy = key.slice();
  const view = new DataView(copy.buffer);
  let at = 12;
  while (view.getUint32(at, true) !== section) at += 12 + Number(view.getBigUint64(at + 4, true));
  const begin = at + 12 + (section === ENTRIES ? 4 : 0);
  const [from, to] = [begin + one * size, begin + other * size];
  copy.set(key.slice(to, to + size), from);
  copy.set(key.slice(from, from + size), to);
  return copy;
}

/** A source that gives these field elements. */
function giving(elements: readonly bigint[]): RandomBytes {
  const rest = [...elements];
  return (count) => numberToBytesBE(rest.shift() as bigint, count);
}

/** Runs snarkjs with these scalars in place of those that it draws. */
async function blindedBy<T>(scalars: readonly bigint[], work: () => Promise<T>): Promise<T> {
  const { Fr } = (await provingCurve(false)) as unknown as {
    Fr: { random(): Uint8Array; e(value: bigint): Uint8Array };
  };
  const { random } = Fr;
  const rest = [...scalars];
  Fr.random = () => Fr.e(rest.shift() as bigint);
  try {
    return await work();
  } finally {
    Fr.random = random;
  }
}

/** A curve without threads that nobody else has. */
function ownCurve(): Promise<Curve> {
  return curves.getCurveFromName("bn128", { singleThread: true });
}

type Memory = { readonly buffer: ArrayBuffer };

/** What a piece of work made, and the memories of all WebAssembly that was started for it in this thread. */
async function withMemories<T>(work: () => Promise<T>): Promise<{ memories: readonly Memory[]; made: T }> {
  const platform = (globalThis as unknown as { WebAssembly: Record<string, unknown> }).WebAssembly;
  const { Memory: Own, instantiate } = platform as {
    Memory: new (size: object) => Memory;
    instantiate(...given: readonly unknown[]): Promise<{ exports: { memory?: Memory } }>;
  };
  const memories: Memory[] = [];
  platform.Memory = class extends Own {
    constructor(size: object) {
      super(size);
      memories.push(this);
    }
  };
  platform.instantiate = async (...given: readonly unknown[]) => {
    const instance = await instantiate(...given);
    if (instance.exports.memory !== undefined) memories.push(instance.exports.memory);
    return instance;
  };
  try {
    return { made: await work(), memories };
  } finally {
    Object.assign(platform, { Memory: Own, instantiate });
  }
}
