import { expect } from "chai";
import { lineHash } from "../../../sdk/trust/line.ts";
import { type Manifest, manifestHash } from "../../../sdk/trust/manifest.ts";
import { newTrustFile, parseTrustFile, type TrustFile, withLines } from "../../../sdk/trust/trustFile.ts";
import {
  allLines,
  CHAIN,
  MUNICIPALITY,
  organizer,
  place,
  seat,
  trustees,
  wallet,
  wholeFile,
  withManifest,
} from "./fixtures.ts";

describe("a trust file (P15)", () => {
  it("is read back as it was written, with every signature verified", async () => {
    const file = await wholeFile();
    expect(parseTrustFile(JSON.parse(JSON.stringify(file)))).to.deep.equal(file);
  });

  it("holds nothing but what is public: no key, no signature that another chain would take", async () => {
    const file = await wholeFile();
    const text = JSON.stringify(file);
    for (const account of [organizer, ...trustees]) expect(text).not.to.include(account.privateKey.slice(2));
    const elsewhere = {
      ...file,
      chainId: 1,
      lines: file.lines.map((line) => ({ ...line, chainId: 1 })),
      manifests: [],
    };
    expect(() => parseTrustFile(elsewhere))
      .to.throw()
      .with.property("code", "TRUST_SIGNATURE_WRONG");
  });

  it("takes no line of another chain or another municipality, even if it is signed", async () => {
    const file = newTrustFile(MUNICIPALITY, CHAIN);
    for (const over of [{ chainId: 1 }, { municipality: "달빛시" }]) {
      const line = await seat("registrar", wallet("registrar"), over);
      expect(() => withLines(file, [line]))
        .to.throw()
        .with.property("code", "TRUST_LINE_FOREIGN");
      expect(() => parseTrustFile({ ...file, lines: [line] }))
        .to.throw()
        .with.property("code", "TRUST_LINE_FOREIGN");
    }
  });

  it("takes no line that another account signed, nor one that was changed", async () => {
    const file = newTrustFile(MUNICIPALITY, CHAIN);
    const line = await seat("registrar", wallet("registrar"));
    const stolen = { ...line, account: wallet("thief").address };
    const renamed = { ...line, position: { ko: "장", en: "Chief" } };
    for (const other of [stolen, renamed, { ...line, signature: `0x${"00".repeat(65)}` }]) {
      expect(() => withLines(file, [other]))
        .to.throw()
        .with.property("code", "TRUST_SIGNATURE_WRONG");
    }
    let refused: unknown;
    await seat("registrar", wallet("registrar"), { account: wallet("thief").address }).catch((error: unknown) => {
      refused = error;
    });
    expect(refused).to.have.property("code", "TRUST_SIGNATURE_WRONG");
  });

  it("adds a line once, whatever its signature is", async () => {
    const lines = await allLines();
    const file = withLines(newTrustFile(MUNICIPALITY, CHAIN), [...lines, ...lines]);
    expect(file.lines).to.have.length(lines.length);
    expect(new Set(file.lines.map(lineHash)).size).to.equal(lines.length);
  });

  it("refuses manifests that forget a predecessor, void a line, or were signed by another than the organizer", async () => {
    const first = await wholeFile();
    const second = await withManifest(first);
    expect(parseTrustFile(second).manifests.map(manifestHash)).to.have.length(2);
    const wrong: readonly (readonly [string, Promise<TrustFile>])[] = [
      ["forgets", withManifest(first, { predecessors: [] })],
      ["jumps", withManifest(first, { serial: 3 })],
      ["voids a line", withManifest(first, { lines: first.lines.slice(1).map(lineHash) })],
      ["drops rolls", withManifest(first, { rolls: [] })],
      ["drops a factory", withManifest(first, { factories: [] })],
      ["names a line that is not there", withManifest(first, { lines: [`0x${"ab".repeat(32)}`] })],
      ["other organizer", withManifest(first, {}, wallet("thief"))],
    ];
    for (const [what, file] of wrong) {
      const made = await file;
      expect(() => parseTrustFile(made), what)
        .to.throw()
        .with.property("code", "TRUST_MANIFEST_BROKEN");
    }
    const [own] = first.manifests;
    const forged = { ...first, manifests: [{ ...own, finality: 7 }] };
    expect(() => parseTrustFile(forged))
      .to.throw()
      .with.property("code", "TRUST_SIGNATURE_WRONG");
  });

  it("reads addresses as one spelling, whatever letters a host has changed", async () => {
    const file = await wholeFile();
    for (const change of [
      (text: string) => text.toLowerCase(),
      (text: string) => `0x${text.slice(2).toUpperCase()}`,
      (text: string) =>
        text.replace(/[a-f]/i, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase())),
    ]) {
      const changed = JSON.stringify(file).replace(/"0x[0-9a-fA-F]{40}"/g, (one) => `"${change(one.slice(1, -1))}"`);
      expect(changed).not.to.equal(JSON.stringify(file));
      expect(parseTrustFile(JSON.parse(changed))).to.deep.equal(file);
    }
  });

  it("signs and reads no name that two readers could take for different ones", async () => {
    const file = newTrustFile(MUNICIPALITY, CHAIN);
    const account = wallet("registrar");
    const line = await seat("registrar", account);
    for (const [text, fault] of [
      [MUNICIPALITY.normalize("NFD"), /composed/],
      ["별빛시 | chain 1", /parts the gazette/],
      ["별빛\u200b시", /U\+200B/],
      ["시\u202e빛별", /U\+202E/],
      ["별빛\u0007시", /U\+0007/],
      ["별빛  시", /blanks/],
      [" 별빛시", /blanks/],
      ["별빛\u00a0시", /blanks/],
      ["\u3164", /U\+3164/],
    ] as const) {
      expect(() => newTrustFile(text, CHAIN), text)
        .to.throw(fault)
        .with.property("code", "TRUST_NAME_UNFIT");
      const position = { ko: text, en: "Head" };
      const signing = seat("registrar", account, { position });
      const refused = await signing.catch((error: unknown) => error);
      expect(refused, text).to.have.property("code", "TRUST_NAME_UNFIT");
      expect(() => parseTrustFile({ ...file, lines: [{ ...line, position }] }), text)
        .to.throw(fault)
        .with.property("code", "TRUST_FILE_INVALID");
    }
  });

  it("takes no two statements of the code at one address", async () => {
    const first = await wholeFile();
    const [own] = first.manifests[0]?.code ?? [];
    const again = { ...own, at: own?.at.toLowerCase(), codeHash: `0x${"ab".repeat(32)}` };
    const code = [...(first.manifests[0]?.code ?? []), again] as never;
    const made = await withManifest(first, { code });
    expect(() => parseTrustFile(made))
      .to.throw(/an address is listed twice/)
      .with.property("code", "TRUST_FILE_INVALID");
  });

  it("lists a later manifest's factories after those before it, so that none of them answers first", async () => {
    const first = await wholeFile();
    const { factories } = first.manifests[0] as Manifest;
    const liar = { kind: "board" as const, factory: place("lying factory"), withdrawnFrom: 0 };
    const after = await withManifest(first, { factories: [...factories, liar] });
    expect(parseTrustFile(after).manifests).to.have.length(2);
    for (const order of [
      [liar, ...factories],
      factories.toReversed(),
      [...factories.slice(0, 1), liar, ...factories],
    ]) {
      const made = await withManifest(first, { factories: order });
      expect(() => parseTrustFile(made))
        .to.throw(/another place than before/)
        .with.property("code", "TRUST_MANIFEST_BROKEN");
    }
  });

  it("keeps the block from which a factory was withdrawn first", async () => {
    const withdrawnFrom = (block: number) => ({
      factories: [
        { kind: "election" as const, factory: place("ElectionFactory"), withdrawnFrom: block },
        { kind: "board" as const, factory: place("BoardFactory"), withdrawnFrom: 0 },
        { kind: "roll" as const, factory: place("RollFactory"), withdrawnFrom: 0 },
      ],
    });
    const withdrawn = await withManifest(await wholeFile(), withdrawnFrom(600));
    expect(parseTrustFile(withdrawn).manifests).to.have.length(2);
    for (const block of [0, 599, 601]) {
      const later = await withManifest(withdrawn, withdrawnFrom(block));
      expect(() => parseTrustFile(later), String(block))
        .to.throw()
        .with.property("code", "TRUST_MANIFEST_BROKEN");
    }
  });

  it("names what is wrong with its form", () => {
    expect(() => parseTrustFile({ format: "hanpyo-trust-1" }))
      .to.throw()
      .with.property("code", "TRUST_FILE_INVALID");
    const foreign = { ...newTrustFile(MUNICIPALITY, CHAIN), secret: "0x" };
    expect(() => parseTrustFile(foreign)).to.throw(/secret/);
  });
});
