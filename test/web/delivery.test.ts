import { expect } from "chai";
import { makeBallot } from "../../scripts/rehearsal/casting.ts";
import type { Resident } from "../../scripts/rehearsal/enrolment.ts";
import { readBatches } from "../../sdk/chain/ballotBox.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { trackerOf } from "../../sdk/crypto/tracker.ts";
import { encodeBallotPackage } from "../../sdk/election/ballotPackage.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";
import { violations } from "./accessibility.ts";
import { type PageWorld, pageWorld, type Visitor } from "./pageWorld.ts";

/** Another's ballot handed in by anybody; with `npm run test:web`. */
describe("Somebody with another person's ballot package", function () {
  this.timeout(300_000);
  let world: PageWorld;
  let visitor: Visitor;
  let file: string;
  let code: string;

  before(async function () {
    if (process.env.HANPYO_WEB !== "1") this.skip();
    world = await pageWorld();
    const { chain, town } = world.decided;
    const open = await readOpenElection(world.demo.open, chain.provider);
    const history = await readRollHistory(town.shared.registry.address, chain.provider);
    const tree = rollTree(censusAt(history, open.constitution.rollId, open.constitution.schedule.censusTime).leaves);
    const voter = town.residents[1] as Resident;
    const ballot = await makeBallot(open, tree, voter, [0, 1, 0, 0], town.relayer);
    file = encodeBallotPackage({ chainId: open.chainId, election: open.election, ballot });
    code = trackerOf({ election: open.election, ...ballot });
  });

  beforeEach(async () => {
    visitor = await world.visitor();
    await visitor.goTo("#/submit");
  });

  afterEach(() => visitor?.context.close());

  async function paste(text: string): Promise<void> {
    await visitor.page.getByLabel("또는 투표지의 글(QR 그림의 글)").fill(text);
    await visitor.press("확인하고 제출");
  }

  const changed = (change: (value: ReturnType<typeof JSON.parse>) => void) => {
    const value = JSON.parse(file);
    change(value);
    return JSON.stringify(value);
  };

  it("is told what is wrong with one that was cut, altered, or made for elsewhere, and sends nothing", async () => {
    const sent: string[] = [];
    visitor.context.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/ballots")) sent.push(request.url());
    });
    expect(await violations(visitor.page)).to.deep.equal([]);
    for (const [text, what] of [
      [file.slice(0, -9), "고른 것은 투표지 파일이 아닙니다."],
      [
        changed((value) => Object.assign(value, { chainId: "1" })),
        "이 화면이 다루지 않는 다른 공개 기록의 투표지입니다.",
      ],
      [
        changed((value) => Object.assign(value, { election: world.decided.election })),
        "이 투표는 지금 열려 있지 않습니다.",
      ],
      [
        changed(({ ballot }) => {
          ballot.next[2] = String(BigInt(ballot.next[2]) + 1n);
        }),
        "이 투표지의 증명이 맞지 않습니다. 옮기다가 바뀐 것 같습니다.",
      ],
    ] as const) {
      await paste(text);
      await visitor.shows(what);
      await visitor.shows("아무것도 제출되지 않았고, 투표지도 그대로입니다.");
      expect(await violations(visitor.page), what).to.deep.equal([]);
    }
    expect(sent).to.deep.equal([]);
  });

  it("keeps the package where no relayer answers, and says so", async () => {
    await visitor.context.route(/\/ballots(\/|$)/, (route) => route.abort());
    await paste(file);
    await visitor.shows("지금은 전달 서버가 투표지를 받지 못합니다.");
    await visitor.shows("전달 서버가 답하지 않습니다.");
    await visitor.shows(/투표지 파일은 그대로 쓸 수 있습니다\./);
    expect(await visitor.page.getByLabel("또는 투표지의 글(QR 그림의 글)").inputValue()).to.equal(file);
  });

  it("submits it from a file, and learns the tracker but nothing of voter and choice", async () => {
    const buffer = Buffer.from(file);
    await visitor.page
      .getByLabel("투표지 파일")
      .setInputFiles({ name: "ballot.json", mimeType: "application/json", buffer });
    await visitor.press("확인하고 제출");
    await visitor.shows("전달 서버가 투표지를 받았습니다.");
    expect(await visitor.page.getByTestId("delivered").textContent()).to.equal(code);
    expect(await violations(visitor.page)).to.deep.equal([]);
    expect(await visitor.page.locator("main").textContent()).not.to.contain("도서관");
    // A browser that reads no QR codes offers no camera.
    const reads = await visitor.page.evaluate(() => "BarcodeDetector" in globalThis);
    expect(await visitor.page.getByRole("button", { name: "카메라로 QR 그림 읽기" }).count()).to.equal(reads ? 1 : 0);
    await visitor.page.getByRole("link", { name: "이 확인 번호로 찾기" }).click();
    await visitor.shows(/투표지가 공개 기록에 있|전달 서버가 투표지를 받았습니다/);
    expect(visitor.faults).to.deep.equal([]);
  });

  it("may submit it once more, and it counts once", async () => {
    await visitor.page.waitForTimeout(6_000);
    await paste(file);
    await visitor.shows(/전달 서버가 투표지를 받았습니다\.|투표지가 이미 공개 기록에 있습니다\./);
    expect(await visitor.page.getByTestId("delivered").textContent()).to.equal(code);
    const election = world.demo.open;
    const ballots = (await readBatches(election, world.decided.chain.provider)).flatMap((batch) => batch.ballots);
    expect(ballots.filter((ballot) => trackerOf({ election, ...ballot }) === code)).to.have.length(1);
  });
});
