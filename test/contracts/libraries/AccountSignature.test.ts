import { expect } from "chai";
import { type HDNodeWallet, type Signer, toBeHex, Wallet } from "ethers";
import hre from "hardhat";
import { isSignedBy } from "../../../sdk/chain/accountSignature.ts";
import type { ContractWith } from "../contractWith.ts";

/** Of secp256k1. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const DIGEST = `0x${"5a".repeat(32)}`;

describe("AccountSignature", () => {
  let checker: ContractWith<"isBy">;
  let payer: Signer;
  let office: HDNodeWallet;
  let contract: string;
  const [clerk, stranger] = [Wallet.createRandom(), Wallet.createRandom()] as const;
  const signedBy = (wallet: HDNodeWallet) => wallet.signingKey.sign(DIGEST).serialized;

  /** What the contracts say, which is what the sdk says. */
  async function holds(account: string, signature: string): Promise<boolean> {
    const said = (await checker.isBy(account, DIGEST, signature)) as boolean;
    expect(await isSignedBy(account, DIGEST, signature, payer), signature).to.equal(said);
    return said;
  }

  beforeEach(async () => {
    const { ethers } = await hre.network.create();
    [payer] = (await ethers.getSigners()) as unknown as [Signer];
    office = Wallet.createRandom().connect(ethers.provider as never);
    checker = (await ethers.deployContract("AccountSignatureChecker")) as unknown as ContractWith<"isBy">;
    contract = (await ethers.deployContract("ContractOffice", [clerk.address])).target as string;
  });

  /** Gives the office's account the contract's code (EIP-7702). */
  async function delegate(): Promise<void> {
    const to = await payer.getAddress();
    await payer.sendTransaction({ to: office.address, value: 10n ** 18n });
    const authorization = await office.authorize({ address: contract, nonce: 1, chainId: 31337n });
    await office.sendTransaction({ type: 4, to, authorizationList: [authorization] });
    const code = await office.provider?.getCode(office.address);
    expect(code?.toLowerCase()).to.equal(`0xef0100${contract.slice(2).toLowerCase()}`);
  }

  it("is that of an account's key alone, if the account has no code", async () => {
    expect(await holds(office.address, signedBy(office))).to.equal(true);
    expect(await holds(office.address, signedBy(stranger))).to.equal(false);
    const { compactSerialized, r, s, v } = office.signingKey.sign(DIGEST);
    const mirrored = toBeHex(ORDER - BigInt(s), 32).slice(2);
    const others = [`${r}${mirrored}${v === 27 ? "1c" : "1b"}`, `${r}${s.slice(2)}0${v - 27}`, compactSerialized];
    for (const signature of ["0x", `0x${"00".repeat(65)}`, `${signedBy(office)}00`, ...others]) {
      expect(await holds(office.address, signature)).to.equal(false);
    }
    expect(await holds(`0x${"00".repeat(20)}`, `0x${"00".repeat(65)}`)).to.equal(false);
  });

  it("is a contract's by its own word (ERC-1271)", async () => {
    expect(await holds(contract, signedBy(clerk))).to.equal(true);
    expect(await holds(contract, signedBy(stranger))).to.equal(false);
  });

  it("is that of the key still, when the account has taken code by EIP-7702, and that code's word besides", async () => {
    await delegate();
    expect(await holds(office.address, signedBy(office))).to.equal(true);
    expect(await holds(office.address, signedBy(clerk))).to.equal(true);
    expect(await holds(office.address, signedBy(stranger))).to.equal(false);
  });
});
