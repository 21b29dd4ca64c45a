import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Wallet } from "ethers";
import mockVerifierArtifact from "../../../artifacts/test/contracts/mocks/MockVerifierAcceptsAll.sol/MockVerifierAcceptsAll.json" with {
  type: "json",
};
import { ORGANIZER_KEY } from "../../../scripts/checkout/organizerKey.ts";
import { NothingAnnouncedError } from "../../../scripts/office/change/carryOut.ts";
import { PaperForeignError } from "../../../scripts/office/change/paper.ts";
import { SignaturesLackingError } from "../../../scripts/office/change/send.ts";
import { NotAskedToSignError, PaperOutdatedError } from "../../../scripts/office/change/sign.ts";
import { NotTheLostKeyError } from "../../../scripts/office/change/veto.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { FileExistsError, FileInvalidError } from "../../../scripts/terminal/checkedFile.ts";
import { NothingThereError } from "../../../scripts/terminal/rpc.ts";
import { ContractRefusedError } from "../../../sdk/chain/contracts.ts";
import { deployRollFactory, deploySemaphore } from "../../../sdk/chain/deploy.ts";
import { deploy } from "../../../sdk/chain/deployment.ts";
import { createRegistry } from "../../../sdk/chain/factories.ts";
import { RECOVERY_DELAY } from "../../../sdk/chain/officeChanges.ts";
import { readOfficeState } from "../../../sdk/chain/officeState.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import { newOfficeKeys, officeAccounts, writeOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { type Ran, runCommand } from "../clerk/runCommand.ts";

const ROTATION_DELAY = 7 * 86_400;
const HOLDERS = ["registrar", "approver", "body", "successor", "stranger"] as const;
type Holder = (typeof HOLDERS)[number];

describe("hanpyo office change", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-office-change-"));
  const at = (name: string) => join(folder, name);
  const keys = Object.fromEntries(HOLDERS.map((holder) => [holder, newOfficeKeys(systemRandom)])) as Record<
    Holder,
    ReturnType<typeof newOfficeKeys>
  >;
  const accountOf = (holder: Holder) => officeAccounts(keys[holder]).signer;
  const earlier = process.env[ORGANIZER_KEY];
  let chain: LocalChain;
  let registry: string;
  let papers = 0;

  before(async () => {
    chain = await startLocalChain();
    const payer = new Wallet(keys.stranger.accountKey, chain.provider);
    process.env[ORGANIZER_KEY] = payer.privateKey;
    for (const holder of HOLDERS) {
      writeOfficeKeys(at(`${holder}.json`), keys[holder]);
      const { account } = officeAccounts(keys[holder]);
      await chain.provider.send("hardhat_setBalance", [account, "0x56bc75e2d63100000"]);
    }
    const { semaphore, poseidon } = await deploySemaphore(payer);
    const verifier = await deploy(mockVerifierArtifact, [2], payer);
    const code = { semaphore: semaphore.address, poseidon: poseidon.address, verifier: verifier.address };
    const { rollFactory } = await deployRollFactory(code, payer);
    const accounts = { registrar: accountOf("registrar"), approver: accountOf("approver") };
    const terms = { ...accounts, recoveryBody: accountOf("body"), rotationDelay: ROTATION_DELAY };
    registry = (await createRegistry(rollFactory.address, terms, payer)).address;
  });
  after(async () => {
    if (earlier === undefined) delete process.env[ORGANIZER_KEY];
    else process.env[ORGANIZER_KEY] = earlier;
    await chain.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const rpc = () => ["--rpc", chain.url];
  const place = () => [...rpc(), "--registry", registry];
  const change = (...args: readonly string[]) => runCommand("office", "change", ...args, "--lang", "en");
  const stateNow = () => readOfficeState(registry, chain.provider);
  const pass = async (seconds: number) => chain.moveTo((await chain.now()) + seconds);
  async function good(run: Promise<Ran>): Promise<string> {
    const { code, out, error } = await run;
    if (error !== undefined) throw error;
    expect(code).to.equal(0);
    return out;
  }
  const failure = async (run: Promise<Ran>) => (await run).error;
  const fresh = (name: string) => at(`${++papers}.${name}.json`);

  async function paper(kind: "rotation" | "recovery", ...accounts: readonly [Holder, Holder]): Promise<string> {
    const out = fresh(kind);
    const [first, second] = accounts.map(accountOf) as [string, string];
    const named =
      kind === "rotation" ? ["--registrar", first, "--approver", second] : ["--lost", first, "--successor", second];
    await good(change(kind, ...place(), ...named, "--out", out));
    return out;
  }
  async function sign(file: string, holder: Holder): Promise<string> {
    const out = fresh(holder);
    await good(change("sign", file, ...rpc(), "--key-file", at(`${holder}.json`), "--out", out));
    return out;
  }

  it("recovers a lost key by papers that go round, and says each time what it stands at", async () => {
    expect(await good(change("show", ...place()))).to.include("No change of the offices is announced");
    const blank = await paper("recovery", "registrar", "successor");
    const first = await sign(blank, "body");
    const lacking = await failure(change("send", first, ...rpc()));
    expect(lacking).to.be.instanceOf(SignaturesLackingError);
    expect(String(lacking)).to.include(accountOf("approver")).and.include(accountOf("successor"));
    // One signs after the other, or each a copy of one's own.
    const second = await sign(first, "approver");
    const third = await sign(blank, "successor");
    const dry = await good(change("send", second, third, ...rpc(), "--dry-run"));
    expect(dry).to.include("nothing was sent").and.include("30 days after the announcement");
    expect((await stateNow()).recovery).to.equal(undefined);

    const sent = JSON.parse(await good(change("send", second, third, ...rpc(), "--json")));
    expect(sent.effectiveAt).to.equal((await chain.now()) + RECOVERY_DELAY);
    const shown = await good(change("show", ...place()));
    expect(shown)
      .to.include(`RECOVERY announced: ${accountOf("successor")}`)
      .and.include("office change veto");
    expect((await runCommand("office", "change", "show", ...place(), "--lang", "ko")).out).to.include("복구 예고");
    const early = await failure(change("carry-out", "--kind", "recovery", ...place()));
    expect(early).to.be.instanceOf(ContractRefusedError).and.have.property("refusal", "RecoveryNotReady");
  });

  it("vetoes with the key that is said to be lost, and with no other", async () => {
    const veto = (holder: Holder, ...more: readonly string[]) =>
      change("veto", ...place(), "--key-file", at(`${holder}.json`), ...more);
    expect(await failure(veto("approver"))).to.be.instanceOf(NotTheLostKeyError);
    expect(await good(veto("registrar", "--dry-run"))).to.include("can be vetoed");
    expect(await good(veto("registrar"))).to.include("is vetoed");
    expect((await stateNow()).recovery).to.equal(undefined);
    expect(await failure(veto("registrar"))).to.be.instanceOf(NothingAnnouncedError);
  });

  it("carries a recovery out after its time, and then names the year for the other office", async () => {
    const blank = await paper("recovery", "registrar", "successor");
    await good(change("send", await sign(await sign(await sign(blank, "approver"), "successor"), "body"), ...rpc()));
    await pass(RECOVERY_DELAY);
    expect(await good(change("carry-out", "--kind", "recovery", ...place()))).to.include(accountOf("successor"));
    expect((await stateNow()).current).to.deep.equal({
      registrar: accountOf("successor"),
      approver: accountOf("approver"),
    });
    expect(await good(change("show", ...place()))).to.match(
      /registrar's key was recovered .* the approver's can be from/,
    );
    const gone = await failure(change("carry-out", "--kind", "recovery", ...place()));
    expect(gone).to.be.instanceOf(NothingAnnouncedError);
  });

  it("rotates with the acceptance of the new accounts, and without one of those that stay", async () => {
    const blank = await paper("rotation", "successor", "stranger");
    const signed = [await sign(blank, "successor"), await sign(blank, "approver")] as const;
    const lacking = await failure(change("send", ...signed, ...rpc()));
    expect(lacking).to.be.instanceOf(SignaturesLackingError);
    expect(String(lacking)).to.include(accountOf("stranger")).and.not.include(accountOf("successor"));
    await good(change("send", ...signed, await sign(blank, "stranger"), ...rpc()));
    await pass(ROTATION_DELAY);
    await good(change("carry-out", "--kind", "rotation", ...place()));
    expect((await stateNow()).current.approver).to.equal(accountOf("stranger"));
  });

  it("signs nothing that is not asked of the key, out of date, of another paper, or altered", async () => {
    const blank = await paper("rotation", "successor", "approver");
    const foreign = change("sign", blank, ...rpc(), "--key-file", at("body.json"), "--out", fresh("x"));
    expect(await failure(foreign)).to.be.instanceOf(NotAskedToSignError);
    const other = await sign(await paper("rotation", "approver", "stranger"), "stranger");
    const mixed = await failure(change("send", blank, other, ...rpc()));
    expect(mixed).to.be.instanceOf(PaperForeignError);
    const signed = await sign(blank, "stranger");
    const content = JSON.parse(readFileSync(signed, "utf8"));
    const altered = fresh("altered");
    writeFileSync(altered, JSON.stringify({ ...content, nonce: String(BigInt(content.nonce) - 1n) }));
    const late = change("sign", altered, ...rpc(), "--key-file", at("successor.json"), "--out", fresh("x"));
    expect(await failure(late)).to.be.instanceOf(PaperOutdatedError);
    const spoilt = fresh("spoilt");
    writeFileSync(spoilt, JSON.stringify({ ...content, extra: 1 }));
    expect(await failure(change("send", spoilt, ...rpc()))).to.be.instanceOf(FileInvalidError);
    const again = change("sign", blank, ...rpc(), "--key-file", at("successor.json"), "--out", signed);
    expect(await failure(again)).to.be.instanceOf(FileExistsError);
    const dry = fresh("dry");
    await good(change("sign", blank, ...rpc(), "--key-file", at("successor.json"), "--out", dry, "--dry-run"));
    expect(existsSync(dry)).to.equal(false);
    const nowhere = change("show", ...rpc(), "--registry", accountOf("stranger"));
    expect(await failure(nowhere)).to.be.instanceOf(NothingThereError);
  });
});
