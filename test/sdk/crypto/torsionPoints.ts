import { add, IDENTITY, isIdentity, type Point } from "../../../sdk/crypto/babyjubjub.ts";

/** EIP-2494's generator of the whole curve, of order 8l. */
const WHOLE_GENERATOR: Point = {
  x: 995203441582195749578291179787384436505546430278305826713579947235728471134n,
  y: 5472060717959818805561601436314318772137091100104008585924551046643952123905n,
};

const SUBGROUP_ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041n;

/** All eight points whose order divides 8, O first: the multiples of l times a generator of the whole curve. */
export function torsionPoints(): Point[] {
  const generator = doubleAndAdd(WHOLE_GENERATOR, SUBGROUP_ORDER);
  const points = [IDENTITY];
  for (let point = generator; !isIdentity(point); point = add(point, generator)) points.push(point);
  return points;
}

function doubleAndAdd(point: Point, factor: bigint): Point {
  if (factor === 0n) return IDENTITY;
  const half = doubleAndAdd(point, factor >> 1n);
  const doubled = add(half, half);
  return factor % 2n === 1n ? add(doubled, point) : doubled;
}
