import type { Signer } from "ethers";
import { useCallback, useEffect, useRef, useState } from "react";
import { EnrolmentDeclinedError, type Presented, presentAtOffice } from "../../../../sdk/enrolling/enrolWithOffices.ts";
import { agreedFacts } from "../../../../sdk/enrolling/officeAgreement.ts";
import type { MethodRequest, OfficeRole, Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { useHistoryStage } from "../../shared/historyStage.ts";
import { useSession } from "../../shared/session.tsx";
import { keepIdentity, newIdentity, openIdentity } from "../../shared/vault/identities.ts";
import { forgetIdentity, listIdentities } from "../../shared/vault/identityEntries.ts";
import {
  forgetRegistration,
  keepRegistration,
  type Registration,
  readRegistration,
  stepOf,
} from "../../shared/vault/registration.ts";
import { rememberUnlocked, unlockedIdentity } from "../../shared/vault/unlocked.ts";
import type { Asking } from "./PresentPanel.tsx";
import { registerFaultOf } from "./registerFaults.ts";
import type { Registrant } from "./registrant.ts";
import { type BothOffices, type ChosenMethod, enrolmentPlaceOf, ROLES } from "./registration.ts";
import { hearOtherTabs } from "./returning/otherTabs.ts";
import { type Enrolling, useEnrolment } from "./useEnrolment.ts";
import { OFFICE_REACH } from "./useOffices.ts";

export const REGISTRATION_STAGES = ["identify", "enrol", "words", "done"] as const;
export type RegistrationStage = (typeof REGISTRATION_STAGES)[number];

/** A registration as the page shows it. What is done of it lies in the vault, so that a reload goes on with it. */
export type Registering = {
  /** Nothing until the vault was read. */
  readonly stage: RegistrationStage | "locked" | "have" | undefined;
  readonly registration: Registration | undefined;
  readonly registrant: Registrant | undefined;
  /** Whether this is the rest of an earlier visit. */
  readonly isResumed: boolean;
  readonly busy: boolean;
  readonly asking: Asking | undefined;
  /** What each office said of its own code, and what else went wrong. */
  readonly faults: Readonly<Partial<Record<OfficeRole, unknown>>>;
  readonly error: unknown;
  readonly enrolling: Enrolling;
  readonly identify: (chosen: ChosenMethod) => void;
  readonly enrol: (account: Signer) => void;
  /** Begins with an identity that is here, or with a new one. */
  readonly begin: (registrant: Registrant | undefined) => void;
  readonly unlocked: (registrant: Registrant) => void;
  /** Throws away what is not finished, with an identity that was made for it alone. */
  readonly restart: () => void;
  /** The same, because the identity that is registered already shall stay. */
  readonly decline: () => void;
  readonly finish: () => void;
};

export function useRegistration(offices: BothOffices): Registering {
  const { config, chain } = useSession();
  const history = useHistoryStage(REGISTRATION_STAGES);
  const [registration, setRegistration] = useState<Registration>();
  const [registrant, setRegistrant] = useState<Registrant>();
  const [stage, setStage] = useState<Registering["stage"]>();
  const [isResumed, setResumed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Asking>();
  const [faults, setFaults] = useState<Registering["faults"]>({});
  const [error, setError] = useState<unknown>();
  const enrolling = useEnrolment(offices);
  /** Ends a wait for an eID's answer. */
  const leave = useRef<(() => void) | undefined>(undefined);

  const keep = async (next: Registration) => {
    setRegistration(next);
    await keepRegistration(next);
  };

  // What an earlier visit left, when the page opens, and when a wallet sent its user to another tab, which went on.
  const readKept = useCallback(() => {
    leave.current?.();
    resume().then(
      ({ registration, registrant, stage }) => {
        setRegistration(registration);
        setRegistrant(registrant);
        setResumed(registration !== undefined);
        setStage(stage);
      },
      (failure: unknown) => {
        setError(failure);
        setStage("identify");
      },
    );
  }, []);
  useEffect(() => {
    readKept();
    return hearOtherTabs({ moved: readKept });
  }, [readKept]);

  const begin = useCallback((with_: Registrant | undefined) => {
    setRegistrant(with_);
    setStage("identify");
  }, []);

  const identifyAt = async ({ method, codes }: ChosenMethod) => {
    const who = registrant ?? (await makeRegistrant());
    setRegistrant(who);
    const isSame = registration?.identity === who.id && registration.method === method.kind;
    const newRegistration = (identity: string, kind: string): Registration => ({
      identity,
      isNew: registration?.identity === identity ? registration.isNew : registrant === undefined,
      method: kind,
      presented: {},
    });
    let now: Registration = isSame ? { ...registration, asking: undefined } : newRegistration(who.id, method.kind);
    await keep(now);
    const plan = {
      registry: enrolmentPlaceOf(config, offices),
      provider: await chain(),
      identityCommitment: who.identity.commitment,
      reach: OFFICE_REACH,
    };
    const found: Partial<Record<OfficeRole, unknown>> = {};
    for (const [index, role] of ROLES.entries()) {
      if (now.presented[role] !== undefined) continue;
      const eidAnswers = (request: MethodRequest) =>
        new Promise<Presentation>((fulfil, fail) => {
          const answer = (presentation: Presentation) => {
            setAsking(undefined);
            fulfil(presentation);
          };
          leave.current = () => fail(new WentOnElsewhereError());
          setAsking({ office: offices[role].name, request, answer, place: [index + 1, ROLES.length] });
        });
      const present = async (request: MethodRequest, session: string) => {
        if (request.kind === "oneTimeCode") return { code: codes[role] };
        await keep({ ...now, asking: { role, session } });
        return eidAnswers(request);
      };
      const url = config.offices?.[role] ?? "";
      try {
        const shown = await presentAtOffice(plan, role, { url, method: method.ids[role], present });
        now = { ...now, presented: { ...now.presented, [role]: shown }, asking: undefined };
        await keep(now);
      } catch (failure) {
        // The other office's code is tried all the same: whoever typed both sees at once what is wrong with each.
        if (method.kind !== "oneTimeCode" || !isOfCode(failure)) throw failure;
        found[role] = failure;
      }
    }
    setFaults(found);
    if (!isPresented(now.presented)) return;
    try {
      agreedFacts(now.presented.registrar.facts, now.presented.approver.facts);
    } catch (failure) {
      await keep({ ...now, presented: {} });
      throw failure;
    }
    setResumed(false);
    setStage("enrol");
    history.push("enrol");
  };

  const identify = (chosen: ChosenMethod) => {
    setBusy(true);
    setError(undefined);
    setFaults({});
    identifyAt(chosen)
      .catch((failure: unknown) => {
        setAsking(undefined);
        if (!(failure instanceof WentOnElsewhereError)) setError(failure);
      })
      .finally(() => setBusy(false));
  };

  const enrol = (account: Signer) => {
    if (registration === undefined || registrant === undefined) return;
    setError(undefined);
    enrolling.start({ registrant, registration, account, keep }).then(
      () => {
        setStage("words");
        history.replace("words");
      },
      (failure: unknown) => {
        setError(failure);
        if (registerFaultOf(failure) !== "session") return;
        // The offices have forgotten who was there: the same identity shows itself again.
        void keep({ ...registration, presented: {}, file: undefined });
        setStage("identify");
      },
    );
  };

  const restart = async () => {
    // An identity that enrolled, or was here before, is not this registration's to throw away.
    if (registration !== undefined && registration.enrolled === undefined && registration.isNew) {
      await forgetIdentity(registration.identity);
    }
    await forgetRegistration();
    setRegistration(undefined);
    setRegistrant(undefined);
    setResumed(false);
    setError(undefined);
    setStage("identify");
    history.replace("identify");
  };

  /** Back leads from the second step to the first, and never across the enrolment. */
  const shown = stage === "enrol" && history.stage === "identify" ? "identify" : stage;
  return {
    stage: shown,
    registration,
    registrant,
    isResumed,
    busy,
    asking,
    faults,
    error,
    enrolling,
    identify,
    enrol,
    begin,
    unlocked: (opened) => {
      setRegistrant(opened);
      if (registration !== undefined) setStage(stageOf(registration));
    },
    restart: () => void restart().catch(setError),
    decline: () => {
      const sequence = registration?.presented.registrar?.facts.sequence ?? 0;
      restart().then(() => setError(new EnrolmentDeclinedError(sequence)), setError);
    },
    finish: () => {
      void forgetRegistration();
      setStage("done");
      history.replace("done");
    },
  };

  async function makeRegistrant(): Promise<Registrant> {
    const identity = newIdentity();
    const { id } = await keepIdentity(identity, { protection: "device" }, Math.floor(Date.now() / 1000));
    rememberUnlocked(id, identity);
    return { id, identity };
  }
}

/** Another tab went on: nothing is wrong, and nothing is shown. */
class WentOnElsewhereError extends Error {}

function isOfCode(failure: unknown): boolean {
  return ["code", "codeUsed", "codeExpired", "codeTries"].includes(registerFaultOf(failure) ?? "");
}

function isPresented(presented: Registration["presented"]): presented is Readonly<Record<OfficeRole, Presented>> {
  return ROLES.every((role) => presented[role] !== undefined);
}

function stageOf(registration: Registration): RegistrationStage {
  return REGISTRATION_STAGES[stepOf(registration) - 1] as RegistrationStage;
}

type Resumed = Pick<Registering, "registration" | "registrant" | "stage">;

async function resume(): Promise<Resumed> {
  const [registration, entries] = await Promise.all([readRegistration(), listIdentities()]);
  const entry = entries.find(({ id }) => id === registration?.identity);
  if (registration === undefined || entry === undefined) {
    return { registration: undefined, registrant: undefined, stage: entries.length > 0 ? "have" : "identify" };
  }
  const opened =
    unlockedIdentity(entry.id) ??
    (entry.protection === "device" ? await openIdentity(entry.id, { protection: "device" }) : undefined);
  if (opened === undefined) return { registration, registrant: undefined, stage: "locked" };
  return { registration, registrant: { id: entry.id, identity: opened }, stage: stageOf(registration) };
}
