import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../../scripts/checkout/projectRoot.ts";
import { openDemoElection } from "../../../../scripts/rehearsal/demoElections.ts";
import { attachedFiles } from "../../../../sdk/election/attachments.ts";
import { dataAddress, fetchAttachment } from "../../../../web/src/shared/attachments/attachment.ts";

describe("A picture of an option", () => {
  const [file] = attachedFiles(openDemoElection.content.options) as [ReturnType<typeof attachedFiles>[0]];
  const bytes = readFileSync(`${projectRoot}examples/files/playground.png`);
  const answering = (body: Uint8Array<ArrayBuffer>, status = 200) =>
    (async () => new Response(body, { status })) as unknown as typeof fetch;
  it("is shown if it is the one that was frozen, from beside the page alone", async () => {
    const asked: string[] = [];
    const ask = (async (address: string) => {
      asked.push(address);
      return new Response(new Uint8Array(bytes));
    }) as unknown as typeof fetch;
    const shown = (await fetchAttachment(file, ask)) ?? new Uint8Array();
    expect(dataAddress(shown, file.type)).to.equal(`data:image/png;base64,${bytes.toString("base64")}`);
    expect(asked).to.have.length(1);
    expect(asked[0]).to.match(/\/files\/[0-9a-f]{64}\.png$/);
  });

  it("is not shown where another lies in its place, or none", async () => {
    const altered = new Uint8Array(bytes);
    altered[700] = (altered[700] ?? 0) ^ 1;
    expect(await fetchAttachment(file, answering(altered))).to.equal(undefined);
    expect(await fetchAttachment(file, answering(new Uint8Array(bytes), 404))).to.equal(undefined);
    const silent = (async () => Promise.reject(new TypeError("Failed to fetch"))) as unknown as typeof fetch;
    expect(await fetchAttachment(file, silent)).to.equal(undefined);
  });
});
