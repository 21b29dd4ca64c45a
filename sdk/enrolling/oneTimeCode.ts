import { type RandomBytes, randomBytes } from "../crypto/random.ts";

/** Crockford's base32. */
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BASE = SYMBOLS.length;
const RANDOM_SYMBOLS = 15;
const GROUP = /.{4}(?!$)/g;

/** A new one-time code as it is printed: 75 random bits and a check symbol, in four groups of four. */
export function newCode(random: RandomBytes): string {
  const symbols = [...randomBytes(random, RANDOM_SYMBOLS)].map((byte) => SYMBOLS.charAt(byte & 31)).join("");
  const check = (BASE - (luhnSum(`${symbols}0`) % BASE)) % BASE;
  return (symbols + SYMBOLS.charAt(check)).replace(GROUP, "$&-");
}

/** A code as people type it, brought to one form: any case, spaces and hyphens anywhere, O for 0, I and L for 1. */
export function plainCode(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
}

/**
 * Whether a typed text can be a code at all, so that a slip is told before a try is spent on it. One wrong symbol is
 * always noticed, two neighbours in each other's place unless they are 0 and Z.
 */
export function isCodeTyped(text: string): boolean {
  const code = plainCode(text);
  const isWhole = code.length === RANDOM_SYMBOLS + 1 && [...code].every((symbol) => SYMBOLS.includes(symbol));
  return isWhole && luhnSum(code) % BASE === 0;
}

/** Luhn's sum in base 32: every second symbol from the right is doubled, and its digits are added up. */
function luhnSum(code: string): number {
  return [...code].reverse().reduce((sum, symbol, place) => {
    const value = SYMBOLS.indexOf(symbol) * (place % 2 === 0 ? 1 : 2);
    return sum + Math.floor(value / BASE) + (value % BASE);
  }, 0);
}
