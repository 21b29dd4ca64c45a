import { bn254 } from "@noble/curves/bn254.js";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";

/**
 * A Groth16 key whose trapdoors are known, so that valid proofs of any public signals can be made without a circuit.
 * test/contracts/mocks/SyntheticVerifier.sol holds the same key: alpha = 2 G1, beta = 3 G2, gamma = 5 G2, delta = 7 G2,
 * IC_m = (1000 + m) G1, with 3 live signals and 20 constants, as many as the ballot of 8 options has.
 */
const ALPHA = 2n;
const BETA = 3n;
const GAMMA = 5n;
const DELTA = 7n;
const LIVE = 3;

const field = bn254.G1.Point.Fn;

/** log_G1 of IC_m. */
function icLogarithm(m: number): bigint {
  return BigInt(1000 + m);
}

/** Logarithm of the point that folding these constants gives. */
export function foldedLogarithm(constants: readonly bigint[]): bigint {
  return constants.reduce(
    (sum, constant, m) => field.add(sum, field.mul(field.create(constant), icLogarithm(1 + LIVE + m))),
    icLogarithm(0),
  );
}

/** scalar * G1 as the words x, y. */
export function g1Words(scalar: bigint): readonly [bigint, bigint] {
  const { x, y } = bn254.G1.Point.BASE.multiply(field.create(scalar)).toAffine();
  return [x, y];
}

/** scalar * G2 as the words of EIP-197: x imaginary, x real, y imaginary, y real. */
export function g2Words(scalar: bigint): readonly [bigint, bigint, bigint, bigint] {
  const { x, y } = bn254.G2.Point.BASE.multiply(field.create(scalar)).toAffine();
  return [x.c1, x.c0, y.c1, y.c0];
}

/** Every proof's second element. */
const B = 11n;
const B_WORDS = g2Words(B);

/** A valid proof for the live signals and the folded constants; another one for another `a` (not 0). */
export function forgeProof(live: readonly bigint[], folded: bigint, a: bigint): bigint[] {
  const inputs = live.reduce(
    (sum, input, k) => field.add(sum, field.mul(field.create(input), icLogarithm(1 + k))),
    folded,
  );
  const c = field.div(
    field.sub(field.mul(field.create(a), B), field.add(ALPHA * BETA, field.mul(GAMMA, inputs))),
    DELTA,
  );
  return [...g1Words(a), ...B_WORDS, ...g1Words(c)];
}

/** The key as snarkjs verifies with it. */
export function syntheticVerificationKey(): VerificationKey {
  const g1 = (scalar: bigint) => [...g1Words(scalar).map(String), "1"];
  const g2 = (scalar: bigint) => {
    const [x1, x0, y1, y0] = g2Words(scalar).map(String);
    return [
      [x0, x1],
      [y0, y1],
      ["1", "0"],
    ];
  };
  return {
    protocol: "groth16",
    curve: "bn128",
    nPublic: 23,
    vk_alpha_1: g1(ALPHA),
    vk_beta_2: g2(BETA),
    vk_gamma_2: g2(GAMMA),
    vk_delta_2: g2(DELTA),
    IC: Array.from({ length: 24 }, (_, m) => g1(icLogarithm(m))),
  };
}

/** The same key with 4 live signals and no constants, as test/contracts/mocks/SyntheticSignalVerifier.sol holds it. */
export function syntheticSignalKey(): VerificationKey {
  const key = syntheticVerificationKey();
  return { ...key, nPublic: 4, IC: (key.IC as readonly unknown[]).slice(0, 5) };
}
