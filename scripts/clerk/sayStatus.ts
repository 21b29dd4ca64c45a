import type { Text } from "../../sdk/election/content.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { type Phrases, phrased } from "../terminal/phrases.ts";
import { shown } from "../terminal/shown.ts";
import type { ClerkSpeaker } from "./clerkSpeaker.ts";
import { phaseName, stageName } from "./stageNames.ts";
import type { Status } from "./status.ts";
import { termsInKorean } from "./termsInKorean.ts";

/** Whose step is next, and when, in Korean; what to run is the same in both. */
const NEXT_PHRASES: Phrases = [
  [/^trustees: (.+) \(after (.+)\)$/, "참관 위원이 실행합니다($2 뒤): $1"],
  [/^trustees: (.+); then (.+)$/, "참관 위원이 실행합니다: $1 그다음에 주관 기관이: $2"],
  [/^trustees: (.+)$/, "참관 위원이 실행합니다: $1"],
  [/^another board\.name in (.+), then (.+)$/, "$1의 board.name을 다른 이름으로 고친 뒤: $2"],
  [/^(.+); from (.+): (.+)$/, "$1, 그리고 $2부터: $3"],
  [/^(.+) \(from (.+)\)$/, "$1 ($2부터)"],
];

/** Prints a status for a person. */
export function sayStatus(status: Status, { language, say }: ClerkSpeaker): void {
  const names = (missing: readonly Text[]) => missing.map((name) => name[language]).join(", ");
  const listed = (missing: readonly Text[]) => names(missing) || (language === "ko" ? "없음" : "nobody");
  sayTest(status.test, { language, say });
  if (!status.isOfFile) say("otherFile");
  const termsIn = (text: string) => (language === "ko" ? termsInKorean(text) : text);
  for (const { field, file, frozen } of status.differences) {
    say("differs", { field, file: termsIn(file), frozen: termsIn(frozen) });
  }
  if (status.board !== null) {
    const { address, stage, threshold, trustees, missing } = status.board;
    say("boardStage", { board: address, stage: stageName(stage, language), threshold, trustees });
    if (missing.length > 0) say("ceremony", { stage: stageName(stage, language), missing: listed(missing) });
  }
  if (status.pendingSnapshot !== null) {
    const { sequence, activeMembers: active, finalAt } = status.pendingSnapshot;
    say("snapshot", { sequence, roll: status.roll, active, time: koreanTime(finalAt) });
  }
  const { election } = status;
  if (election !== null) {
    const { consents, shares } = election;
    say("election", { address: election.address });
    say("phase", { phase: phaseName(election.phase, election.undecided, language) });
    say("consents", { given: consents.given, required: consents.needed, missing: listed(consents.missing) });
    if (election.phase === "pending") {
      say("roll", { roll: status.roll, active: election.residents, least: election.minimumCensus });
    } else say("turnout", { ballots: election.ballots, census: election.electorate });
    if (election.phase === "sealed") {
      say("shares", { given: shares.given, threshold: shares.needed, missing: listed(shares.missing) });
    }
    if (election.quorum !== null) {
      say(election.quorum.closedBelow ? "closedBelow" : "countedBelow", { quorum: election.quorum[language] });
    }
    if (election.result !== null) {
      const { counted } = election.result;
      if (counted === null) say("staysClosed");
      else say("result", { counts: shown(counted[language]) });
      say("outcome", { outcome: election.result.outcome[language] });
      if (election.result.tied !== null) say("tied", { tied: election.result.tied[language] });
    }
  }
  say("next", { next: phrased(NEXT_PHRASES, status.next, language) });
}

/** The label of a test election, on every screen of it. */
export function sayTest(reasons: readonly Text[], { language, say }: Pick<ClerkSpeaker, "language" | "say">): void {
  if (reasons.length > 0) say("test", { reasons: shown(reasons.map((reason) => reason[language]).join("; ")) });
}
