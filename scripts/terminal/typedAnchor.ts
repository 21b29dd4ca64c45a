import { HanpyoError } from "../../sdk/errors.ts";
import { type Anchor, anchorLine, anchorOf } from "../../sdk/trust/anchor.ts";
import type { TrustFile } from "../../sdk/trust/trustFile.ts";

/**
 * As many hexadecimal digits alike, from both ends together, as two hashes never have by chance: then one of them is the
 * other, typed wrong.
 */
const ALIKE = 24;

/** The line of the gazette, typed or copied with a slip: no alarm, which two signed manifests of one serial would be. */
export class AnchorMistypedError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(typed: Anchor, meant: Anchor, wrong: string, korean: string) {
    super(
      "TRUST_ANCHOR_MISTYPED",
      `The line has ${wrong}: ${anchorLine(typed)}`,
      `Compare it with the printed gazette once more, digit by digit; the trust file would agree with ${anchorLine(meant)}`,
    );
    this.reasonInKorean = `${korean} 신뢰 파일에 맞는 줄: ${anchorLine(meant)}`;
  }
}

/**
 * Tells a slip in a typed line from a fork, before the alarm is raised. What it says is never taken in the line's place:
 * the person looks into the gazette. Throws `AnchorMistypedError`.
 */
export function requireTypedRight(file: TrustFile, typed: Anchor): void {
  const known = file.manifests.map(anchorOf);
  const same = known.find(({ manifest }) => manifest === typed.manifest);
  if (same !== undefined && same.serial !== typed.serial) {
    const wrong = `serial ${typed.serial}, but the hash of manifest ${same.serial} of the trust file`;
    const korean = `번호는 ${typed.serial}인데 해시는 신뢰 파일의 ${same.serial}호입니다.`;
    throw new AnchorMistypedError(typed, same, wrong, korean);
  }
  const near = known.find(({ manifest }) => manifest !== typed.manifest && alike(manifest, typed.manifest) >= ALIKE);
  if (near !== undefined) {
    const digits = differing(near.manifest, typed.manifest);
    const wrong = `a hash that is manifest ${near.serial} of the trust file but for ${digits === 1 ? "one digit" : `${digits} digits`}`;
    throw new AnchorMistypedError(typed, near, wrong, `해시가 신뢰 파일의 ${near.serial}호와 ${digits}자만 다릅니다.`);
  }
}

/** Digits that agree before the first difference, and behind the last. */
function alike(one: string, other: string): number {
  const digits = one.length - 2;
  const before = agreeing(digits, (i) => one[i + 2] === other[i + 2]);
  const behind = agreeing(digits, (i) => one.at(-1 - i) === other.at(-1 - i));
  return Math.min(before + behind, digits);
}

function agreeing(most: number, isSame: (place: number) => boolean): number {
  let count = 0;
  while (count < most && isSame(count)) count++;
  return count;
}

function differing(one: string, other: string): number {
  return [...one].filter((digit, i) => digit !== other[i]).length;
}
