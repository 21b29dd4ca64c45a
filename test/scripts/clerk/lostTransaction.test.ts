import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { Wallet } from "ethers";
import { deployModule } from "../../../scripts/clerk/ignition.ts";
import { settledNonce } from "../../../scripts/clerk/lostTransaction.ts";
import { sharedModule } from "../../../scripts/clerk/sharedModule.ts";
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

  it("does not stop Ignition: a deployment killed before it sent what it had noted goes on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hanpyo-lost-"));
    const elsewhere = await startLocalChain();
    const offices = { registrar: `0x${"a1".repeat(20)}`, approver: `0x${"b2".repeat(20)}`, rotationDelay: 60 };
    const target = { chainId: 31337, account, name: "lost" };
    const journal = (name: string) => join(folder, name, "ignition/deployments/hanpyo-lost");
    try {
      const other = new Wallet(account.privateKey, elsewhere.provider);
      await elsewhere.provider.send("hardhat_setBalance", [account.address, "0x8ac7230489e80000"]);
      await deployModule(sharedModule(offices), {
        ...{ ...target, account: other, url: elsewhere.url, folder: join(folder, "whole") },
      });
      const lines = readFileSync(join(journal("whole"), "journal.jsonl"), "utf8").split("\n");
      const prepared = lines.findIndex((line) => line.includes("TRANSACTION_PREPARE_SEND"));
      expect(prepared).to.be.greaterThan(0);
      cpSync(journal("whole"), journal("cut"), { recursive: true });
      writeFileSync(join(journal("cut"), "journal.jsonl"), `${lines.slice(0, prepared + 1).join("\n")}\n`);
      const { factory = "" } = await deployModule(sharedModule(offices), {
        ...{ ...target, url: chain.url, folder: join(folder, "cut") },
      });
      expect(await chain.provider.getCode(factory)).to.have.length.greaterThan(2);
      // The eleven contracts, and the empty transaction that took the lost one's nonce.
      expect(await account.getNonce()).to.equal(12);
    } finally {
      await elsewhere.close();
      rmSync(folder, { recursive: true });
    }
  });
});
