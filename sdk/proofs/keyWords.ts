import { BASE_FIELD_ORDER, type VerificationKey } from "./groth16.ts";

type Pair = readonly [string, string];

/**
 * A verification key as contracts hold it (`Groth16Batch`): alpha, -beta, -gamma and -delta, then the IC of the live
 * signals. G1 are x and y; G2 have the imaginary part first (EIP-197), where snarkjs has the real part first.
 * @param live Number of live signals.
 */
export function keyWords(key: VerificationKey, live: number): bigint[] {
  const { vk_alpha_1, vk_beta_2, vk_gamma_2, vk_delta_2, IC } = key as unknown as {
    readonly vk_alpha_1: readonly string[];
    readonly vk_beta_2: readonly Pair[];
    readonly vk_gamma_2: readonly Pair[];
    readonly vk_delta_2: readonly Pair[];
    readonly IC: readonly (readonly string[])[];
  };
  const livePoints = IC.slice(1, live + 1).flatMap((point) => point.slice(0, 2));
  return [
    ...vk_alpha_1.slice(0, 2).map(BigInt),
    ...[vk_beta_2, vk_gamma_2, vk_delta_2].flatMap(negatedWords),
    ...livePoints.map(BigInt),
  ];
}

function negatedWords(point: readonly Pair[]): bigint[] {
  const [x, y] = point as readonly [Pair, Pair];
  return [BigInt(x[1]), BigInt(x[0]), BASE_FIELD_ORDER - BigInt(y[1]), BASE_FIELD_ORDER - BigInt(y[0])];
}
