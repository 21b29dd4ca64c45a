/** Why nothing is told of a person (P29.6). */
export const ABOUT_PEOPLE = {
  ko: "누가 투표했는지, 무엇에 투표했는지, 무엇을 지지했는지, 명부에 있는지를 이 서비스는 말하지 않습니다. 공개 기록에는 사람의 이름이나 번호가 없고, 표와 지지는 증명으로만 적히므로 이 서비스도 알 수 없습니다. 명부의 가명을 사람별로 모은 목록도 주지 않습니다. 누가 참여했는지를 아는 사람은 그 사람에게 압력을 넣을 수 있기 때문입니다. 자신의 표가 세어졌는지는 투표한 기기에서, 자신이 명부에 있는지는 두 기관에서 확인합니다.",
  en: "This service does not say who voted, how, who supported what, or who is on a roll. The public record holds no name and no number of a person, and ballots and supports stand in it by proofs alone, so the service cannot know it either. Nor does it give lists of the roll's pseudonyms by person: whoever knows who took part can put pressure on them. Whether your own ballot was counted, the device says on which you voted; whether you are on a roll, the two offices say.",
} as const;

/** Paths of questions that agencies ask. */
export const PEOPLE_PATHS = ["people", "persons", "residents", "voters", "supporters", "pseudonyms"] as const;
