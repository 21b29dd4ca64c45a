import { utf8ToBytes } from "@noble/hashes/utils.js";
import { FIELD_ORDER, mod } from "../crypto/field.ts";
import { type CircuitInput, StatementFalseError } from "./groth16.ts";

/** What a circuit compiled by circom 2.2 exports. */
export type CircuitExports = {
  readonly memory: { readonly buffer: ArrayBuffer };
  init(sanityCheck: number): void;
  getMessageChar(): number;
  getFieldNumLen32(): number;
  getInputSignalSize(hashHigh: number, hashLow: number): number;
  getInputSize(): number;
  setInputSignal(hashHigh: number, hashLow: number, position: number): void;
  getWitnessSize(): number;
  getWitness(wire: number): void;
  readSharedRWMemory(word: number): number;
  writeSharedRWMemory(word: number, value: number): void;
};

/** A compiled circuit that the platform has made ready to run. */
export type Circuit = object;

/** The part of WebAssembly that is used here; the project's type libraries have none. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<Circuit>;
  instantiate(circuit: Circuit, imports: object): Promise<{ readonly exports: unknown }>;
};

const WORDS = 8;
const ASSERTION_FAILED = 4;
/** Of the circuit's own words to its caller. */
const REASONS: Readonly<Record<number, string>> = { 1: "no such signal", 2: "too many signals", 6: "too many values" };

/** Makes a circuit ready; kept, it need not be compiled for every proof. Throws for bytes that are no WebAssembly. */
export function compileCircuit(wasm: Uint8Array): Promise<Circuit> {
  return WebAssembly.compile(wasm);
}

/**
 * The values of all wires, 32 bytes each, the lowest first. The circuit computes them in memory of its own, which is
 * overwritten before this ends; whoever takes the values overwrites them too.
 * @param name Of the circuit, for messages.
 * Throws `StatementFalseError` where the inputs break a constraint, and an `Error` where they are not the circuit's.
 */
export async function witnessOf(name: string, circuit: Circuit, input: CircuitInput): Promise<Uint8Array> {
  const messages: string[] = [];
  const nothing = () => {};
  const runtime = {
    exceptionHandler(code: number) {
      if (code === ASSERTION_FAILED) throw new StatementFalseError(name, messages[0] ?? "an assertion failed");
      throw new Error(`The circuit ${name} refused its inputs: ${REASONS[code] ?? code}`);
    },
    printErrorMessage: () => messages.push(messageOf(exports)),
    writeBufferMessage: nothing,
    showSharedRWMemory: nothing,
  };
  const { exports: made } = await WebAssembly.instantiate(circuit, { runtime });
  const exports = made as CircuitExports;
  try {
    if (exports.getFieldNumLen32() !== WORDS) throw new Error(`The circuit ${name} is of another field`);
    exports.init(0);
    setInputs(name, exports, input);
    return readWires(exports);
  } finally {
    new Uint8Array(exports.memory.buffer).fill(0);
  }
}

function setInputs(name: string, exports: CircuitExports, input: CircuitInput): void {
  let given = 0;
  for (const [signal, value] of Object.entries(input)) {
    const [high, low] = hashOf(signal);
    const elements = flattened(value);
    if (exports.getInputSignalSize(high, low) !== elements.length) {
      throw new Error(`The circuit ${name} takes another number of values for ${signal}`);
    }
    for (const [position, element] of elements.entries()) {
      let rest = mod(BigInt(element), FIELD_ORDER);
      for (let word = 0; word < WORDS; word++, rest >>= 32n) {
        exports.writeSharedRWMemory(word, Number(rest & 0xffffffffn));
      }
      exports.setInputSignal(high, low, position);
      given++;
    }
  }
  if (given !== exports.getInputSize()) throw new Error(`The circuit ${name} takes more values than these`);
}

function readWires(exports: CircuitExports): Uint8Array {
  const wires = exports.getWitnessSize();
  const words = new Uint32Array(wires * WORDS);
  for (let wire = 0; wire < wires; wire++) {
    exports.getWitness(wire);
    for (let word = 0; word < WORDS; word++) words[wire * WORDS + word] = exports.readSharedRWMemory(word);
  }
  return new Uint8Array(words.buffer);
}

function flattened(value: CircuitInput[string]): readonly (bigint | number)[] {
  return typeof value === "object" ? value.flatMap(flattened) : [value];
}

function messageOf(exports: CircuitExports): string {
  let text = "";
  for (let next = exports.getMessageChar(); next !== 0; next = exports.getMessageChar()) {
    text += String.fromCharCode(next);
  }
  return text.trim();
}

/** 64-bit FNV-1a, by which circom names input signals, in two halves. */
function hashOf(signal: string): readonly [number, number] {
  const hash = utf8ToBytes(signal).reduce(
    (state, byte) => BigInt.asUintN(64, (state ^ BigInt(byte)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
  return [Number(hash >> 32n), Number(hash & 0xffffffffn)];
}
