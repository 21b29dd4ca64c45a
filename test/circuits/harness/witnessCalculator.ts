import { readFileSync } from "node:fs";
import { FIELD_ORDER, mod } from "../../../sdk/crypto/field.ts";
import type { CircuitInput } from "../../../sdk/proofs/groth16.ts";
import type { CircuitExports } from "../../../sdk/proofs/witness.ts";

/** A `===` of the sources that does not hold for the given inputs, with the templates around it, innermost first. */
export class AssertionFailedError extends Error {
  readonly trace: readonly { readonly template: string; readonly line: number }[];

  constructor(messages: readonly string[]) {
    super(`Assertion failed: ${messages.join("; ")}`);
    this.trace = messages.flatMap((message) => {
      const match = /^Error in template (\w+)_\d+ line: (\d+)/.exec(message);
      return match ? [{ template: match[1] as string, line: Number(match[2]) }] : [];
    });
  }
}

/** The part of WebAssembly that is used here; the project's type libraries have none. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const ASSERTION_FAILED = 4;

/**
 * The honest prover's program of a compiled circuit, which gives values to all wires. Unlike snarkjs's own driver of
 * the same program it prints nothing and tells which template refused.
 * The returned function throws `AssertionFailedError` where a `===` does not hold.
 */
export function witnessCalculator(wasmFile: string): (input: CircuitInput) => readonly bigint[] {
  const module = new WebAssembly.Module(readFileSync(wasmFile));
  let messages: string[] = [];
  const nothing = () => {};
  const runtime = {
    exceptionHandler(code: number) {
      throw code === ASSERTION_FAILED ? new AssertionFailedError(messages) : new Error(`circom's exception ${code}`);
    },
    printErrorMessage: () => messages.push(message(exports)),
    writeBufferMessage: nothing,
    showSharedRWMemory: nothing,
  };
  const exports = new WebAssembly.Instance(module, { runtime }).exports as CircuitExports;
  const words = exports.getFieldNumLen32();

  return (input) => {
    messages = [];
    exports.init(0);
    let given = 0;
    for (const [name, value] of Object.entries(input)) {
      const hash = fnvHash(name);
      const [high, low] = [Number(hash >> 32n), Number(hash & 0xffffffffn)];
      const elements = flattened(value);
      if (exports.getInputSignalSize(high, low) !== elements.length)
        throw new Error(`${name}: ${elements.length} values`);
      for (const [position, element] of elements.entries()) {
        const number = mod(BigInt(element), FIELD_ORDER);
        for (let word = 0; word < words; word++) {
          exports.writeSharedRWMemory(word, Number((number >> BigInt(32 * word)) & 0xffffffffn));
        }
        exports.setInputSignal(high, low, position);
        given++;
      }
    }
    if (given !== exports.getInputSize())
      throw new Error(`${given} values for ${exports.getInputSize()} input signals`);
    return Array.from({ length: exports.getWitnessSize() }, (_, wire) => {
      exports.getWitness(wire);
      let value = 0n;
      for (let word = words - 1; word >= 0; word--) {
        value = (value << 32n) + BigInt(exports.readSharedRWMemory(word) >>> 0);
      }
      return value;
    });
  };
}

function flattened(value: CircuitInput[string]): readonly (bigint | number)[] {
  return typeof value === "object" ? value.flatMap(flattened) : [value];
}

function message(exports: CircuitExports): string {
  const characters: number[] = [];
  for (let next = exports.getMessageChar(); next !== 0; next = exports.getMessageChar()) characters.push(next);
  return String.fromCharCode(...characters);
}

/** 64-bit FNV-1a, by which circom names input signals. */
function fnvHash(name: string): bigint {
  return Buffer.from(name).reduce(
    (hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
}
