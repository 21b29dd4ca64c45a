import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Wallet } from "ethers";
import { settledNonce } from "../../../scripts/clerk/lostTransaction.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";

describe("A transaction of which nobody knows whether it was sent", function () {
  this.timeout(120_000);
  let chain: LocalChain;
  let account: Wallet;

  beforeEach(async () => {
    chain = await startLocalChain();
    account = await chain.newAccount();
  });

  afterEach(() => chain.close());

  const send = () => account.sendTransaction({ to: account.address, value: 1n });

  it("is found in whatever block it is", async () => {
    const hashes: string[] = [];
    for (const blocks of [1, 0, 7, 30]) {
      hashes.push((await send()).hash);
      // One by one: Hardhat forgets the accounts in blocks that it mines at once.
      for (let i = 0; i < blocks; i++) await chain.mine(1);
    }
    for (const [nonce, hash] of hashes.entries()) expect(await settledNonce(account, nonce)).to.equal(hash);
  });

  it("is waited for while it is on its way", async () => {
    await send();
    await chain.provider.send("evm_setAutomine", [false]);
    const { hash } = await send();
    const settled = settledNonce(account, 1);
    await sleep(50);
    await chain.mine(1);
    expect(await settled).to.equal(hash);
    expect(await account.getNonce()).to.equal(2);
  });

  it("that never was sent gives way to an empty one with its nonce", async () => {
    await send();
    const hash = await settledNonce(account, 1);
    expect(await chain.provider.getTransaction(hash)).to.include({ nonce: 1, to: account.address, value: 0n });
  });
});
