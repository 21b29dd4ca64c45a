import { electorateOf } from "../../../sdk/election/outcome.ts";
import { quorumWords } from "../../../sdk/election/outcomeWords.ts";
import { electionStatus, turnoutOf } from "../../../sdk/verify/electionStatus.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";
import { koreanMoment } from "../../terminal/koreanTime.ts";

/** Where an election stands by its record, as `electionStatus` says it in English. */
export function statusInKorean(record: ElectionRecord): string {
  const { constitution, board, shares, block } = record;
  const { schedule, minimumBallots, outcome } = constitution;
  const { ballots, activeMembers } = turnoutOf(record) ?? { ballots: 0, activeMembers: 0 };
  const voted = `주민 ${activeMembers}명 가운데 ${ballots}명이 투표했습니다`;
  switch (electionStatus(record).phase) {
    case "void":
      return "제때 열지 않아 무효가 되었고 결과가 없습니다";
    case "pending":
      return `아직 열리지 않았고, ${koreanMoment(schedule.opensAt)}부터 열 수 있습니다`;
    case "open":
      return `${koreanMoment(schedule.closesAt)}까지 열려 있습니다. ${voted}. 아직 아무것도 세지 않았습니다`;
    case "decided":
      return `결과가 확정되었습니다. ${voted}`;
    case "too few":
      return `${voted}. 비밀을 지키며 셀 수 있는 ${minimumBallots}표보다 적어 결과가 없습니다`;
    case "below quorum":
      return `${electorateOf(outcome, activeMembers)}명 가운데 ${ballots}명이 투표해 정족수(${quorumWords(outcome)?.ko})에 못 미쳤습니다. 규칙에 따라 투표함을 열지 않고 세지 않습니다`;
    case "closed":
      return `투표함이 닫혔습니다. ${voted}. 암호화된 집계가 아직 봉인되지 않아 결과가 없습니다`;
    case "sealed": {
      const overdue = block.time > schedule.sharesDueAt ? "미정: " : "";
      const given = `개표 조각 ${board.threshold}개 가운데 ${shares.length}개가 들어왔습니다`;
      return `${overdue}집계가 봉인되었습니다. ${voted}. ${given}. 아직 결과가 없습니다`;
    }
  }
}
