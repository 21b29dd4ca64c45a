import { FIELD_ORDER } from "../../sdk/crypto/field.ts";
import { BASE_FIELD_ORDER } from "../../sdk/proofs/groth16.ts";
import type { Act } from "../../sdk/proposals/act.ts";
import { LAST_VERSION } from "../../sdk/proposals/actions.ts";
import { ActValueError, ChangesExhaustedError } from "./refusals.ts";

const [ID_LIMIT, TIME_LIMIT, PERIOD_LIMIT] = [2n ** 248n, 2 ** 48, 2 ** 32];

/** Checks ranges as the contract and its verifier do (P21). Throws `ActValueError` or `ChangesExhaustedError`. */
export function checkActForm(act: Act): void {
  if (act.nullifier >= FIELD_ORDER) throw new ActValueError("nullifier");
  if (act.proof.some((word) => word >= BASE_FIELD_ORDER)) throw new ActValueError("proof");
  if (act.kind === "change") {
    if (act.version > LAST_VERSION) throw new ChangesExhaustedError(LAST_VERSION + 1);
    if (act.id >= ID_LIMIT) throw new ActValueError("id");
    if (act.newcomersCut >= TIME_LIMIT) throw new ActValueError("newcomersCut");
  } else {
    if (act.cut >= TIME_LIMIT) throw new ActValueError("cut");
    if (act.period >= PERIOD_LIMIT) throw new ActValueError("period");
  }
}
