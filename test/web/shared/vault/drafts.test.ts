import { expect } from "chai";
import { keyOfDraft } from "../../../../web/src/shared/vault/drafts.ts";
import { identityOf, newIdentity } from "../../../../web/src/shared/vault/identities.ts";
import { SealBrokenError, seal, unseal } from "../../../../web/src/shared/vault/sealing.ts";
import { errorOf } from "../../../errorOf.ts";

const of = { chainId: 1n, election: `0x${"A".repeat(40)}` };
const plain = new TextEncoder().encode("[1,0]");

describe("The key of a draft", () => {
  it("follows from the identity and the election, however its address is spelt", async () => {
    const made = newIdentity();
    const sealed = await seal(plain, await keyOfDraft(of, made));
    const again = { chainId: 1, election: of.election.toLowerCase() };
    expect(await unseal(sealed, await keyOfDraft(again, identityOf(made.privateKey)))).to.deep.equal(plain);
  });

  it("is another for another identity, election or chain", async () => {
    const made = newIdentity();
    const sealed = await seal(plain, await keyOfDraft(of, made));
    for (const [other, by] of [
      [of, newIdentity()],
      [{ ...of, chainId: 2n }, made],
      [{ ...of, election: `0x${"B".repeat(40)}` }, made],
    ] as const) {
      await errorOf(
        keyOfDraft(other, by).then((key) => unseal(sealed, key)),
        SealBrokenError,
      );
    }
  });
});
