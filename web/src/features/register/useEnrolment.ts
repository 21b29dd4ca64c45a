import type { Signer } from "ethers";
import { useState } from "react";
import { readHead } from "../../../../sdk/chain/electionState.ts";
import { type EnrolmentStep, enrolPresented, type Presented } from "../../../../sdk/enrolling/enrolWithOffices.ts";
import { type EnrolmentFile, enrolmentSchema, type OfficeRole } from "../../../../sdk/enrolling/officeAnswers.ts";
import { fileAtOffices, submitByOffice } from "../../../../sdk/enrolling/submission.ts";
import { pageProver } from "../../proving/pageProver.ts";
import { useSession } from "../../shared/session.tsx";
import { noteMore } from "../../shared/vault/notes.ts";
import type { Registration } from "../../shared/vault/registration.ts";
import type { Registrant } from "./registrant.ts";
import { type BothOffices, enrolmentPlaceOf } from "./registration.ts";
import { OFFICE_REACH } from "./useOffices.ts";

/** The steps of an enrolment as they are shown. */
export const ENROLMENT_STEPS = ["proving", "signing", "vouchers", "submitting"] as const;
export type ShownStep = (typeof ENROLMENT_STEPS)[number];

/** Milliseconds between two questions whether the enrolment is on the chain. */
const EVERY = 1_500;
const TIMES = 200;

/** What an enrolment takes once both offices know who is there. */
export type EnrolmentToDo = {
  readonly registrant: Registrant;
  readonly registration: Registration;
  /** A wallet, or a key made for this signature alone. */
  readonly account: Signer;
  readonly keep: (registration: Registration) => Promise<void>;
};

/** An enrolment under way. */
export type Enrolling = {
  /** Nothing while none is under way. */
  readonly step: ShownStep | undefined;
  /** Ends once the resident is on the roll, or filed for it. What was reached is kept on the way. */
  readonly start: (todo: EnrolmentToDo) => Promise<void>;
};

/** Brings whoever presented at both offices onto the roll (P12.4 to P12.7). */
export function useEnrolment(offices: BothOffices): Enrolling {
  const { config, chain } = useSession();
  const [step, setStep] = useState<ShownStep>();

  const enrol = async ({ registrant, registration, account, keep }: EnrolmentToDo) => {
    const urls = config.offices;
    if (urls === null) return;
    const place = enrolmentPlaceOf(config, offices);
    const provider = await chain();
    const { secret, commitment: identityCommitment } = registrant.identity;
    const made = async (): Promise<EnrolmentFile> => {
      if (registration.file !== undefined) return enrolmentSchema.parse(JSON.parse(registration.file));
      const plan = {
        registry: place,
        provider,
        urls,
        identityCommitment,
        prove: async (context: bigint) => (await pageProver(config).run({ kind: "enrol", secret, context })).proof,
        account,
        reach: OFFICE_REACH,
        report: (now: EnrolmentStep) => {
          if (now !== "presenting" && now !== "comparing") setStep(now);
        },
      };
      return enrolPresented(plan, registration.presented as Readonly<Record<OfficeRole, Presented>>);
    };
    const file = await made();
    await keep({ ...registration, file: JSON.stringify(file) });
    setStep("submitting");
    const isFiled = place.publishedRolls !== undefined;
    if (isFiled) await fileAtOffices(urls, file, OFFICE_REACH);
    else {
      const submitting = offices.registrar.submits ? urls.registrar : urls.approver;
      const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
      await submitByOffice(submitting, file, { ...OFFICE_REACH, every: EVERY, times: TIMES, wait });
    }
    const { rollIds } = file;
    const { time } = await readHead(provider);
    await noteMore(registration.identity, { rollIds, enrolledAt: time, isFiled });
    await keep({ ...registration, presented: {}, file: undefined, enrolled: { rollIds, isFiled } });
  };

  return {
    step,
    start: (todo) => {
      setStep("proving");
      return enrol(todo).finally(() => setStep(undefined));
    },
  };
}
