import { type ChangeSigner, type OfficeChange, RECOVERY_DELAY, signersOf } from "../../../sdk/chain/officeChanges.ts";
import type { OfficeState } from "../../../sdk/chain/officeState.ts";
import type { officeSpeaker } from "../officeSpeaker.ts";
import type { ChangePaper } from "./paper.ts";

type OfficeSpeaker = ReturnType<typeof officeSpeaker>;

/** What signers are called. */
export const ROLE_TEXTS = {
  registrar: "registrarRole",
  approver: "approverRole",
  body: "bodyRole",
  nextRegistrar: "nextRegistrarRole",
  nextApprover: "nextApproverRole",
  successor: "successorRole",
} as const satisfies Readonly<Record<ChangeSigner["role"], string>>;

/** Says what a change would do. */
export function sayChange(speaker: OfficeSpeaker, change: OfficeChange, { current, rotationDelay }: OfficeState): void {
  const days = (seconds: number) => String(Math.floor(seconds / 86_400));
  if (change.kind === "rotation") {
    const { registrar, approver } = change;
    speaker.say("wouldRotate", {
      ...current,
      nextRegistrar: registrar,
      nextApprover: approver,
      days: days(rotationDelay),
    });
  } else {
    const { lost, successor } = change;
    const role = speaker.text(lost === current.registrar ? "registrarRole" : "approverRole");
    speaker.say("wouldRecover", { role, lost, successor, days: days(RECOVERY_DELAY) });
  }
}

/** Says who has to sign a change, and who has. */
export function saySigners(speaker: OfficeSpeaker, { change, signatures }: ChangePaper, state: OfficeState): void {
  for (const { role, account } of signersOf(change, state)) {
    const who = speaker.text(ROLE_TEXTS[role]);
    speaker.say(signatures.has(account) ? "hasSigned" : "hasToSign", { who, account });
  }
}
