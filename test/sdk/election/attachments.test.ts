import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { openDemoElection } from "../../../scripts/rehearsal/demoElections.ts";
import { attachedFiles, attachmentName, isAttachment, typeOfBytes } from "../../../sdk/election/attachments.ts";
import { encodeContent, parseContent } from "../../../sdk/election/content.ts";

describe("Pictures and papers of options", () => {
  const { content } = openDemoElection;
  const files = attachedFiles(content.options);
  const bytesOf = (name: string) => new Uint8Array(readFileSync(`${projectRoot}examples/files/${name}`));
  const [picture, paper] = [bytesOf("playground.png"), bytesOf("library.pdf")];

  it("are what their digest, size and first bytes say, and nothing else is", () => {
    const [first, second] = files as [(typeof files)[0], (typeof files)[0]];
    expect(files.length).to.equal(2);
    expect(isAttachment(picture, first)).to.equal(true);
    expect(isAttachment(paper, second)).to.equal(true);
    const altered = picture.slice();
    altered[600] = (altered[600] ?? 0) ^ 1;
    for (const other of [altered, paper, picture.slice(0, -1), new Uint8Array()]) {
      expect(isAttachment(other, first)).to.equal(false);
    }
    expect(isAttachment(picture, { ...first, type: "image/webp" })).to.equal(false);
  });

  it("are called by their digest, and stand in the content that is frozen", () => {
    expect(attachmentName(files[0] as (typeof files)[0])).to.match(/^[0-9a-f]{64}\.png$/);
    expect(attachmentName(files[1] as (typeof files)[0])).to.match(/^[0-9a-f]{64}\.pdf$/);
    expect(parseContent(encodeContent(content)).options[0]?.place?.at).to.deep.equal({
      latitude: 37_566_500,
      longitude: 126_978_000,
    });
  });

  it("have no type where a browser could run them", () => {
    const text = (said: string) => new TextEncoder().encode(said);
    for (const other of [text("<svg xmlns="), text("<html>"), text("GIF89a"), text("RIFF0000WAVE"), text("")]) {
      expect(typeOfBytes(other)).to.equal(undefined);
    }
    expect(typeOfBytes(text("RIFF0000WEBPVP8 "))).to.equal("image/webp");
  });
});
