import type { CurveCode } from "./curveCode.ts";
import { ELEMENT, G1_JACOBIAN, G2_JACOBIAN } from "./curvePoints.ts";
import { CURVE_PARAMETER } from "./secondGroup.ts";

/** Bits of 6x + 2 below the highest, the highest first: the loop of the optimal ate pairing. */
const LOOP = [...(6n * CURVE_PARAMETER + 2n).toString(2)].slice(1).map(Number);
const PAIR = 2 * ELEMENT;
const LINE = 3 * PAIR;
const FIRST_LINE = 3 * PAIR;
/** An element of the pairing's target. */
const TARGET = 12 * ELEMENT;
/** Pairs that share the squarings of one loop, as many as the lines of have room in memory. */
const SHARED = 64;

/** A product of pairings, of which one final exponentiation says whether it is 1. */
export type PairingProduct = {
  /** Begins anew, with no pair. */
  readonly begin: () => void;
  /** A further pair, by their places: a Jacobian point of the first group, an affine one of the second, of order r. */
  readonly pair: (first: number, second: number) => void;
  readonly isOne: () => boolean;
};

/** Products of pairings; a pair with the identity of the first group is 1. */
export function pairingProduct({ call, take, linesSize }: CurveCode): PairingProduct {
  const firsts = take(SHARED * G1_JACOBIAN);
  const lines = take(SHARED * linesSize);
  const jacobian = take(G2_JACOBIAN);
  const [vertical, horizontal] = [take(PAIR), take(PAIR)];
  const [product, part] = [take(TARGET), take(TARGET)];
  let waiting = 0;

  /** Multiplies `part` with line number `line` of every waiting pair, each at its point. */
  const multiply = (line: number) => {
    for (let m = 0; m < waiting; m++) {
      const place = lines + m * linesSize + FIRST_LINE + line * LINE;
      const first = firsts + m * G1_JACOBIAN;
      call.f2m_mul1(place + PAIR, first + ELEMENT, vertical);
      call.f2m_mul1(place + 2 * PAIR, first, horizontal);
      call.bn128__mulBy024(place, vertical, horizontal, part);
    }
  };
  const close = () => {
    if (waiting === 0) return;
    call.ftm_one(part);
    let line = 0;
    for (const bit of LOOP) {
      call.ftm_square(part, part);
      multiply(line++);
      if (bit === 1) multiply(line++);
    }
    // The two steps by the Frobenius images.
    multiply(line++);
    multiply(line++);
    call.ftm_mul(product, part, product);
    waiting = 0;
  };
  return {
    begin() {
      call.ftm_one(product);
      waiting = 0;
    },
    pair(first, second) {
      if (call.g1m_isZero(first) === 1) return;
      call.bn128_prepareG1(first, firsts + waiting * G1_JACOBIAN);
      call.g2m_toJacobian(second, jacobian);
      call.bn128_prepareG2(jacobian, lines + waiting * linesSize);
      waiting++;
      if (waiting === SHARED) close();
    },
    isOne() {
      close();
      call.bn128_finalExponentiation(product, part);
      return call.ftm_isOne(part) === 1;
    },
  };
}
