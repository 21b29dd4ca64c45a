import { expect } from "chai";
import { verificationKey } from "../../scripts/circuits/files.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import { startRelayer } from "../../services/relayer/relayer.ts";
import { post } from "../services/relayer/relayerWorld.ts";
import { loadBallots, openLoadElection } from "./loadBallots.ts";
import { loadFigures } from "./relayerLoad.ts";

const BALLOTS = 4;

describe("Ballots with real proofs through a relayer", function () {
  this.timeout(300_000);
  const chains: LocalChain[] = [];
  const open = async () => {
    const chain = await startLocalChain();
    chains.push(chain);
    return { chain, load: await openLoadElection(chain) };
  };

  after(async () => {
    for (const chain of chains) await chain.close();
    await endProving();
  });

  it("serve again on every new chain, and are taken or refused as the circuit's key says", async () => {
    const first = await open();
    const packages = await loadBallots(first.load, BALLOTS, () => {});
    const { chain, load } = await open();
    expect(load.election.scope).to.equal(first.load.election.scope);
    const made: string[] = [];
    expect(await loadBallots(load, BALLOTS, (text) => made.push(text))).to.deep.equal(packages);
    expect(made).to.deep.equal([]);

    const account = await chain.newAccount();
    const relayer = await startRelayer({
      ...{ rpc: chain.url, key: account.privateKey, elections: [load.election.election], interval: 0 },
      proofs: { 8: verificationKey("ballot-8") },
    });
    const [one, other] = packages.map((text) => JSON.parse(text)) as { ballot: Record<string, unknown> }[];
    const mixed = { ...one, ballot: { ...one?.ballot, proof: other?.ballot.proof } };
    expect((await post(relayer, JSON.stringify(mixed))).body.code).to.equal("PROOF_INVALID");
    expect((await post(relayer, packages[0] as string)).status).to.equal(201);
    await relayer.close();
  });

  it("are measured: none is lost, and a ballot costs what a batch makes of it", async () => {
    const figures = await loadFigures(BALLOTS);
    expect(Object.keys(figures)).to.have.length(4);
    expect(figures[`ballots.lost.${BALLOTS}`]).to.equal(0);
    expect(figures[`gas.relayedBallot.${BALLOTS}`]).to.be.within(100_000, 400_000);
    expect(figures[`perSecond.acknowledgements.${BALLOTS}`]).to.be.greaterThan(0);
    expect(figures[`milliseconds.acknowledgement.p99.${BALLOTS}`]).to.be.greaterThan(0);
  });
});
