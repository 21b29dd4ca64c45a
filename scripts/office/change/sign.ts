import { Wallet } from "ethers";
import { signChange, signersOf } from "../../../sdk/chain/officeChanges.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { requireAbsent } from "../../terminal/checkedFile.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { readPaper, writePaper } from "./paper.ts";
import { withRegistry } from "./registryPlace.ts";
import { ROLE_TEXTS, sayChange, saySigners } from "./sayChange.ts";

export type SignChangeOptions = LanguageOptions & {
  readonly rpc: string;
  readonly keyFile: string;
  readonly out: string;
  readonly dryRun?: boolean;
};

/** A key that a change does not ask for. */
export class NotAskedToSignError extends HanpyoError {
  constructor(account: string, asked: readonly string[]) {
    super(
      "NOT_ASKED_TO_SIGN",
      told`This change needs no signature of ${{ account }}; it needs those of ${{ accounts: asked.join(", ") }}`,
      "Give the key file of one of these accounts, or check the paper",
    );
  }
}

/** A paper that was made before another change. */
export class PaperOutdatedError extends HanpyoError {
  constructor(given: bigint, expected: bigint) {
    super(
      "PAPER_OUTDATED",
      told`The paper carries number ${{ given }}; the registry takes ${{ expected }} now`,
      "Make the paper again; offices changed, or a change was announced, since",
    );
  }
}

/**
 * Adds the signature of this key to a paper (P1.6, P1.8): over the change itself, or over its acceptance.
 * Throws `NotAskedToSignError` or `PaperOutdatedError`.
 */
export async function signChangeCommand(file: string, options: SignChangeOptions): Promise<void> {
  const speaker = officeSpeaker(options);
  const paper = readPaper(file);
  if (!options.dryRun) requireAbsent(options.out);
  const signer = new Wallet(readOfficeKeys(options.keyFile).signingKey);
  await withRegistry(options.rpc, paper.place, async ({ state }) => {
    const { change, place } = paper;
    const expected = state.nonces[change.kind];
    if (change.nonce !== expected) throw new PaperOutdatedError(change.nonce, expected);
    const signers = signersOf(change, state);
    const own = signers.find(({ account }) => account === signer.address);
    if (own === undefined)
      throw new NotAskedToSignError(
        signer.address,
        signers.map(({ account }) => account),
      );
    sayChange(speaker, change, state);
    const who = speaker.text(ROLE_TEXTS[own.role]);
    if (options.dryRun) {
      speaker.say("notSent");
      speaker.say("wouldSign", { who, account: own.account });
    } else {
      const signature = await signChange({ signer }, change, own.deed, place);
      const signed = { ...paper, signatures: new Map([...paper.signatures, [own.account, signature]]) };
      writePaper(options.out, signed);
      speaker.say(own.deed === "acceptance" ? "accepted" : "changeSigned", {
        who,
        account: own.account,
        file: options.out,
      });
      saySigners(speaker, signed, state);
    }
    if (options.json) console.log(JSON.stringify(own, null, 2));
  });
}
