import { type RandomBytes, randomBytes } from "../../../sdk/crypto/random.ts";

/** Crockford's base32. */
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;
const GROUP = /.{4}(?!$)/g;

/** A new one-time code as it is printed: 80 random bits in four groups of four characters. */
export function newCode(random: RandomBytes): string {
  const symbols = [...randomBytes(random, LENGTH)].map((byte) => SYMBOLS.charAt(byte & 31));
  return symbols.join("").replace(GROUP, "$&-");
}

/** A code as people type it, brought to one form: any case, spaces and hyphens anywhere, O for 0, I and L for 1. */
export function plainCode(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}
