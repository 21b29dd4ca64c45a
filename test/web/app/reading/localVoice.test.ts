import { expect } from "chai";
import { localVoice } from "../../../../web/src/app/reading/localVoice.ts";

describe("A voice that reads", () => {
  const far = { lang: "ko-KR", localService: false };
  const near = { lang: "ko_KR", localService: true };
  const british = { lang: "en-GB", localService: true };
  const american = { lang: "en-US", localService: true };

  it("is one of the device itself, never one that sends the text away", () => {
    expect(localVoice([far, near], "ko")).to.equal(near);
    expect(localVoice([far], "ko")).to.equal(undefined);
    expect(localVoice([], "ko")).to.equal(undefined);
  });

  it("is of the text's language: of its region if there is one", () => {
    expect(localVoice([american, british, near], "en-GB")).to.equal(british);
    expect(localVoice([american, near], "en-GB")).to.equal(american);
    expect(localVoice([american, british], "ko")).to.equal(undefined);
  });
});
