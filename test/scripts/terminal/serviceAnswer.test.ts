import { expect } from "chai";
import { ANSWER_FIELDS, ANSWER_STATES, answerLine } from "../../../scripts/terminal/serviceAnswer.ts";
import { officeHealthSchema } from "../../../sdk/enrolling/officeAnswers.ts";
import { healthSchema as mirrorHealthSchema } from "../../../services/mirror/answers.ts";
import { actStatusSchema, healthSchema } from "../../../services/relayer/answers.ts";

describe("An answer of a service", () => {
  it("has a Korean name for every field of an office, a relayer and a mirror, and for no other", () => {
    const schemas = [officeHealthSchema, healthSchema, mirrorHealthSchema, actStatusSchema];
    const fields = new Set(schemas.flatMap(({ shape }) => Object.keys(shape)));
    expect(Object.keys(ANSWER_FIELDS)).to.have.members([...fields]);
    for (const [field, name] of Object.entries(ANSWER_FIELDS)) {
      expect(name, field).to.match(/[가-힣]/);
      expect(answerLine(field, 7, "ko")).to.match(/^[^a-z]*(wei|RPC)?[^a-z]*: /);
    }
  });

  it("has words for every state of a ballot or an act, and for no other", () => {
    expect(Object.keys(ANSWER_STATES)).to.have.members(actStatusSchema.shape.state.options);
    expect(answerLine("state", "missing", "ko")).to.equal("어디까지: missing: 약속한 때가 지났는데 블록에 없습니다");
    expect(answerLine("state", "another", "en")).to.equal("state: another");
  });

  it("says a time as a day, a status with its meaning, and that nothing is known", () => {
    expect(answerLine("deadline", 1_796_927_691, "en")).to.equal("deadline: 2026-12-11 03:34:51 KST");
    expect(answerLine("status", "ok", "ko")).to.equal("상태: ok: 정상입니다");
    expect(answerLine("role", "approver", "ko")).to.equal("역할: 확인 기관");
    expect(answerLine("role", "approver", "en")).to.equal("role: approver");
    expect(answerLine("head", null, "ko")).to.equal("마지막 블록: -");
    expect(answerLine("unheardOf", 1, "ko")).to.equal("unheardOf: 1");
  });
});
