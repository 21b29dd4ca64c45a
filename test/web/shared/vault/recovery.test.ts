import { expect } from "chai";
import { identityOf, newIdentity } from "../../../../web/src/shared/vault/identities.ts";
import {
  identityOfPhrase,
  identityOfRecoveryFile,
  PHRASE_LANGUAGES,
  phraseOf,
  RecoveryFileMalformedError,
  RecoveryPhraseWrongError,
  recoveryFileOf,
} from "../../../../web/src/shared/vault/recovery.ts";
import { SealBrokenError } from "../../../../web/src/shared/vault/sealing.ts";
import { errorOf } from "../../../errorOf.ts";

const identity = identityOf(new Uint8Array(Buffer.from("11".repeat(32), "hex")));
const PASSPHRASE = "가나다 라마바사 아자";

describe("A voting identity", function () {
  this.timeout(60_000);

  it("is another each time, and follows from its private key alone", () => {
    const made = newIdentity();
    expect(newIdentity().commitment).not.to.equal(made.commitment);
    expect(identityOf(made.privateKey)).to.deep.equal(made);
  });

  it("comes back from its 24 words, however they are typed", () => {
    for (const language of PHRASE_LANGUAGES) {
      const words = phraseOf(identity, language);
      expect(words).to.have.length(24);
      expect(identityOfPhrase(words.join(" "))).to.deep.equal(identity);
      expect(identityOfPhrase(`  ${words.join("\n").toUpperCase()} `)).to.deep.equal(identity);
    }
  });

  it("has Korean words that are whole syllables, and come back also as a keyboard may take them apart", () => {
    const words = phraseOf(identity, "ko");
    expect(words.every((word) => /^[가-힣]{2,4}$/.test(word))).to.equal(true);
    expect(identityOfPhrase(words.join(" ").normalize("NFD"))).to.deep.equal(identity);
  });

  it("does not come back from words that are wrong, swapped or too few, and no message repeats a word", async () => {
    const words = phraseOf(identity, "en");
    const swapped = [words[1], words[0], ...words.slice(2)].join(" ");
    const [other] = ["zoo", "abandon"].filter((word) => word !== words[23]);
    const cases: readonly (readonly [string, RegExp])[] = [
      [words.slice(1).join(" "), /they are 23/],
      [["notaword", ...words.slice(1)].join(" "), /word 1 is not on the list/],
      [[...words.slice(0, 23), other].join(" "), /check does not hold/],
      ...(words[0] === words[1] ? [] : [[swapped, /check does not hold/] as const]),
    ];
    for (const [text, reason] of cases) {
      const error = await errorOf(() => identityOfPhrase(text), RecoveryPhraseWrongError);
      expect(error.what).to.match(reason);
      expect(error.message).not.to.contain("notaword");
    }
  });

  it("comes back from its recovery file with the passphrase, also typed as decomposed Hangul", async () => {
    const file = await recoveryFileOf(identity, PASSPHRASE);
    expect(await identityOfRecoveryFile(file, PASSPHRASE.normalize("NFD"))).to.deep.equal(identity);
    expect(file.length).to.be.lessThan(400);
  });

  it("stays shut to another passphrase, and to a file of which one byte was changed", async () => {
    const file = await recoveryFileOf(identity, PASSPHRASE);
    expect((await errorOf(identityOfRecoveryFile(file, `${PASSPHRASE}!`), SealBrokenError)).code).to.equal(
      "SEAL_BROKEN",
    );
    const parsed = JSON.parse(file) as { data: string };
    const data = Buffer.from(parsed.data, "base64");
    data[0] = (data[0] as number) ^ 1;
    const changed = JSON.stringify({ ...parsed, data: data.toString("base64") });
    expect((await errorOf(identityOfRecoveryFile(changed, PASSPHRASE), SealBrokenError)).code).to.equal("SEAL_BROKEN");
  });

  it("is not looked for in a file that is none, with the field named", async () => {
    const file = JSON.parse(await recoveryFileOf(identity, PASSPHRASE)) as object;
    const cases: readonly (readonly [string, string])[] = [
      ["{", "not JSON"],
      [JSON.stringify({ ...file, format: "other" }), "format"],
      [JSON.stringify({ ...file, kdf: "scrypt-2-1-1" }), "kdf"],
      [JSON.stringify({ ...file, salt: 5 }), "salt"],
    ];
    for (const [text, field] of cases) {
      const error = await errorOf(identityOfRecoveryFile(text, PASSPHRASE), RecoveryFileMalformedError);
      expect(error.what).to.contain(field);
    }
  });

  it("is nowhere in the recovery file in the open", async () => {
    const file = await recoveryFileOf(identity, PASSPHRASE);
    const bytes = Buffer.from(identity.privateKey);
    for (const open of [bytes.toString("hex"), bytes.toString("base64"), String(identity.secret), PASSPHRASE]) {
      expect(file).not.to.contain(open);
    }
  });
});
