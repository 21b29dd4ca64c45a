import type { CurveCode } from "./curveCode.ts";
import { ELEMENT, G2_JACOBIAN, putElements, putNumber } from "./curvePoints.ts";

/** x of BN254: q = 36x^4 + 36x^3 + 24x^2 + 6x + 1. */
export const CURVE_PARAMETER = 4965661367192848881n;

/** (9 + u)^((q - 1)/3) and (9 + u)^((q - 1)/2): what psi multiplies the conjugates of x and y with. */
const PSI_X = [
  21575463638280843010398324269430826099269044274347216827212613867836435027261n,
  10307601595873709700152284273816112264069230130616436755625194854815875713954n,
] as const;
const PSI_Y = [
  2821565182194536844548159561693502659359617185244120367078079554186484126554n,
  3505843767911556378687030309984248845540243509899259641013678093033130930403n,
] as const;

const PAIR = 2 * ELEMENT;

/**
 * A check of affine points on the twist: whether (x + 1)P + psi(xP) + psi^2(xP) = psi^3(2xP), with psi the
 * Frobenius endomorphism (Dai, Lin, Zhao, Zhou, "Fast subgroup membership testings", eprint 2022/348, section 5). A
 * point for which it holds has order r or 1: the norm of that endomorphism and the order of the twist's group, (2q - r)r,
 * have the greatest common divisor r (adr/0025).
 * @returns A function of the point's place. It does not ask whether the point is on the twist.
 */
export function secondGroupCheck(code: CurveCode): (point: number) => boolean {
  const { call, memory, take } = code;
  const constants = take(2 * PAIR);
  putElements(code, constants, [...PSI_X, ...PSI_Y]);
  const scalar = take(8);
  putNumber(memory, scalar, CURVE_PARAMETER, 1);
  const [multiple, image, sum] = [take(G2_JACOBIAN), take(G2_JACOBIAN), take(G2_JACOBIAN)];

  const psi = (place: number) => {
    for (let m = 0; m < 3; m++) call.f2m_conjugate(place + m * PAIR, place + m * PAIR);
    for (let m = 0; m < 2; m++) call.f2m_mul(constants + m * PAIR, place + m * PAIR, place + m * PAIR);
  };
  return (point) => {
    call.g2m_timesScalarAffine(point, scalar, 8, multiple);
    call.g2m_addMixed(multiple, point, sum);
    call.g2m_copy(multiple, image);
    for (let m = 0; m < 2; m++) {
      psi(image);
      call.g2m_add(sum, image, sum);
    }
    psi(image);
    call.g2m_double(image, image);
    return call.g2m_eq(sum, image) === 1;
  };
}
