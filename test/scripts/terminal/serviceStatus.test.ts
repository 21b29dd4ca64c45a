import { expect } from "chai";
import { isServing, SERVICE_STATUSES, statusWords } from "../../../scripts/terminal/serviceStatus.ts";
import { officeHealthSchema } from "../../../sdk/enrolling/officeAnswers.ts";
import { MIRROR_HINDRANCES } from "../../../services/mirror/status.ts";
import { HINDRANCES } from "../../../services/sending/hindrance.ts";

describe("The status of a service", () => {
  it("has words in both languages for every status of an office, a relayer and a mirror, and for no other", () => {
    const known = new Set<string>([...officeHealthSchema.shape.status.options, ...HINDRANCES, ...MIRROR_HINDRANCES]);
    expect(Object.keys(SERVICE_STATUSES)).to.have.members([...known]);
    for (const status of known) {
      expect(statusWords(status, "en"), status).to.match(new RegExp(`^${status}: [a-z0-9]`));
      expect(statusWords(status, "ko"), status).to.match(/: .*[가-힣]/);
    }
    expect(statusWords("another", "ko")).to.equal("another");
  });

  it("is well with one node alone, which is enough for tests, and for nothing else but ok", () => {
    expect(Object.keys(SERVICE_STATUSES).filter(isServing)).to.deep.equal(["ok", "single-node"]);
  });
});
