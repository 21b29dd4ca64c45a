import type { RandomBytes } from "../../../sdk/crypto/random.ts";
import { timeInKorea } from "../../../sdk/election/timeInKorea.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { NotEligibleError } from "../refusals.ts";
import type { Person } from "../roll/rollStore.ts";
import type { EvidenceStore, KeptAnswer } from "./evidenceStore.ts";
import type { IsoDate, PopulationRegister, RegisterAnswer, RegisterIdentity, Residence } from "./populationRegister.ts";
import { RegisterAnswerUnreadableError, RegisterUnavailableError } from "./refusals.ts";
import { newUuid } from "./tried.ts";

/** What an office's file says of its look-ups, however the register is asked. */
export type LookUpRules = {
  /** Seconds for which an answer serves while the register does not answer. */
  readonly staleAfter: number;
  /** The day by which a person must be of age; the day of the look-up in Korea by default. */
  readonly adultBy?: IsoDate | undefined;
  /** The book's name of each of the register's districts, where they differ. */
  readonly districts?: Readonly<Record<string, string>> | undefined;
  /** Days for which tries are kept. */
  readonly evidenceDays: number;
};

/** On what an office's facts rest. */
export type RegisterReading = {
  /** Unix seconds. */
  readonly readAt: number;
  /** Whether the register was asked now and did not answer, so that an earlier answer serves. */
  readonly isEarlier: boolean;
};

/** The look-ups of an office in its population register. */
export type LookUps = {
  readonly identity: RegisterIdentity;
  /**
   * Throws `NotEligibleError` unless the register says that the book is right about an eligible person (P28.1 to 28.4),
   * or what kept the register from saying anything.
   */
  confirm(person: Pick<Person, "number" | "district">): Promise<RegisterReading>;
};

/** Seconds for which one answer serves. */
const HOUR = 3_600;
const DAY = 86_400;
/** Milliseconds for which the register is not asked again once it gave no answer. */
const PAUSE = 30_000;
/** No person number. */
const EVERYBODY = "";

export function registerLookUps(
  register: PopulationRegister,
  store: EvidenceStore,
  rules: LookUpRules,
  surroundings: {
    readonly random: RandomBytes;
    readonly clock: () => number;
    readonly say?: ((line: string) => void) | undefined;
  },
): LookUps {
  const { random, clock, say = () => {} } = surroundings;
  const asking = new Map<string, Promise<KeptAnswer>>();
  /** By a person's number, or by `EVERYBODY`: what went wrong, and until when nobody is asked for again. */
  const failures = new Map<string, { readonly error: HanpyoError; readonly until: number }>();
  const now = () => Math.floor(clock() / 1_000);

  async function ask(number: string): Promise<KeptAnswer> {
    for (const [who, { until }] of failures) if (until <= clock()) failures.delete(who);
    const failure = failures.get(EVERYBODY) ?? failures.get(number);
    if (failure !== undefined) throw failure.error;
    store.forget({ answers: now() - Math.max(rules.staleAfter, HOUR), tries: now() - rules.evidenceDays * DAY });
    const purpose = { case: newUuid(random), actor: "self-service" } as const;
    try {
      const answer = await register.resident(number, purpose, (one) => store.noteTry(number, one));
      const kept = { residence: residenceOf(answer), receivedAt: answer.evidence.receivedAt };
      store.putAnswer(number, kept);
      return kept;
    } catch (error) {
      if (error instanceof HanpyoError) {
        say(`${error.what} (${error.code})`);
        // What one person's entry brings about must keep nobody else out.
        const who = error instanceof RegisterUnavailableError ? EVERYBODY : number;
        failures.set(who, { error, until: clock() + PAUSE });
      }
      throw error;
    }
  }

  /** One look-up of a person at a time, whoever waits for it. */
  function askOnce(number: string): Promise<KeptAnswer> {
    const under = asking.get(number) ?? ask(number).finally(() => asking.delete(number));
    asking.set(number, under);
    return under;
  }

  return {
    identity: register.identity,
    async confirm({ number, district }) {
      const kept = store.answer(number);
      const age = kept === undefined ? Number.POSITIVE_INFINITY : now() - kept.receivedAt;
      const isFresh = age >= 0 && age < HOUR;
      const { residence, receivedAt, isEarlier } =
        isFresh && kept ? { ...kept, isEarlier: false } : await askedOr(kept);
      if (residence === null) throw new NotEligibleError("not in the population register");
      requireResident(residence, district, rules, now());
      return { readAt: receivedAt, isEarlier };

      /** The register's answer; where there is none, that by which the person was found not long ago. */
      async function askedOr(earlier: KeptAnswer | undefined) {
        try {
          return { ...(await askOnce(number)), isEarlier: false };
        } catch (error) {
          const serves = age >= 0 && age < rules.staleAfter && earlier !== undefined && earlier.residence !== null;
          if (!isSilence(error) || !serves) throw error;
          return { ...earlier, isEarlier: true };
        }
      }
    },
  };
}

function residenceOf(answer: RegisterAnswer): Residence | null {
  if (!answer.found) return null;
  const { districts, adultAt, electoralRight, asOf } = answer;
  return { districts, adultAt, electoralRight, asOf };
}

function isSilence(error: unknown): error is HanpyoError {
  return error instanceof RegisterUnavailableError || error instanceof RegisterAnswerUnreadableError;
}

/** What the register must say of an eligible person (P28.3). Throws `NotEligibleError`. */
export function requireResident(
  { districts, adultAt, electoralRight }: Residence,
  district: string,
  rules: Pick<LookUpRules, "adultBy" | "districts">,
  now: number,
): void {
  const names = districts.map((code) => rules.districts?.[code] ?? code);
  if (!names.includes(district)) throw new NotEligibleError("resident elsewhere by the population register");
  if (adultAt > (rules.adultBy ?? timeInKorea(now).slice(0, 10))) throw new NotEligibleError("not of age");
  if (!electoralRight) throw new NotEligibleError("without the right to vote by the population register");
}
