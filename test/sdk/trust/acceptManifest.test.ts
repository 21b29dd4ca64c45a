import { expect } from "chai";
import { acceptManifest } from "../../../sdk/trust/acceptManifest.ts";
import { anchorLine, anchorOf, parseAnchorLine } from "../../../sdk/trust/anchor.ts";
import type { Manifest } from "../../../sdk/trust/manifest.ts";
import { newTrustFile, type TrustFile } from "../../../sdk/trust/trustFile.ts";
import { CHAIN, MUNICIPALITY, place, wholeFile, withManifest } from "./fixtures.ts";

const last = ({ manifests }: TrustFile) => anchorOf(manifests.at(-1) as Manifest);

describe("the acceptance of a manifest (P15.6)", () => {
  it("needs the anchored manifest, and the last one seen, to be it or among its predecessors", async () => {
    const first = await wholeFile();
    const second = await withManifest(first);
    const third = await withManifest(second);
    for (const [anchor, seen] of [
      [first, second],
      [second, first],
      [third, third],
    ] as const) {
      const accepted = acceptManifest(third, last(anchor), last(seen));
      expect(accepted.latest.serial).to.equal(3);
      expect(accepted.anchored).to.equal(third.manifests[last(anchor).serial - 1]);
    }
    expect(() => acceptManifest(second, last(third)))
      .to.throw()
      .with.property("code", "TRUST_FILE_OLD");
    expect(() => acceptManifest(second, last(first), last(third)))
      .to.throw()
      .with.property("code", "TRUST_FILE_OLD");
  });

  it("takes another hash at a known serial for an alarm, by the anchor as by what was seen", async () => {
    const first = await wholeFile();
    const one = await withManifest(first);
    const other = await withManifest(first, { finality: 64 });
    for (const refuse of [
      () => acceptManifest(other, last(one)),
      () => acceptManifest(other, last(first), last(one)),
      // A manifest that forgets what was seen by going on from an earlier one.
      () => acceptManifest(first, last(first), { ...last(first), manifest: last(one).manifest }),
    ]) {
      expect(refuse).to.throw().with.property("code", "TRUST_FORKED");
    }
    const further = await withManifest(other);
    expect(() => acceptManifest(further, last(first), last(one)))
      .to.throw()
      .with.property("code", "TRUST_FORKED");
  });

  it("refuses an anchor of another municipality, chain or organizer, and a file without a manifest", async () => {
    const file = await wholeFile();
    const anchor = last(file);
    for (const over of [{ municipality: "달빛시" }, { chainId: 1 }, { organizer: place("thief") }]) {
      const foreign = { ...anchor, ...over };
      expect(() => acceptManifest(file, foreign))
        .to.throw()
        .with.property("code", "TRUST_ANCHOR_FOREIGN");
    }
    const empty = newTrustFile(MUNICIPALITY, CHAIN);
    expect(() => acceptManifest(empty, anchor))
      .to.throw()
      .with.property("code", "TRUST_FILE_INVALID");
  });

  it("reads the anchor from the gazette's line, however it is broken", async () => {
    const anchor = last(await wholeFile());
    const line = anchorLine(anchor);
    expect(parseAnchorLine(line)).to.deep.equal(anchor);
    expect(parseAnchorLine(`  ${line.replaceAll(" | ", "|\n ")}\n`)).to.deep.equal(anchor);
    expect(parseAnchorLine(line.normalize("NFD"))).to.deep.equal(anchor);
    for (const name of [`${MUNICIPALITY} | chain 1`, "별빛\u200b시", "\u3164"]) {
      expect(() => parseAnchorLine(line.replace(MUNICIPALITY, name)), name)
        .to.throw()
        .with.property("code", "TRUST_ANCHOR_UNREADABLE");
    }
    for (const text of ["", line.slice(0, -1), line.replace("serial 1", "serial 0"), line.replace(MUNICIPALITY, "")]) {
      expect(() => parseAnchorLine(text), text)
        .to.throw()
        .with.property("code", "TRUST_ANCHOR_UNREADABLE");
    }
  });
});
