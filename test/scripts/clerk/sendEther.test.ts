import { expect } from "chai";
import { parseEther, Wallet } from "ethers";
import { ORGANIZER_KEY } from "../../../scripts/checkout/organizerKey.ts";
import { EtherMissingError } from "../../../scripts/clerk/sendEther.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { NobodyToAskError } from "../../../scripts/terminal/person.ts";
import { runCommand } from "./runCommand.ts";

describe("hanpyo account send", function () {
  this.timeout(60_000);
  const earlier = process.env[ORGANIZER_KEY];
  const [one, other] = [Wallet.createRandom().address, Wallet.createRandom().address];
  let chain: LocalChain;

  before(async () => {
    chain = await startLocalChain();
    process.env[ORGANIZER_KEY] = (await chain.newAccount()).privateKey;
  });
  after(async () => {
    if (earlier === undefined) delete process.env[ORGANIZER_KEY];
    else process.env[ORGANIZER_KEY] = earlier;
    await chain.close();
  });

  const send = (ether: string, ...more: readonly string[]) =>
    runCommand("account", "send", one, other, "--ether", ether, "--rpc", chain.url, "--lang", "en", ...more);
  const balances = () => Promise.all([one, other].map((account) => chain.provider.getBalance(account)));

  it("gives each account the same, once somebody has said yes", async () => {
    expect((await send("0.03")).error).to.be.instanceOf(NobodyToAskError);
    const dry = await send("0.03", "--dry-run");
    expect(dry.out).to.include("would send 0.03 ether to each of").and.include("Dry run");
    expect(await balances()).to.deep.equal([0n, 0n]);
    const { code, out } = await send("0.03", "--yes", "--json");
    expect(code).to.equal(0);
    expect(JSON.parse(out).transactions).to.have.length(2);
    expect(await balances()).to.deep.equal([parseEther("0.03"), parseEther("0.03")]);
  });

  it("sends nothing where the account cannot pay for all of them, or the amount is none", async () => {
    const poor = await send("50", "--yes");
    expect(poor.error).to.be.instanceOf(EtherMissingError);
    expect(await balances()).to.deep.equal([parseEther("0.03"), parseEther("0.03")]);
    for (const amount of ["0", "-1", "1,5", "much", "0.0000000000000000001"]) {
      expect((await send(amount, "--yes")).error, amount)
        .to.have.property("message")
        .that.includes("Give a number above 0");
    }
  });
});
