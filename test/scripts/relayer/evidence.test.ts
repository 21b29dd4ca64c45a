import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { watchPromises } from "../../../scripts/observer/watch/promiseWatch.ts";
import { trackerOf } from "../../../sdk/crypto/tracker.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { parseBallotPackage } from "../../../sdk/election/ballotPackage.ts";
import { castPackage } from "../../../sdk/relaying/ladder.ts";
import {
  encodeOmission,
  judgeOmission,
  OmissionMalformedError,
  type PromiseState,
  parseOmission,
} from "../../../sdk/relaying/omission.ts";
import type { Relayer } from "../../../services/relayer/relayer.ts";
import { packageOf, post, type RelayerWorld, startRelayerWorld } from "../../services/relayer/relayerWorld.ts";
import { syntheticBallot } from "../../services/relayer/syntheticBallots.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

describe("The evidence of a relayer's promise", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-evidence-"));
  let world: RelayerWorld;
  let relayer: Relayer;

  before(async () => {
    world = await startRelayerWorld();
    relayer = await world.relayer();
  });
  after(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The evidence that a voter's device keeps of a ballot that the relayer took. */
  async function taken(ballot: Ballot): Promise<string> {
    const text = packageOf(world.election, ballot);
    const { status, body } = await post(relayer, text);
    expect(status).to.equal(201);
    const acknowledgement = JSON.stringify(body.acknowledgement);
    return encodeOmission({ tracker: body.tracker as string, relayer: relayer.url, acknowledgement, package: text });
  }

  const judged = (evidence: string, account = relayer.address): Promise<PromiseState> =>
    judgeOmission(parseOmission(evidence), account, world.chain.provider);

  const cast = async (ballot: Ballot) =>
    castPackage(parseBallotPackage(packageOf(world.election, ballot)), await world.chain.newAccount());

  async function pastDeadline(evidence: string): Promise<void> {
    await world.chain.moveTo(parseOmission(evidence).acknowledgement.deadline + 1);
  }

  function command(evidence: string, account = relayer.address) {
    const file = join(folder, "evidence.json");
    writeFileSync(file, evidence);
    return hanpyoHere(["relayer", "evidence", "--file", file, "--relayer", account, "--rpc", world.chain.url]);
  }

  it("is pending until the deadline, and kept once a block in time has the ballot", async () => {
    const evidence = await taken(syntheticBallot(world.election));
    expect(await judged(evidence)).to.deep.equal({ state: "pending" });
    await relayer.work();
    const blockNumber = await world.chain.provider.getBlockNumber();
    expect(await judged(evidence)).to.deep.equal({ state: "kept", blockNumber });
    await pastDeadline(evidence);
    const { code, out } = await command(evidence);
    expect(code).to.equal(0);
    expect(out).to.include(`Kept: the ballot is in block ${blockNumber}`);
  });

  it("is told of once by whoever watches the box, when the deadline has passed without the ballot", async () => {
    const evidence = await taken(syntheticBallot(world.election));
    const kept = mkdtempSync(join(tmpdir(), "hanpyo-promises-"));
    writeFileSync(join(kept, "one.json"), evidence);
    const { election, chainId } = parseOmission(evidence).ballot;
    const rpc = { name: "node", chainId, provider: world.chain.provider };
    const look = watchPromises(kept, election, [rpc]);
    const finals = new Map([[rpc, undefined]]);
    try {
      expect(await look(finals)).to.deep.equal([]);
      await pastDeadline(evidence);
      const [found, ...more] = await look(finals);
      expect([found?.kind, found?.values.relayer, more]).to.deep.equal(["broken", relayer.address, []]);
      expect(await look(finals)).to.deep.equal([]);
    } finally {
      rmSync(kept, { recursive: true });
    }
  });

  it("is nobody's fault if another ballot of the voter came first", async () => {
    const ballot = syntheticBallot(world.election);
    const evidence = await taken(ballot);
    const blockNumber = await cast(syntheticBallot(world.election, undefined, ballot.nullifier));
    await pastDeadline(evidence);
    expect(await judged(evidence)).to.deep.equal({ state: "displaced", blockNumber });
  });

  it("is broken once the deadline has passed, and stays so when the ballot comes late", async () => {
    const ballot = syntheticBallot(world.election);
    const evidence = await taken(ballot);
    await pastDeadline(evidence);
    expect(await judged(evidence)).to.deep.equal({ state: "broken" });
    const missed = await command(evidence);
    expect(missed.code).to.equal(1);
    expect(missed.out).to.match(/^Broken: the time is past/m);
    const blockNumber = await cast(ballot);
    expect(await judged(evidence)).to.deep.equal({ state: "broken", blockNumber });
  });

  it("is refused if another account signed, or if it was changed", async () => {
    const evidence = await taken(syntheticBallot(world.election));
    const stranger = (await world.chain.newAccount()).address;
    const { code, err } = await command(evidence, stranger);
    expect(code).to.equal(1);
    expect(err).to.match(/not signed by the relayer's announced account/);
    const { acknowledgement, ballot } = parseOmission(evidence);
    const changes: readonly (readonly [string, string])[] = [
      [`"deadline": ${acknowledgement.deadline}`, `"deadline": ${acknowledgement.deadline - 1}`],
      [`"${ballot.ballot.next[0]}"`, `"${(ballot.ballot.next[0] as bigint) + 1n}"`],
      [ballot.election, stranger],
    ];
    for (const [from, to] of changes) {
      expect(evidence).to.include(from);
      const altered = JSON.parse(evidence.replaceAll(from, to));
      const { election, ballot: other } = parseBallotPackage(JSON.stringify(altered.package));
      const refusal = await judged(JSON.stringify({ ...altered, tracker: trackerOf({ election, ...other }) })).then(
        () => "accepted",
        (error) => error.code,
      );
      expect(refusal, to).to.equal("ACKNOWLEDGEMENT_INVALID");
    }
  });

  it("is refused if it is no such file, or names another ballot's tracker", async () => {
    const one = await taken(syntheticBallot(world.election));
    const { tracker } = parseOmission(await taken(syntheticBallot(world.election)));
    expect(() => parseOmission(JSON.stringify({ ...JSON.parse(one), tracker }))).to.throw(OmissionMalformedError);
    for (const text of ["", "{}", '{"format":"hanpyo-omission-1"}']) {
      expect(() => parseOmission(text)).to.throw(OmissionMalformedError);
    }
    const { code, err } = await command("{}");
    expect(code).to.equal(1);
    expect(err).to.include("OmissionMalformedError");
    const absent = ["--file", join(folder, "absent.json"), "--relayer", relayer.address, "--rpc", world.chain.url];
    expect((await hanpyoHere(["relayer", "evidence", ...absent])).err).to.match(/FileUnreadableError.*absent\.json/);
  });
});
