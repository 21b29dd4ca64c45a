import { expect } from "chai";
import { connectRpc, NothingThereError, OtherContractError, requireContract } from "../../../scripts/terminal/rpc.ts";
import { readableValue } from "../../../sdk/chain/refusalValues.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";
import { testedProgram } from "../clerk/runCommand.ts";

describe("A node that commands ask", function () {
  this.timeout(600_000);
  let decided: DecidedElection;

  before(async () => {
    decided = await decidedElection();
  });

  it("is the environment's HANPYO_RPC where no option names one, in every command that asks one", async () => {
    const program = await testedProgram();
    const all = (command: typeof program): (typeof program)[] => [command, ...command.commands.flatMap(all)];
    const asking = all(program).flatMap((command) =>
      command.options.filter(({ long }) => long === "--rpc").map((option) => ({ command: command.name(), option })),
    );
    expect(asking.length).to.be.greaterThan(25);
    const deaf = asking.filter(
      ({ option }) => option.envVar !== "HANPYO_RPC" && !/HANPYO_RPC/.test(option.description),
    );
    expect(deaf.map(({ command }) => command)).to.deep.equal([]);
  });

  it("is asked whether an address is of the kind that was meant, before anything is read of it", async () => {
    const { chain, election, record } = decided;
    const rpc = await connectRpc(chain.url);
    const { board, rolls: registry } = record.constitution;
    const addresses = { election, board, registry };
    for (const [kind, own] of Object.entries(addresses)) {
      await requireContract(rpc, kind, own);
      for (const other of Object.values(addresses).filter((address) => address !== own)) {
        const error = await errorOf(requireContract(rpc, kind, other), OtherContractError);
        expect(error.message)
          .to.include(other)
          .and.to.include(`it is no ${kind}`)
          .and.to.include(`Give the ${kind}'s address`);
      }
      await errorOf(requireContract(rpc, kind, `0x${"1".repeat(40)}`), NothingThereError);
    }
    rpc.provider.destroy();
  });

  it("has what a contract refuses said in times as they are in Korea, and in names of phases and stages", () => {
    const opens = Date.UTC(2027, 2, 2) / 1000;
    expect(readableValue("opensAt", String(opens))).to.equal("2027-03-02 09:00:00 KST");
    expect(readableValue("blockTime", String(opens - 1))).to.equal("2027-03-02 08:59:59 KST");
    expect(readableValue("until", "99999999999999999999")).to.equal("99999999999999999999");
    expect([readableValue("phase", "2"), readableValue("stage", "3"), readableValue("given", "2")]).to.deep.equal([
      ...["open", "dead", "2"],
    ]);
  });
});
