import type { Provider } from "ethers";
import { readPhase } from "../../sdk/chain/observer.ts";
import { readConstitution } from "../../sdk/chain/organizer.ts";
import type { Constitution } from "../../sdk/election/constitution.ts";
import { isFinal, type Phase } from "../../sdk/election/phase.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { koreanTime } from "./koreanTime.ts";
import type { Text } from "./texts.ts";

/** What somebody does to an election, and what it comes after: the phases in which it is done. */
const ACTS = {
  consent: { in: ["pending"], name: { en: "consent", ko: "동의" } },
  open: { in: ["pending"], name: { en: "opening the box", ko: "투표함 열기" } },
  tally: { in: ["closed", "sealed"], name: { en: "the tally", ko: "개표" } },
  share: { in: ["sealed"], name: { en: "a share", ko: "개표 조각" } },
} as const satisfies Readonly<Record<string, { readonly in: readonly Phase[]; readonly name: Text }>>;
export type Act = keyof typeof ACTS;

/** Phases in the order in which an election goes through them; those in which it ends last. */
const ORDER: readonly Phase[] = ["pending", "open", "closed", "sealed", "decided"];

/** Something must come first; the sentence says what, and when. */
export class PhaseNotYetError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(election: string, now: Text, act: Text, first: Text) {
    super(
      "PHASE_NOT_YET",
      `Election ${election} ${now.en}`,
      `Before ${act.en} ${first.en}; run the same command after that`,
    );
    this.reasonInKorean = `투표 ${election}: ${now.ko}. ${act.ko} 전에 ${first.ko}.`;
  }
}

/** What the act is for has happened: nothing is left to do. */
export class PhasePastError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(election: string, now: Text, act: Text) {
    super(
      "PHASE_PAST",
      `Election ${election} ${now.en}`,
      `The time of ${act.en} is over, and it needs none any more: \`status\` says what is next`,
    );
    this.reasonInKorean = `투표 ${election}: ${now.ko}. ${act.ko}의 때는 지났습니다.`;
  }
}

/** Nothing ever comes of it. */
export class ElectionVoidError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(election: string, now: Text) {
    super(
      "ELECTION_VOID",
      `Election ${election} ${now.en}`,
      "Hold another one: a new `id` and later dates in the file, then `deploy`",
    );
    this.reasonInKorean = `투표 ${election}: ${now.ko}.`;
  }
}

/**
 * That an election is in a phase in which an act is taken. Throws `PhaseNotYetError`, `PhasePastError` or
 * `ElectionVoidError`, with what the phase means and when what comes first will.
 */
export async function requirePhase(act: Act, election: string, provider: Provider): Promise<void> {
  const phase = await readPhase(election, provider);
  const { in: taken, name } = ACTS[act];
  if ((taken as readonly Phase[]).includes(phase)) return;
  const { schedule } = await readConstitution(election, provider);
  const now = phaseWords(phase, schedule);
  if (phase === "void") throw new ElectionVoidError(election, now);
  const isOver = isFinal(phase) || ORDER.indexOf(phase) > Math.max(...taken.map((one) => ORDER.indexOf(one)));
  if (isOver) throw new PhasePastError(election, now, name);
  throw new PhaseNotYetError(election, now, name, firstWords(phase, act, schedule));
}

/** What a phase means for an election, with the times that bound it. */
export function phaseWords(phase: Phase, schedule: Constitution["schedule"]): Text {
  const { opensAt, openGrace, closesAt, closeGrace, sharesDueAt } = schedule;
  const until = koreanTime(opensAt + openGrace);
  const end = koreanTime(closesAt + closeGrace);
  switch (phase) {
    case "pending":
      return {
        en: `is not open yet: it can be opened from ${koreanTime(opensAt)} on, and is void unless it is by ${until}`,
        ko: `아직 열리지 않았고, ${koreanTime(opensAt)}부터 열 수 있으며 ${until}까지 열지 않으면 무효`,
      };
    case "void":
      return { en: `is void for ever: nobody opened it by ${until}`, ko: `${until}까지 열지 않아 영원히 무효` };
    case "open":
      return { en: `is open, and takes ballots until ${end}`, ko: `열려 있고 ${end}까지 투표지를 받음` };
    case "closed":
      return {
        en: `takes no ballots since ${end}, and its sum is not sealed`,
        ko: `${end}에 닫혔고 집계가 아직 봉인되지 않음`,
      };
    case "sealed":
      return {
        en: `is sealed, and waits for the trustees' shares, which are due by ${koreanTime(sharesDueAt)}`,
        ko: `집계가 봉인되었고 ${koreanTime(sharesDueAt)}까지 개표 조각을 기다림`,
      };
    case "too few":
      return { en: "is over without a count: too few ballots", ko: "표가 너무 적어 개표하지 않고 끝남" };
    case "below quorum":
      return {
        en: "is over without a count: the quorum was missed, and the box stays closed",
        ko: "정족수에 못 미쳐 투표함을 열지 않고 끝남",
      };
    case "decided":
      return { en: "is over: its result is posted", ko: "결과가 올라 끝남" };
  }
}

/** What must happen before an act, from a phase before it. */
function firstWords(phase: Phase, act: Act, schedule: Constitution["schedule"]): Text {
  const end = koreanTime(schedule.closesAt + schedule.closeGrace);
  const sealed = koreanTime(schedule.closesAt + schedule.closeGrace + schedule.sealDelay);
  const steps: readonly Text[] = [
    ...(phase === "pending"
      ? [
          {
            en: `\`open\` opens it (from ${koreanTime(schedule.opensAt)})`,
            ko: `\`open\`으로 열고(${koreanTime(schedule.opensAt)}부터)`,
          },
        ]
      : []),
    ...(phase !== "closed" ? [{ en: `the box closes (${end})`, ko: `투표함이 닫히고(${end})` }] : []),
    ...(act === "share"
      ? [
          {
            en: `\`tally\` sums and seals it (not before ${sealed})`,
            ko: `\`tally\`로 더하고 봉인해야 합니다(${sealed}부터)`,
          },
        ]
      : []),
  ];
  const ko = steps.map((step) => step.ko).join(" ");
  return {
    en: steps.map((step) => step.en).join(", "),
    ko: act === "share" ? ko : ko.replace(/닫히고(?=\([^)]*\)$)/, "닫혀야 합니다"),
  };
}
