import {
  add,
  divideByEight,
  GENERATOR,
  IDENTITY,
  isInSubgroup,
  isOnCurve,
  multiply,
  type Point,
  pointFromOutside,
} from "../../../sdk/crypto/babyjubjub.ts";
import { FIELD_ORDER, SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { big, point, pointOut } from "../jsonValues.ts";
import type { Operation } from "../operation.ts";

/** (0, -1), of order 2. */
const ORDER_TWO: Point = { x: 0n, y: FIELD_ORDER - 1n };
/** EIP-2494's generator of the whole curve, of order 8l. */
const WHOLE: Point = {
  x: 995203441582195749578291179787384436505546430278305826713579947235728471134n,
  y: 5472060717959818805561601436314318772137091100104008585924551046643952123905n,
};
const SOME = multiply(GENERATOR, 20260601n);
const points: readonly Point[] = [GENERATOR, IDENTITY, ORDER_TWO, WHOLE, SOME];

export const curve: Readonly<Record<string, Operation>> = {
  pointCheck: {
    says: "Whether a point is on Baby Jubjub with coordinates below r, and whether it is in the prime subgroup (P0).",
    inputs: [
      ...points,
      { x: 1n, y: 1n },
      { x: 0n, y: 0n },
      { x: SOME.x + FIELD_ORDER, y: SOME.y },
      { x: SOME.x, y: FIELD_ORDER - SOME.y },
    ].map((one) => ({ point: pointOut(one) })),
    compute: (input) => ({ onCurve: isOnCurve(point(input.point)), inSubgroup: isInSubgroup(point(input.point)) }),
  },
  multiply: {
    says: "scalar * point, for a point of the prime subgroup and a scalar below l (P0).",
    inputs: ["0", "1", "2", "8", "16777216", String(SUBGROUP_ORDER - 1n), "20260601"].map((scalar) => ({
      point: pointOut(GENERATOR),
      scalar,
    })),
    compute: (input) => ({ point: pointOut(multiply(point(input.point), big(input.scalar))) }),
  },
  add: {
    says: "The sum of two points of the curve, complete: also of equal ones, of opposite ones and of small order.",
    inputs: [
      [GENERATOR, GENERATOR],
      [GENERATOR, IDENTITY],
      [SOME, { x: FIELD_ORDER - SOME.x, y: SOME.y }],
      [SOME, GENERATOR],
      [WHOLE, ORDER_TWO],
    ].map(([a, b]) => ({ a: pointOut(a as Point), b: pointOut(b as Point) })),
    compute: (input) => ({ point: pointOut(add(point(input.a), point(input.b))) }),
  },
  pointFromOutside: {
    says: "P = 8Q of a Q from outside (P0); refused off the curve, at or above r, and where P = O.",
    inputs: [...points, { x: 1n, y: 1n }, { x: SOME.x + FIELD_ORDER, y: SOME.y }].map((one) => ({ q: pointOut(one) })),
    compute: (input) => ({ p: pointOut(pointFromOutside(point(input.q))) }),
  },
  divideByEight: {
    says: "The Q of the prime subgroup that a client sends for a P of it: Q = (1/8 mod l) P (P0).",
    inputs: [GENERATOR, SOME].map((one) => ({ p: pointOut(one) })),
    compute: (input) => ({ q: pointOut(divideByEight(point(input.p))) }),
  },
};
