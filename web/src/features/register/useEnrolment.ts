import type { Signer } from "ethers";
import { useState } from "react";
import { type EnrolmentStep, enrolWithOffices } from "../../../../sdk/enrolling/enrolWithOffices.ts";
import type { MethodRequest, OfficeRole, Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { fileAtOffices, submitByOffice } from "../../../../sdk/enrolling/submission.ts";
import type { OfficeVisit } from "../../../../sdk/enrolling/visit.ts";
import { pageProver } from "../../proving/pageProver.ts";
import { useSession } from "../../shared/session.tsx";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { noteRolls } from "../../shared/vault/rolls.ts";
import type { ChosenMethod } from "./MethodPanel.tsx";
import type { Asking } from "./PresentPanel.tsx";
import { type BothOffices, enrolmentPlaceOf } from "./registration.ts";
import { OFFICE_REACH } from "./useOffices.ts";

/** The steps of an enrolment as they are shown. */
export const ENROLMENT_STEPS = ["presenting", "proving", "signing", "vouchers", "submitting", "included"] as const;
export type ShownStep = (typeof ENROLMENT_STEPS)[number];

/** Milliseconds between two questions whether the enrolment is on the chain. */
const EVERY = 1_500;
const TIMES = 200;

/** An enrolment under way: what it does, what it asks of the resident, and how it ended. */
export type Enrolling = {
  readonly step: ShownStep | undefined;
  readonly asking: Asking | undefined;
  /** Asked where another identity of the resident is registered already. */
  readonly replacing: ((replace: boolean) => void) | undefined;
  readonly error: unknown;
  /** Rolls that the resident is on now. */
  readonly rollIds: readonly string[] | undefined;
  readonly start: (identity: VotingIdentity, chosen: ChosenMethod, account: Signer) => void;
};

export function useEnrolment(offices: BothOffices | undefined): Enrolling {
  const { config, chain } = useSession();
  const [step, setStep] = useState<ShownStep>();
  const [asking, setAsking] = useState<Asking>();
  const [replacing, setReplacing] = useState<(replace: boolean) => void>();
  const [error, setError] = useState<unknown>();
  const [rollIds, setRollIds] = useState<readonly string[]>();

  const enrol = async (identity: VotingIdentity, { method, codes }: ChosenMethod, account: Signer) => {
    const urls = config.offices;
    if (urls === null || offices === undefined) return;
    const { secret, commitment: identityCommitment } = identity;
    const visit = (role: OfficeRole): OfficeVisit => ({
      url: urls[role],
      method: method.ids[role],
      present: (request) => (request.kind === "oneTimeCode" ? { code: codes[role] } : asked(role, request)) as never,
    });
    const asked = (role: OfficeRole, request: MethodRequest) =>
      new Promise<Presentation>((fulfil) => {
        const answer = (presentation: Presentation) => {
          setAsking(undefined);
          fulfil(presentation);
        };
        setAsking({ office: offices[role].name, request, answer });
      });
    const replaces = () =>
      new Promise<boolean>((fulfil) => {
        setReplacing(() => (replace: boolean) => {
          setReplacing(undefined);
          fulfil(replace);
        });
      });
    const place = enrolmentPlaceOf(config, offices);
    const file = await enrolWithOffices({
      registry: place,
      provider: await chain(),
      visits: { registrar: visit("registrar"), approver: visit("approver") },
      identityCommitment,
      prove: async (context) => (await pageProver(config).run({ kind: "enrol", secret, context })).proof,
      account,
      reach: OFFICE_REACH,
      replaces,
      report: (now: EnrolmentStep) => setStep(now === "comparing" ? "presenting" : now),
    });
    setStep("submitting");
    if (place.publishedRolls === undefined) {
      const submitting = offices.registrar.submits ? urls.registrar : urls.approver;
      const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
      await submitByOffice(submitting, file, { ...OFFICE_REACH, every: EVERY, times: TIMES, wait });
    } else await fileAtOffices(urls, file, OFFICE_REACH);
    await noteRolls(file.rollIds).catch(() => undefined);
    setStep("included");
    setRollIds(file.rollIds);
  };

  return {
    step,
    asking,
    replacing,
    error,
    rollIds,
    start: (identity, chosen, account) => {
      setError(undefined);
      setStep("presenting");
      enrol(identity, chosen, account).catch((failure: unknown) => {
        setAsking(undefined);
        setStep(undefined);
        setError(failure);
      });
    },
  };
}
