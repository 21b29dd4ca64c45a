import { keccakText } from "../hash/keccak.ts";
import { NotARecord } from "../verifierError.ts";

/** Reads a value of unknown shape; `Misshapen` if it is another. */
export type Shape<T> = (value: unknown) => T;

/** What a shape reads. */
export type Of<S> = S extends Shape<infer T> ? T : never;

/** A value is not of the shape that its place asks for; the path grows on the way out. */
export class Misshapen extends Error {
  readonly path: readonly (string | number)[];
  readonly wanted: string;

  constructor(wanted: string, path: readonly (string | number)[] = []) {
    super(`${path.join(".")}: ${wanted}`);
    this.path = path;
    this.wanted = wanted;
  }
}

const at = <T>(place: string | number, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Misshapen) throw new Misshapen(error.wanted, [place, ...error.path]);
    throw error;
  }
};

/** An object with exactly these fields. */
export const object = <F extends Record<string, Shape<unknown>>>(
  fields: F,
): Shape<{ readonly [K in keyof F]: Of<F[K]> }> => {
  const names = Object.keys(fields);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Misshapen("an object");
    const given = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const name of names) {
      if (!Object.hasOwn(given, name)) throw new Misshapen("missing", [name]);
      result[name] = at(name, () => fields[name]!(given[name]));
    }
    const other = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
    if (other !== undefined) throw new Misshapen("no field of a record", [other]);
    return result as { readonly [K in keyof F]: Of<F[K]> };
  };
};

/** The fields of an object shape, and one more that may be absent. */
export const withOptional =
  <T, N extends string, U>(shape: Shape<T>, name: N, optional: Shape<U>): Shape<T & { readonly [K in N]?: U }> =>
  (value) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) {
      return shape(value) as T & { readonly [K in N]?: U };
    }
    const { [name]: given, ...others } = value as Record<string, unknown>;
    return { ...shape(others), [name]: at(name, () => optional(given)) } as T & { readonly [K in N]?: U };
  };

/** A list of `least` to `most` elements. */
export const list =
  <T>(element: Shape<T>, least = 0, most = Number.MAX_SAFE_INTEGER): Shape<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value)) throw new Misshapen("a list");
    if (value.length < least || value.length > most) throw new Misshapen(`a list of ${least} to ${most}`);
    return value.map((one: unknown, index) => at(index, () => element(one)));
  };

/** null, or of the shape. */
export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value) =>
    value === null ? null : shape(value);

/** An object of the shape that one of its fields names. */
export const byKind =
  <S extends Readonly<Record<string, Shape<unknown>>>>(field: string, shapes: S): Shape<Of<S[keyof S]>> =>
  (value) => {
    const kind = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined;
    if (typeof kind !== "string" || !Object.hasOwn(shapes, kind)) {
      throw new Misshapen(`one of ${Object.keys(shapes).join(", ")}`, [field]);
    }
    return shapes[kind]!(value) as Of<S[keyof S]>;
  };

/** The first of the shapes that reads it. */
export const either =
  <A, B>(first: Shape<A>, second: Shape<B>): Shape<A | B> =>
  (value) => {
    try {
      return first(value);
    } catch (error) {
      if (!(error instanceof Misshapen)) throw error;
      return second(value);
    }
  };

/** A whole number that JSON carries exactly. */
export const integer =
  (least = 0, most = Number.MAX_SAFE_INTEGER): Shape<number> =>
  (value) => {
    if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
      throw new Misshapen(`a whole number from ${least} to ${most}`);
    }
    return value as number;
  };

/** One that two divides. */
export const even =
  (shape: Shape<number>): Shape<number> =>
  (value) => {
    const read = shape(value);
    if (read % 2 !== 0) throw new Misshapen("an even number");
    return read;
  };

export const boolean: Shape<boolean> = (value) => {
  if (typeof value !== "boolean") throw new Misshapen("true or false");
  return value;
};

/** One of some words. */
export const word =
  <const W extends readonly string[]>(...words: W): Shape<W[number]> =>
  (value) => {
    if (!words.includes(value as string)) throw new Misshapen(`one of ${words.join(", ")}`);
    return value as W[number];
  };

const CANONICAL = /^(0|[1-9][0-9]{0,77})$/;

/** A number below `limit` in canonical decimal digits. */
export const decimal =
  (limit: bigint): Shape<bigint> =>
  (value) => {
    if (typeof value !== "string" || !CANONICAL.test(value))
      throw new Misshapen("a number in canonical decimal digits");
    const number = BigInt(value);
    if (number >= limit) throw new Misshapen(`a number below ${limit}`);
    return number;
  };

const BYTES32 = /^0x[0-9a-f]{64}$/;

/** 32 bytes in lower-case hexadecimal digits, as a number. */
export const bytes32: Shape<bigint> = (value) => {
  if (typeof value !== "string" || !BYTES32.test(value)) throw new Misshapen("32 bytes in hexadecimal digits");
  return BigInt(value);
};

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/** An account as EIP-55 spells it. */
export const addressText = (account: bigint): string => {
  const digits = account.toString(16).padStart(40, "0");
  const hash = keccakText(digits).toString(16).padStart(64, "0");
  return `0x${[...digits].map((digit, i) => (hash[i]! >= "8" ? digit.toUpperCase() : digit)).join("")}`;
};

/** An account in the spelling of EIP-55, as a number. */
export const address: Shape<bigint> = (value) => {
  if (typeof value !== "string" || !ADDRESS.test(value)) throw new Misshapen("an address");
  const account = BigInt(value);
  if (addressText(account) !== value) throw new Misshapen("an address as EIP-55 spells it");
  return account;
};

/** An account in any case, as a number. */
export const addressInAnyCase: Shape<bigint> = (value) => {
  if (typeof value !== "string" || !ADDRESS.test(value)) throw new Misshapen("an address");
  return BigInt(value);
};

/** A text of any characters. */
export const text: Shape<string> = (value) => {
  if (typeof value !== "string") throw new Misshapen("a text");
  return value;
};

/** A text of a form. */
export const pattern =
  (form: RegExp): Shape<string> =>
  (value) => {
    if (typeof value !== "string" || !form.test(value)) throw new Misshapen(`a text of the form ${form.source}`);
    return value;
  };

const HEX = /^0x([0-9a-f]{2})*$/;

/** Bytes in lower-case hexadecimal digits. */
export const bytes =
  (most: number): Shape<Uint8Array> =>
  (value) => {
    if (typeof value !== "string" || value.length > 2 + 2 * most || !HEX.test(value)) {
      throw new Misshapen(`at most ${most} bytes in hexadecimal digits`);
    }
    return Uint8Array.from({ length: (value.length - 2) / 2 }, (_, i) =>
      Number.parseInt(value.slice(2 + 2 * i, 4 + 2 * i), 16),
    );
  };

/** Reads, or says of the whole file what is wrong with it and where. */
export const readAs = <T>(shape: Shape<T>, value: unknown, place: string): T => {
  try {
    return shape(value);
  } catch (error) {
    if (error instanceof Misshapen)
      throw new NotARecord(`${[place, ...error.path].join(".")} should be: ${error.wanted}`);
    throw error;
  }
};
