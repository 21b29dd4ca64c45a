import { expect } from "chai";
import { Wallet } from "ethers";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { AnchorMistypedError, requireTypedRight } from "../../../scripts/terminal/typedAnchor.ts";
import { type Anchor, anchorLine, anchorOf, parseAnchorLine } from "../../../sdk/trust/anchor.ts";
import type { Manifest } from "../../../sdk/trust/manifest.ts";
import { newTrustFile, type TrustFile } from "../../../sdk/trust/trustFile.ts";

const organizer = new Wallet(`0x${"17".repeat(32)}`).address;

/** A file with two manifests, unsigned: only their hashes matter here. */
const empty = newTrustFile("별빛시", 1);
const manifest = (serial: number): Manifest => ({
  municipality: "별빛시",
  chainId: 1,
  organizer,
  serial,
  predecessors: [],
  lines: [],
  factories: [],
  code: [],
  verifyingKeys: [],
  rolls: [],
  relayers: [],
  finality: 0,
  signature: `0x${"1".repeat(130)}`,
});
const file = { ...empty, manifests: [manifest(1), manifest(2)] } satisfies TrustFile;
const [first, second] = file.manifests.map(anchorOf) as [Anchor, Anchor];

/** The line with one digit of its hash changed, by place. */
const slipped = (anchor: Anchor, ...places: readonly number[]): Anchor => ({
  ...anchor,
  manifest: [...anchor.manifest]
    .map((digit, i) => (places.includes(i - 2) ? (digit === "a" ? "b" : "a") : digit))
    .join(""),
});

function mistyped(anchor: Anchor): AnchorMistypedError {
  try {
    requireTypedRight(file, anchor);
  } catch (error) {
    if (error instanceof AnchorMistypedError) return error;
  }
  throw new Error("nothing was found");
}

describe("A line of the gazette that was typed wrong", () => {
  it("is told from a fork: one digit, some digits, the last, or the serial", () => {
    for (const places of [[0], [31], [63], [20, 21, 40]]) {
      const typed = parseAnchorLine(anchorLine(slipped(second, ...places)));
      const changed = places.filter((place) => typed.manifest[place + 2] !== second.manifest[place + 2]).length;
      const error = mistyped(typed);
      expect(error.code).to.equal("TRUST_ANCHOR_MISTYPED");
      expect(error.what).to.include(changed === 1 ? "but for one digit" : `but for ${changed} digits`);
      expect(error.remedy).to.include("digit by digit").and.include(anchorLine(second));
      expect(koreanRefusal(error, "refused")).to.include(`2호와 ${changed}자만 다릅니다`);
    }
    const swapped = mistyped({ ...second, serial: 1 });
    expect(swapped.what).to.include("serial 1, but the hash of manifest 2");
    expect(koreanRefusal(swapped, "refused")).to.include("번호는 1인데 해시는 신뢰 파일의 2호입니다");
  });

  it("is no slip where it is right, or where the hash is another altogether: that stays an alarm", () => {
    for (const anchor of [first, second, { ...second, manifest: `0x${"ab".repeat(32)}` }]) {
      expect(() => requireTypedRight(file, anchor)).not.to.throw();
    }
  });
});
