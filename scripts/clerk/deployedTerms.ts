import { getAddress, ZeroAddress } from "ethers";
import { timeInKorea } from "../../sdk/election/timeInKorea.ts";
import type { DeployedBoard, Deployment } from "./deploymentFile.ts";

/** The terms of a registry and its published rolls in one line, for comparing and for a person. */
export function officesText(offices: Deployment["offices"]): string {
  const { registrar, approver, recoveryBody, rotationDelay, challengePeriod, isTest } = offices;
  const accounts = `registrar ${getAddress(registrar)}, approver ${getAddress(approver)}`;
  const recovery = recoveryBody === ZeroAddress ? "no recoveryBody" : `recoveryBody ${getAddress(recoveryBody)}`;
  const spans = `rotationDelay ${rotationDelay} s, challengePeriod ${challengePeriod} s`;
  return `${accounts}, ${recovery}, ${spans}${isTest ? ", test" : ""}`;
}

/** The terms of a board in one line. */
export function termsText(
  terms: Omit<DeployedBoard, "address" | "trustees"> & { readonly trustees: readonly string[] },
): string {
  const { trustees, threshold, registerBy, dealBy, termEndsAt, isTest } = terms;
  const dates = [
    `registerBy ${timeInKorea(registerBy)}`,
    `dealBy ${timeInKorea(dealBy)}`,
    `termEndsAt ${timeInKorea(termEndsAt)}`,
  ].join(", ");
  return `${threshold} of ${trustees.map((trustee) => getAddress(trustee)).join(", ")}; ${dates}${isTest ? ", test" : ""}`;
}
