import { isAddress } from "ethers";
import { GENERATOR, multiplySecret } from "../../sdk/crypto/babyjubjub.ts";
import { fingerprintOf } from "../../sdk/crypto/fingerprint.ts";
import { encryptionSecret } from "../../sdk/crypto/keyDerivation.ts";
import { hashWords } from "../../sdk/crypto/transcript.ts";
import { passphraseOf } from "../terminal/passphrase.ts";
import { openKeyFile } from "./keyFile.ts";
import { OptionsUnfitError } from "./options.ts";

export type ShowOptions = {
  readonly key: string;
  readonly passphraseFile?: string;
  readonly board?: string;
  readonly chain?: string;
  readonly json?: boolean;
};

/** What may be known of a key file: its account, and the fingerprint of its encryption key E_i on a board (as P). */
export async function shownKey(options: ShowOptions): Promise<Readonly<Record<string, string>>> {
  const { key: file, board, chain } = options;
  if ((board === undefined) !== (chain === undefined)) {
    throw new OptionsUnfitError("--board and --chain go together", "show", "--board와 --chain은 함께 줍니다.");
  }
  if (board !== undefined && !isAddress(board))
    throw new OptionsUnfitError(`--board ${board} is not an address`, "show", `--board ${board}: 주소가 아닙니다.`);
  if (chain !== undefined && !/^[1-9][0-9]{0,20}$/.test(chain)) {
    throw new OptionsUnfitError(
      `--chain ${chain} is not a chain id`,
      "show",
      `--chain ${chain}: 체인 번호가 아닙니다.`,
    );
  }
  const { key, account } = await openKeyFile(file, await passphraseOf(file, options.passphraseFile));
  if (board === undefined || chain === undefined) return { account: account.address };
  const { x, y } = multiplySecret(GENERATOR, encryptionSecret(key, { board, chainId: BigInt(chain) }));
  return { account: account.address, board, chain, keyFingerprint: fingerprintOf(hashWords([x, y])) };
}
