import { useState } from "react";
import type { MethodRequest, OfficeRole, Presentation } from "../../../../../sdk/enrolling/officeAnswers.ts";
import { askStanding, type Standing } from "../../../../../sdk/enrolling/standing.ts";
import { useSession } from "../../../shared/session.tsx";
import type { Asking } from "../PresentPanel.tsx";
import { type BothOffices, enrolmentPlaceOf } from "../registration.ts";
import { OFFICE_REACH } from "../useOffices.ts";

/** Which office is asked, and how the resident shows who they are. */
export type Question = { readonly role: OfficeRole; readonly method: string; readonly code: string };

/** A question to an office under way, and its answer. */
export type StandingState = {
  readonly busy: boolean;
  /** What the office asks of the eID. */
  readonly asking: Asking | undefined;
  readonly answered: (Standing & { readonly role: OfficeRole }) | undefined;
  readonly error: unknown;
  readonly ask: (question: Question) => void;
  readonly reset: () => void;
};

export function useStanding(offices: BothOffices): StandingState {
  const { config, chain } = useSession();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Asking>();
  const [answered, setAnswered] = useState<StandingState["answered"]>();
  const [error, setError] = useState<unknown>();

  const askOffice = async ({ role, method, code }: Question) => {
    const url = config.offices?.[role];
    if (url === undefined) return;
    const office = offices[role];
    const eidAnswers = (request: MethodRequest) =>
      new Promise<Presentation>((fulfil) => {
        const answer = (presentation: Presentation) => {
          setAsking(undefined);
          fulfil(presentation);
        };
        setAsking({ office: office.name, request, answer });
      });
    const present = async (request: MethodRequest) => (request.kind === "oneTimeCode" ? { code } : eidAnswers(request));
    const place = enrolmentPlaceOf(config, offices);
    const standing = await askStanding(role, { url, method, present }, place, await chain(), OFFICE_REACH);
    setAnswered({ ...standing, role });
  };

  return {
    busy,
    asking,
    answered,
    error,
    ask: (question) => {
      setBusy(true);
      setError(undefined);
      askOffice(question)
        .catch((failure: unknown) => {
          setAsking(undefined);
          setError(failure);
        })
        .finally(() => setBusy(false));
    },
    reset: () => setAnswered(undefined),
  };
}
