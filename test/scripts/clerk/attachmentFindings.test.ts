import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { attachmentFindings, lineOf, unnamedFiles } from "../../../scripts/clerk/attachmentFindings.ts";
import { parseElectionFile } from "../../../scripts/electionFile/parseElectionFile.ts";
import { readAttachmentFolder, storedAttachments } from "../../../scripts/page/attachmentFolder.ts";
import { attachmentRoutes } from "../../../scripts/page/attachmentRoutes.ts";

describe("The folder of pictures and papers", () => {
  const text = readFileSync(`${projectRoot}examples/knapsack.yaml`, "utf8");
  const { file } = parseElectionFile(text, "knapsack.yaml");
  const example = readAttachmentFolder(`${projectRoot}examples/files`);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-files-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("of the example holds what its options name", () => {
    expect(attachmentFindings(file, example)).to.deep.equal([]);
    expect(unnamedFiles(file, example)).to.deep.equal([]);
  });

  it("is said to lack a file, by the option that names it", () => {
    const [found, ...others] = attachmentFindings(file, []);
    expect(found).to.include({ level: "error", path: "options.0.picture" });
    expect(others.map(({ path }) => path)).to.deep.equal(["options.1.paper"]);
  });

  it("is said to hold a file of another size or type, with the line that is right", () => {
    const wrong = text.replace("bytes: 793", "bytes: 794").replace("image/png", "image/webp");
    const found = attachmentFindings(parseElectionFile(wrong, "wrong.yaml").file, example);
    expect(found.map(({ path }) => path)).to.deep.equal(["options.0.picture", "options.1.paper"]);
    expect(found[0]?.remedy).to.contain("bytes: 1203, type: image/png");
  });

  it("tells how an option names a new file, and that a script or a large picture is none", () => {
    writeFileSync(join(folder, "a.png"), Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(9)]));
    writeFileSync(join(folder, "b.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
    writeFileSync(join(folder, "c.jpg"), Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500_000)]));
    const [picture, ...others] = unnamedFiles(file, readAttachmentFolder(folder));
    expect(lineOf(picture as NonNullable<typeof picture>)).to.match(/^picture: \{ sha256: "0x[0-9a-f]{64}", bytes: 17/);
    expect(others.map(({ name, type }) => [name, type])).to.deep.equal([
      ["b.svg", undefined],
      ["c.jpg", undefined],
    ]);
    expect(storedAttachments(readAttachmentFolder(folder)).length).to.equal(1);
  });

  it("is given out by digests alone", async () => {
    const routes = attachmentRoutes(storedAttachments(example));
    const { sha256 } = file.options?.[0]?.picture ?? { sha256: "" };
    const answer = await routes.request(`/files/${sha256.slice(2)}.png`);
    expect([answer.status, answer.headers.get("content-type")]).to.deep.equal([200, "image/png"]);
    expect((await answer.arrayBuffer()).byteLength).to.equal(1203);
    for (const name of ["playground.png", `${sha256.slice(2)}.pdf`, "..%2Fknapsack.yaml"]) {
      expect((await routes.request(`/files/${name}`)).status, name).to.equal(404);
    }
  });
});
