/** A decimal number as a file writes it: `digits / 10^decimals`, without needless decimals. */
export type Decimal = { readonly digits: bigint; readonly decimals: number };

const NUMBER = /^([+-]?)(\d*)(?:[.,](\d*))?(?:[eE]([+-]?\d{1,2}))?$/;

/** `12,000` may be twelve or twelve thousand. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/** Thousands set apart by blanks. */
const GROUPED = /^[+-]?\d{1,3}(?:\s\d{3})+(?![\d\s])/;

/** Reads a number with a decimal point or comma, or undefined if it is none or can be read in two ways. */
export function decimalOf(written: string): Decimal | undefined {
  const text = GROUPED.test(written) ? written.replace(/\s/g, "") : written;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = NUMBER.exec(text) ?? [];
  if (whole + fraction === "" || AMBIGUOUS.test(text)) return undefined;
  const decimals = fraction.length - Number(exponent);
  const digits = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  return decimals < 0 ? { digits: digits * 10n ** BigInt(-decimals), decimals: 0 } : shortened(digits, decimals);
}

/** A number from 0 times `10^to`, rounded to the nearest whole (halves up). */
export function scaled({ digits, decimals }: Decimal, to: number): bigint {
  if (to >= decimals) return digits * 10n ** BigInt(to - decimals);
  const divisor = 10n ** BigInt(decimals - to);
  return (2n * digits + divisor) / (2n * divisor);
}

/** The nearest floating-point number. */
export function numberOf({ digits, decimals }: Decimal): number {
  return Number(digits) / 10 ** decimals;
}

function shortened(digits: bigint, decimals: number): Decimal {
  return decimals > 0 && digits % 10n === 0n ? shortened(digits / 10n, decimals - 1) : { digits, decimals };
}
