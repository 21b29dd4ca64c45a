import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Contract, Wallet, ZeroAddress } from "ethers";
import { type DeployTarget, deployModule } from "../../../scripts/clerk/ignition.ts";
import { deployedAddresses, repairedJournal } from "../../../scripts/clerk/ignitionJournal.ts";
import { sharedModule } from "../../../scripts/clerk/sharedModule.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { factoryAt, read } from "../../../sdk/chain/contracts.ts";
import { BALLOT_SIZES } from "../../../sdk/election/ballotSize.ts";

/** Of contracts, and two calls of a factory. */
const TRANSACTIONS = 29;
const offices = {
  registrar: `0x${"a1".repeat(20)}`,
  approver: `0x${"b2".repeat(20)}`,
  recoveryBody: ZeroAddress,
  rotationDelay: 7 * 86_400,
  challengePeriod: 86_400,
  isTest: false,
};
const JOURNAL = "ignition/deployments/hanpyo-cut";

describe("A deployment by Ignition, killed", function () {
  this.timeout(120_000);
  let folder: string;
  let lines: readonly string[];
  let whole: LocalChain;
  let contracts: Readonly<Record<string, string>>;
  const key = Wallet.createRandom().privateKey;

  async function targetOn(chain: LocalChain, name: string): Promise<DeployTarget> {
    const account = new Wallet(key, chain.provider);
    await chain.provider.send("hardhat_setBalance", [account.address, "0x8ac7230489e80000"]);
    return { url: chain.url, chainId: 31337, account, folder: join(folder, name), name: "cut" };
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-ignition-"));
    whole = await startLocalChain();
    contracts = await deployModule(sharedModule(offices), await targetOn(whole, "whole"));
    lines = readFileSync(join(folder, "whole", JOURNAL, "journal.jsonl"), "utf8").split("\n");
  });

  after(async () => {
    await whole.close();
    rmSync(folder, { recursive: true });
  });

  it("has, without a kill, a factory with an implementation for every size of ballot", async () => {
    const factory = factoryAt(contracts.factory as string, whole.provider);
    for (const size of BALLOT_SIZES) {
      expect(await read(factory, "implementation", size))
        .to.equal(contracts[`election${size}`])
        .and.not.equal(undefined);
    }
  });

  it("has, without a kill, the contracts of proposals over that factory and over one another", async () => {
    const { semaphoreVerifier20, templates, proposals, notices, conversions, rounds, joints, factory } = contracts;
    const of = (address: string | undefined, name: string) =>
      read(new Contract(address as string, [`function ${name}() view returns (address)`], whole.provider), name);
    expect(await of(templates, "electionFactory")).to.equal(factory);
    expect(await of(proposals, "templates")).to.equal(templates);
    expect(await of(proposals, "verifier")).to.equal(semaphoreVerifier20);
    expect(await of(notices, "proposals")).to.equal(proposals);
    expect([await of(conversions, "proposals"), await of(conversions, "notices")]).to.deep.equal([proposals, notices]);
    expect(await of(rounds, "proposals")).to.equal(proposals);
    expect(await of(joints, "factory")).to.equal(factory);
  });

  const cuts = [
    ["before it asked the chain for anything", "DEPLOYMENT_EXECUTION_STATE_INITIALIZE", 0, TRANSACTIONS],
    // An empty transaction takes the nonce of the one that nobody can find.
    ["before it sent what it had noted", "TRANSACTION_PREPARE_SEND", 0, TRANSACTIONS + 1],
    ["in the middle of a line", "NETWORK_INTERACTION_REQUEST", 20, TRANSACTIONS],
  ] as const;
  for (const [when, type, cutOff, transactions] of cuts) {
    it(`${when}, goes on from its journal`, async () => {
      const at = lines.findIndex((line) => line.includes(type));
      expect(at).to.be.greaterThan(0);
      const kept = lines.slice(0, at + 1).join("\n");
      const chain = await startLocalChain();
      try {
        const target = await targetOn(chain, type);
        cpSync(join(folder, "whole"), target.folder, { recursive: true });
        writeFileSync(join(target.folder, JOURNAL, "journal.jsonl"), kept.slice(0, kept.length - cutOff));
        writeFileSync(join(target.folder, JOURNAL, "deployed_addresses.json"), "");
        const { factory = "" } = await deployModule(sharedModule(offices), target);
        expect(await chain.provider.getCode(factory)).to.have.length.greaterThan(2);
        expect(await target.account.getNonce()).to.equal(transactions);
      } finally {
        await chain.close();
      }
    });
  }

  it("before it asked a factory for anything, goes on from its journal with the contracts that there are", async () => {
    const at = lines.findIndex((line) => line.includes("CALL_EXECUTION_STATE_INITIALIZE"));
    expect(at).to.be.greaterThan(0);
    const target = { ...(await targetOn(whole, "call")), folder: join(folder, "call") };
    cpSync(join(folder, "whole"), target.folder, { recursive: true });
    writeFileSync(join(target.folder, JOURNAL, "journal.jsonl"), lines.slice(0, at + 1).join("\n"));
    const before = await target.account.getNonce();
    const { factory = "", registry = "" } = await deployModule(sharedModule(offices), target);
    expect(await whole.provider.getCode(factory)).to.have.length.greaterThan(2);
    expect(await whole.provider.getCode(registry)).to.have.length.greaterThan(2);
    expect(await target.account.getNonce()).to.equal(before + 2);
  });

  it("keeps a whole journal as it is, but for the case of linked addresses, by which Ignition knows its transactions", async () => {
    const text = lines.join("\n");
    const inLowerCase = text.replace(/"data":"0x[0-9a-fA-F]*"/g, (data) => data.toLowerCase());
    expect(inLowerCase, "Semaphore is linked with an address in mixed case").not.to.equal(text);
    expect(repairedJournal(text)).to.equal(inLowerCase);
  });

  it("has its addresses in the journal, should their own file be lost", () => {
    const kept = readFileSync(join(folder, "whole", JOURNAL, "deployed_addresses.json"), "utf8");
    expect(deployedAddresses(lines.join("\n"))).to.deep.equal(JSON.parse(kept));
  });
});
