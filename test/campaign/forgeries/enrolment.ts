import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import type { Equivalent, Forgery } from "../forgery.ts";

function forgery(breaks: string, secret: bigint, rest: Partial<Forgery> = {}): Forgery {
  return { main: "Enrolment()", input: { secret, context: 12345 }, breaks, ...rest };
}

/** Not more than this: whoever knows s + l knows s, so the commitment is somebody's all the same. */
const canonical = "a commitment has one witness";
const commitment = "the commitment is that of the secret";

export const enrolmentForgeries: Readonly<Record<string, Forgery | Equivalent>> = {
  "Enrolment: signal canonical <== LessThan": forgery(canonical, SUBGROUP_ORDER + 5n, { value: "1" }),
  "Enrolment: LessThan <- [secret, l]": forgery(canonical, SUBGROUP_ORDER + 5n, { value: "[0, l]" }),
  "Enrolment: canonical === 1": forgery(canonical, SUBGROUP_ORDER + 5n),
  "Enrolment: BabyPbk <- secret": {
    equivalent:
      "the private input is otherwise only compared with l: the component's own input takes its place as what is known, at most with a multiple of l more",
  },
  "Enrolment: identityCommitment <== Poseidon": forgery(commitment, 5n, { value: "6" }),
  "Enrolment: Poseidon <- publicKey": forgery(commitment, 5n, { value: "[publicKey[0] + 1, publicKey[1]]" }),
  "Enrolment: signal bound <== context * context": {
    equivalent: "nothing uses `bound`; snarkjs binds a public input of no constraint by a row of its own (B13)",
  },
};
