import { expect } from "chai";
import { projectRoot } from "../../../../scripts/checkout/projectRoot.ts";
import { NothingToCheckError } from "../../../../scripts/office/roll/check.ts";
import { CountsIncomparableError } from "../../../../sdk/enrolling/countDifferences.ts";
import { readOfficeCounts } from "../../../../sdk/enrolling/officeClient.ts";
import { ROLL } from "../../../services/registrar/officeWorld.ts";
import { REACH } from "../../../services/registrar/syntheticDevice.ts";
import { syntheticOffices } from "../../../services/registrar/syntheticOffices.ts";
import { runCommand } from "../../clerk/runCommand.ts";

const HOUR = 3_600_000;

describe("roll check, of both offices' counts", function () {
  this.timeout(120_000);
  const town = syntheticOffices();

  const check = (language: string, ...more: readonly string[]) => {
    const { registrar, approver } = town.offices;
    return runCommand(
      "roll",
      "check",
      "--registrar",
      registrar.url,
      "--approver",
      approver.url,
      ...more,
      "--lang",
      language,
    );
  };
  const person = (number: string, district: string) => ({
    ...{ number, name: "Hong Gildong", birthDate: "1990-01-02", district, rollIds: [ROLL] },
    state: "eligible" as const,
  });

  it("agrees over the same books, and says what it cannot see", async () => {
    for (const [number, district] of [
      ["a", "신장동"],
      ["b", "신장동"],
      ["c", "원천동"],
    ] as const) {
      town.world.settle(number, { district });
    }
    town.world.settle("d", { district: "원천동", state: "movedOut" });
    const english = await check("en");
    expect(english.code).to.equal(0);
    expect(english.out)
      .to.match(/registrar counts 3 .*approver 3 /)
      .and.include("are not seen so");
    const korean = await check("ko");
    expect(korean.out).to.include("등록 기관은 3명").and.include("드러나지 않습니다");
  });

  it("names the districts whose numbers differ, an hour later at the latest", async () => {
    town.world.rolls.registrar.putPerson(person("only-here", "신장동"));
    town.world.rolls.approver.putPerson(person("only-there", "원천동"));
    town.now += HOUR;
    const { code, out } = await check("en", "--json");
    expect(code).to.equal(1);
    const { differences, registrar, approver } = JSON.parse(out);
    expect([registrar, approver]).to.deep.equal([4, 4]);
    expect(differences).to.deep.equal([
      { district: "신장동", registrar: 3, approver: 2 },
      { district: "원천동", registrar: 1, approver: 2 },
    ]);
    const korean = await check("ko");
    expect(korean.code).to.equal(1);
    expect(korean.out).to.include("신장동: 등록 기관은 3명, 확인 기관은 2명").and.not.include("Hong");
  });

  it("asks for both offices of one registry or for a file, and cannot check where one is silent", async () => {
    const { registrar, approver } = town.offices;
    const swapped = await runCommand("roll", "check", "--registrar", approver.url, "--approver", registrar.url);
    expect(swapped.error).to.be.instanceOf(CountsIncomparableError);
    for (const args of [[], ["--registrar", registrar.url], [`${projectRoot}package.json`]]) {
      expect((await runCommand("roll", "check", ...args)).error, args.join(" ")).to.be.instanceOf(NothingToCheckError);
    }
    const silent = await runCommand("roll", "check", "--registrar", registrar.url, "--approver", "http://127.0.0.1:9");
    expect(silent.code).to.equal(2);
  });

  it("gets numbers of districts from an office, and no more than once an hour new ones", async () => {
    const { url } = town.offices.registrar;
    const before = await readOfficeCounts(url, REACH);
    town.world.rolls.registrar.putPerson(person("later", "신장동"));
    expect(await readOfficeCounts(url, REACH)).to.deep.equal(before);
    town.now += HOUR;
    const after = await readOfficeCounts(url, REACH);
    const of = ({ districts }: typeof before) => districts.find(({ district }) => district === "신장동")?.eligible;
    expect(of(after)).to.equal((of(before) as number) + 1);
    const text = await (await fetch(`${url}/counts`)).text();
    for (const secret of ["later", "only-here", "Hong", "1990"]) expect(text).not.to.include(secret);
  });
});
