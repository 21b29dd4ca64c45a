/** `a` modulo `m`, in [0, m). */
export const mod = (a: bigint, m: bigint): bigint => {
  const rest = a % m;
  return rest < 0n ? rest + m : rest;
};

/** The inverse of `a` modulo a prime `m`, by Euclid. Of 0 there is none: the caller must not ask. */
export const inverse = (a: bigint, m: bigint): bigint => {
  let [r0, r1] = [m, mod(a, m)];
  let [t0, t1] = [0n, 1n];

  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }

  return mod(t0, m);
};

/**
 * The inverses of many values with one inversion (Montgomery's trick). A value of 0 has the inverse 0 here, and its
 * neighbours are not disturbed by it.
 */
export const inverses = (values: readonly bigint[], m: bigint): bigint[] => {
  const before: bigint[] = new Array(values.length);
  let product = 1n;
  for (let i = 0; i < values.length; i++) {
    before[i] = product;
    const value = values[i]!;
    if (value !== 0n) product = (product * value) % m;
  }

  let rest = inverse(product, m);
  const result: bigint[] = new Array(values.length);
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i]!;
    if (value === 0n) {
      result[i] = 0n;
      continue;
    }
    result[i] = (rest * before[i]!) % m;
    rest = (rest * value) % m;
  }

  return result;
};

/** `base ** exponent` modulo `m`. */
export const power = (base: bigint, exponent: bigint, m: bigint): bigint => {
  let result = 1n;
  let square = mod(base, m);
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * square) % m;
    square = (square * square) % m;
  }
  return result;
};
