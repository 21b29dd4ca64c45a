import { bn254 } from "@noble/curves/bn254.js";
import type { G1 } from "../../src/pairing/g1.ts";
import type { G2 } from "../../src/pairing/g2.ts";

export const G = bn254.G1.Point.BASE;
export const H = bn254.G2.Point.BASE;

export const g1 = (point: typeof G): G1 => {
  const { x, y } = point.toAffine();
  return { x, y };
};

export const g2 = (point: typeof H): G2 => {
  const { x, y } = point.toAffine();
  return { x: [x.c0, x.c1], y: [y.c0, y.c1] };
};
