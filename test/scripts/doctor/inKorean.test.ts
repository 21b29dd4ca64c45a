import { expect } from "chai";
import { accountFinding, blockAge, chainFindings } from "../../../scripts/doctor/chain.ts";
import { findingInKorean, koreanDoctorText } from "../../../scripts/doctor/inKorean.ts";
import { machineFindings, proofFileFindings } from "../../../scripts/doctor/machine.ts";
import { hanpyo } from "../runHanpyo.ts";

describe("hanpyo doctor in Korean", function () {
  this.timeout(60_000);

  it("has Korean for every advice", async () => {
    const sums = new Map([
      ["a", "1"],
      ["b", "2"],
    ]);
    const findings = [
      ...machineFindings("18.0.0", 1, 1),
      ...proofFileFindings(sums, (file) => (file === "a" ? "3" : undefined)),
      ...(await chainFindings("http://127.0.0.1:9")),
      ...[blockAge(0, 1_000), blockAge(1_000, 0), accountFinding("0x1", 0n, 1n, 1n)],
    ];
    const advice = findings.map(({ remedy }) => remedy ?? "");
    expect(advice).to.have.length(9);
    for (const remedy of advice) expect(findingInKorean(remedy), remedy).to.match(/[가-힣]/);
    expect(findingInKorean("account 0xAb")).to.equal("계정 0xAb");
  });

  it("aligns by the columns of a terminal, with the advice under what was found", () => {
    const text = koreanDoctorText(
      [
        { name: "Node", state: "ok", found: "24" },
        { name: "memory", state: "wrong", found: "1 GiB", remedy: "Use a machine with at least 2 GiB" },
      ],
      (found) => found,
    );
    expect(text.split("\n")).to.deep.equal([
      "정상        Node    24",
      "잘못됨      메모리  1 GiB",
      "                    -> 메모리가 2 GiB 이상인 컴퓨터를 쓰세요",
    ]);
  });

  it("says by the command itself that an account needs a chain, with exit code 2", async () => {
    const account = "0x0000000000000000000000000000000000000001";
    const { code, out } = await hanpyo(["doctor", "--account", account], () => {}, { LC_ALL: "ko_KR.UTF-8" });
    expect(out)
      .to.match(/^정상 +Node /)
      .and.match(/\n알 수 없음 +계정 +0x0+1\n +-> --rpc도 함께 주세요\n$/);
    expect(code).to.equal(2);
  });
});
