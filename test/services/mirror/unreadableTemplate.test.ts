import { expect } from "chai";
import { hexlify } from "ethers";
import { writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import { writeTextFile } from "../../../sdk/proposals/textFile.ts";
import { startMirror } from "../../../services/mirror/mirror.ts";
import { provider } from "../../contracts/electionFixture.ts";
import { conversionTown, postText } from "../../contracts/proposals/conversionTown.ts";
import { word } from "../../contracts/proposals/proposalTown.ts";
import { leavesOf, QUESTION, SAMPLE } from "../../sdk/proposals/sampleText.ts";
import { serveChain } from "../../servedChain.ts";

describe("A mirror", function () {
  this.timeout(120_000);

  it("serves no proposal under a template whose labels are not as many as its options, which the contract takes", async () => {
    const town = await conversionTown();
    const ballot = { ...town.template.ballot, question: hexlify(writeQuestion(QUESTION)) };
    const unreadable = { ...town.template, series: word(0x77), ballot };
    await town.published.publish(unreadable);
    const texts = ["readable", "unreadable"].map((seed) => leavesOf(SAMPLE, seed));
    const [good, bad] = [await postText(town, texts[0]), await postText(town, texts[1], unreadable)];
    const chain = await serveChain(provider);
    const mirror = await startMirror({
      rpc: chain.url,
      notices: await town.notices.getAddress(),
      served: { organizer: town.template.organizer },
      interval: 0,
      limits: { finality: 0, requestsPerMinute: 1e6, readsPerMinute: 1e6 },
    });
    try {
      const headers = { "Content-Type": "application/json" };
      const offered = async (id: bigint, place: number) => {
        const text = writeTextFile(texts[place] ?? []);
        const body = JSON.stringify({ id: String(id), text });
        const answer = await fetch(`${mirror.url}/texts`, { method: "POST", headers, body });
        return [answer.status, ((await answer.json()) as { readonly code?: string }).code];
      };
      expect(await offered(good, 0)).to.deep.equal([201, undefined]);
      expect((await offered(bad, 1))[1]).to.equal("TEXT_NOT_POSTED");
    } finally {
      await mirror.close();
      await chain.close();
    }
  });
});
