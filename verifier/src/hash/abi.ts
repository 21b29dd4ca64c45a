/** A value as Solidity's ABI encodes it: a word, a dynamic array of words, bytes, a struct, or an array of structs. */
export type Abi = bigint | readonly bigint[] | Uint8Array | Struct | Structs;

/** A struct's members in their order. */
export interface Struct {
  readonly struct: readonly Abi[];
}

/** A dynamic array of structs. */
export interface Structs {
  readonly structs: readonly Struct[];
}

const isStruct = (value: Abi): value is Struct => typeof value === "object" && "struct" in value;
const isStructs = (value: Abi): value is Structs => typeof value === "object" && "structs" in value;

/** Bytes as words, the last one filled up with zeros behind. */
const wordsOfBytes = (bytes: Uint8Array): readonly bigint[] =>
  Array.from({ length: Math.ceil(bytes.length / 32) }, (_, i) => {
    const word = new Uint8Array(32);
    word.set(bytes.subarray(32 * i, 32 * i + 32));
    return word.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  });

const isDynamic = (value: Abi): boolean =>
  typeof value !== "bigint" && (isStruct(value) ? value.struct.some(isDynamic) : true);

const bodyOf = (value: Abi): readonly bigint[] => {
  if (typeof value === "bigint") return [value];
  if (isStruct(value)) return abiEncode(value.struct);
  if (isStructs(value)) return [BigInt(value.structs.length), ...abiEncode(value.structs)];
  return [BigInt(value.length), ...(value instanceof Uint8Array ? wordsOfBytes(value) : value)];
};

/**
 * `abi.encode` as words: the heads in order, the head of what is dynamic being the offset of its body, then these bodies
 * (Solidity's ABI specification).
 */
export const abiEncode = (values: readonly Abi[]): readonly bigint[] => {
  const bodies = values.map(bodyOf);
  const headLength = values.reduce((sum, value, i) => sum + (isDynamic(value) ? 1 : bodies[i]!.length), 0);

  const heads: bigint[] = [];
  const tail: bigint[] = [];
  values.forEach((value, i) => {
    if (!isDynamic(value)) {
      heads.push(...bodies[i]!);
      return;
    }
    heads.push(32n * BigInt(headLength + tail.length));
    tail.push(...bodies[i]!);
  });
  return [...heads, ...tail];
};
