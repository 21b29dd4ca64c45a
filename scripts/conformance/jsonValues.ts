import type { Point } from "../../sdk/crypto/babyjubjub.ts";
import type { SigmaProof } from "../../sdk/crypto/sigmaProof.ts";
import type { AbiValue } from "../../sdk/crypto/transcript.ts";
import type { Fields, Json } from "./operation.ts";

/** Values of vectors from their JSON, and back. */
export function text(value: Json | undefined): string {
  if (typeof value !== "string") throw new TypeError(`${JSON.stringify(value)} is no string`);
  return value;
}

export function whole(value: Json | undefined): number {
  if (typeof value !== "number") throw new TypeError(`${JSON.stringify(value)} is no number`);
  return value;
}

export function flag(value: Json | undefined): boolean {
  if (typeof value !== "boolean") throw new TypeError(`${JSON.stringify(value)} is neither true nor false`);
  return value;
}

export function big(value: Json | undefined): bigint {
  return BigInt(text(value));
}

export function list(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw new TypeError(`${JSON.stringify(value)} is no array`);
  return value;
}

export function fields(value: Json | undefined): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("no object");
  return value as Fields;
}

export function bigs(value: Json | undefined): bigint[] {
  return list(value).map(big);
}

export function point(value: Json | undefined): Point {
  const { x, y } = fields(value);
  return { x: big(x), y: big(y) };
}

export function points(value: Json | undefined): Point[] {
  return list(value).map(point);
}

export function sigma(value: Json | undefined): SigmaProof {
  const { challenge, response } = fields(value);
  return { challenge: big(challenge), response: big(response) };
}

export function pointOut({ x, y }: Point): Fields {
  return { x: String(x), y: String(y) };
}

export function sigmaOut({ challenge, response }: SigmaProof): Fields {
  return { challenge: String(challenge), response: String(response) };
}

/** A value of an ABI type: integers as decimal strings, bytes and addresses as hex, arrays as arrays. */
export function abiValue(type: string, value: Json | undefined): AbiValue {
  const element = /^(.*)\[\]$/.exec(type)?.[1];
  if (element !== undefined) return list(value).map((one) => abiValue(element, one));
  return type.startsWith("uint") ? big(value) : text(value);
}
