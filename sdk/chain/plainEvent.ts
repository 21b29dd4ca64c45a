import { AbiCoder, getBytes, type Interface, type Log, ParamType } from "ethers";

/** A contract's value as the sdk's types have it: structs as objects, whole numbers of up to 48 bits as `number`. */
export type PlainValue =
  | string
  | boolean
  | number
  | bigint
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

/** An event with its values by name, and where it stands. */
export type PlainEvent = {
  readonly name: string;
  readonly args: Readonly<Record<string, PlainValue>>;
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly transactionHash: string;
};

/** Leaves a byte order mark where it is: who says no more than that has said something. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Of times and small counts; a `number` holds them all. */
const NUMBER_BITS = 48;

/** What ethers decoded, by its type. */
export function plainValue(type: ParamType, value: unknown): PlainValue {
  if (type.isArray()) return [...(value as Iterable<unknown>)].map((one) => plainValue(type.arrayChildren, one));
  if (type.isTuple()) {
    const parts = value as readonly unknown[];
    return Object.fromEntries(type.components.map((part, i) => [part.name, plainValue(part, parts[i])]));
  }
  const [, bits] = /^u?int(\d+)$/.exec(type.type) ?? [];
  return bits !== undefined && Number(bits) <= NUMBER_BITS ? Number(value) : (value as PlainValue);
}

/**
 * An event by an interface; undefined if that does not know it, or if the values are none of such an event. A string is
 * anybody's bytes, which no contract looks at: those that are not UTF-8 become U+FFFD, so that nobody keeps an event from
 * being read.
 */
export function plainEvent(log: Log, known: Interface): PlainEvent | undefined {
  try {
    return decodedEvent(log, known);
  } catch {
    return undefined;
  }
}

function decodedEvent(log: Log, known: Interface): PlainEvent | undefined {
  const fragment = known.getEvent(log.topics[0] ?? "");
  if (fragment === null) return undefined;
  const indexed = fragment.inputs.filter((input) => input.indexed === true);
  const others = fragment.inputs.filter((input) => input.indexed !== true);
  if (log.topics.length !== indexed.length + 1) return undefined;
  const coder = AbiCoder.defaultAbiCoder();
  const values = coder.decode(others.map(asBytes), log.data);
  const read = (input: ParamType) =>
    input.indexed === true
      ? plainValue(input, coder.decode([input], log.topics[1 + indexed.indexOf(input)] ?? "0x")[0])
      : eventValue(input, values[others.indexOf(input)]);
  const { blockNumber, blockHash, transactionHash } = log;
  const args = Object.fromEntries(fragment.inputs.map((input) => [input.name, read(input)]));
  return { name: fragment.name, args, blockNumber, blockHash, transactionHash };
}

/** Bytes and strings are encoded alike. */
function asBytes(input: ParamType): ParamType {
  return input.type === "string" ? ParamType.from(`bytes ${input.name}`) : input;
}

function eventValue(input: ParamType, value: unknown): PlainValue {
  return input.type === "string" ? decoder.decode(getBytes(value as string)) : plainValue(input, value);
}
