import { expect } from "chai";
import { readCreation } from "../../../sdk/chain/organizer.ts";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { checkAcknowledgement } from "../../../sdk/election/acknowledgement.ts";
import type { Ballot } from "../../../sdk/election/ballot.ts";
import { BASE_FIELD_ORDER } from "../../../sdk/proofs/groth16.ts";
import type { Relayer } from "../../../services/relayer/relayer.ts";
import { openStore } from "../../../services/relayer/store.ts";
import { get, packageOf, post, type RelayerWorld, startRelayerWorld, timesCast } from "./relayerWorld.ts";
import { provedAnew, syntheticBallot, syntheticElection } from "./syntheticBallots.ts";

describe("A relayer's intake", function () {
  this.timeout(120_000);
  let world: RelayerWorld;
  let relayer: Relayer;
  const newBallot = (over?: Ballot) => syntheticBallot(world.election, over);
  const send = (ballot: Ballot, to = relayer) => post(to, packageOf(world.election, ballot));

  before(async () => {
    world = await startRelayerWorld();
    relayer = await world.relayer();
  });
  after(() => world.close());

  it("acknowledges a ballot with a signature over election, slot, version, ciphertexts and a deadline", async () => {
    const ballot = newBallot();
    const { status, body } = await send(ballot);
    const acknowledgement = body.acknowledgement as Record<string, string>;
    expect(status).to.equal(201);
    const signed = {
      ...(acknowledgement as unknown as Parameters<typeof checkAcknowledgement>[0]),
      chainId: BigInt(acknowledgement.chainId as string),
      nullifier: BigInt(acknowledgement.nullifier as string),
      version: BigInt(acknowledgement.version as string),
    };
    const expected = { ...world.election, ballot, relayer: world.account.address };
    expect(() => checkAcknowledgement(signed, expected)).not.to.throw();
    expect(() => checkAcknowledgement({ ...signed, deadline: signed.deadline + 1 }, expected)).to.throw(
      /not signed by the relayer/,
    );
    expect(() => checkAcknowledgement(signed, { ...expected, ballot: newBallot() })).to.throw(/another slot/);
    expect(signed.deadline % 300).to.equal(0);
    expect(signed.deadline).to.be.greaterThan(await world.chain.now());
  });

  it("gives the same acknowledgement for the same ballot, also at once and with another proof that holds", async () => {
    const ballot = newBallot();
    const answers = await Promise.all([send(ballot), send(ballot), send(ballot)]);
    const [first] = answers;
    for (const answer of [...answers, await send(provedAnew(world.election, ballot))]) {
      expect(answer).to.deep.equal(first);
    }
    await relayer.work();
    expect(await send(provedAnew(world.election, ballot))).to.deep.equal(first);
  });

  it("tells nobody without a proof what waits for a slot, or how often it was taken", async () => {
    const strict = await world.relayer({ limits: { ballotsPerSlot: 1 } });
    const [waiting, free] = [newBallot(), newBallot()];
    expect((await send(waiting, strict)).status).to.equal(201);
    const junk = (slot: Ballot, over: Partial<Ballot> = {}) =>
      send({ ...newBallot(), ...over, nullifier: slot.nullifier }, strict);
    const answers = [
      await junk(free),
      await junk(waiting),
      await junk(waiting, { next: waiting.next, digest: waiting.digest }),
    ];
    for (const answer of answers) expect(answer).to.deep.equal(answers[0]);
    expect(answers[0]?.body.code).to.equal("PROOF_INVALID");
    await strict.work();
    const changes = [newBallot(waiting), newBallot(waiting)].map((ballot) => ({ ...ballot, digest: 5n }));
    for (const ballot of changes) expect((await send(ballot, strict)).body.code).to.equal("PROOF_INVALID");
    expect((await send(newBallot(waiting), strict)).body.code).to.equal("SLOT_LIMIT");
    await strict.close();
  });

  it("checks no more proofs that do not hold of one network in a minute than its limit, and those of others", async () => {
    const strict = await world.relayer({ limits: { unprovedPerMinute: 2 }, behindProxy: true, clock: () => 0 });
    const from = async (address: string, ballot: Ballot) => {
      const init = { method: "POST", headers: { "X-Forwarded-For": address }, body: packageOf(world.election, ballot) };
      return ((await (await fetch(`${strict.url}/ballots`, init)).json()) as { readonly code?: string }).code;
    };
    const junk = () => ({ ...newBallot(), digest: 5n });
    expect(await from("2001:db8::1", junk())).to.equal("PROOF_INVALID");
    for (let i = 0; i < 3; i++) expect(await from("2001:db8::2", newBallot())).to.equal(undefined);
    expect(await from("2001:db8::3", junk())).to.equal("PROOF_INVALID");
    expect(await from("2001:db8::4", newBallot())).to.equal("RATE_EXCEEDED");
    expect(await from("2001:db8:0:1::4", newBallot())).to.equal(undefined);
    await strict.close();
  });

  it("takes one of two ballots for the same version, however they come", async () => {
    const ballot = newBallot();
    const rival = provedAnew(world.election, { ...newBallot(), nullifier: ballot.nullifier });
    expect((await send(ballot)).status).to.equal(201);
    expect(await send(rival)).to.deep.include({ status: 409 });
    expect((await send(rival)).body.code).to.equal("SLOT_BUSY");
  });

  const altered: readonly (readonly [string, (ballot: Ballot) => Ballot, number, string])[] = [
    ["a word too few", (b) => ({ ...b, next: b.next.slice(1) }), 400, "BALLOT_LENGTH"],
    ["held ciphertexts for version 0", (b) => ({ ...b, held: b.next }), 400, "BALLOT_LENGTH"],
    ["a nullifier of r more", (b) => ({ ...b, nullifier: b.nullifier + FIELD_ORDER }), 400, "BALLOT_VALUE"],
    ["a ciphertext word of r", (b) => ({ ...b, next: b.next.with(1, FIELD_ORDER) }), 400, "BALLOT_VALUE"],
    ["the identity as c1", (b) => ({ ...b, next: b.next.with(4, 0n) }), 400, "BALLOT_VALUE"],
    ["a digest of r more", (b) => ({ ...b, digest: b.digest + FIELD_ORDER }), 400, "BALLOT_VALUE"],
    [
      "a proof word of q",
      (b) => ({ ...b, proof: [...b.proof.slice(0, 7), BASE_FIELD_ORDER] as unknown as Ballot["proof"] }),
      400,
      "BALLOT_VALUE",
    ],
    ["a version without successor", (b) => ({ ...b, version: 2n ** 32n - 1n, held: b.next }), 400, "BALLOT_VALUE"],
    ["a version the slot has not reached", (b) => ({ ...b, version: 1n, held: b.next }), 409, "SLOT_MOVED"],
    ["another digest", (b) => ({ ...b, digest: b.digest + 1n }), 422, "PROOF_INVALID"],
    ["the proof of another ballot", (b) => ({ ...b, proof: newBallot().proof }), 422, "PROOF_INVALID"],
    ["other ciphertexts", (b) => ({ ...b, next: newBallot().next }), 422, "PROOF_INVALID"],
    ["another slot", (b) => ({ ...b, nullifier: b.nullifier + 1n }), 422, "PROOF_INVALID"],
  ];
  for (const [name, alter, status, code] of altered) {
    it(`refuses a ballot with ${name}: ${code}`, async () => {
      const answer = await send(alter(newBallot()));
      expect([answer.status, answer.body.code]).to.deep.equal([status, code]);
      expect(answer.body.cause).to.be.a("string").that.is.not.equal("");
      expect(answer.body.remedy).to.be.a("string").that.is.not.equal("");
    });
  }

  it("refuses what is not a package, one for another chain, and one for an election it does not serve", async () => {
    const text = packageOf(world.election, newBallot());
    const codes = [];
    for (const body of [
      "no JSON",
      text.replace("hanpyo-ballot-1", "hanpyo-ballot-2"),
      text.replace('"version":"0"', '"version":"00"'),
      text.replace('"chainId":"31337"', '"chainId":"1"'),
      text.replace(world.election.election, world.factory),
    ]) {
      codes.push((await post(relayer, body)).body.code);
    }
    const malformed = "PACKAGE_MALFORMED";
    expect(codes).to.deep.equal([malformed, malformed, malformed, "CHAIN_WRONG", "ELECTION_NOT_SERVED"]);
  });

  it("serves the elections of the manifest's factories over its rolls, and no stranger's", async () => {
    const { rolls } = world.election.constitution;
    const withdrawnFrom = (block: number) => ({
      organizer: world.account.address,
      factories: [{ kind: "election" as const, factory: world.factory, withdrawnFrom: block }],
      rolls: [{ rolls, registry: rolls }],
      code: [],
    });
    const ofFactory = await world.relayer({ elections: [], manifest: withdrawnFrom(0) });
    expect((await send(newBallot(), ofFactory)).status).to.equal(201);
    const { election: other } = await syntheticElection(world.chain);
    expect((await post(ofFactory, packageOf(other, syntheticBallot(other)))).body.code).to.equal("ELECTION_NOT_SERVED");
    await ofFactory.close();
    // The same factory, but rolls that no office of the municipality keeps: a stranger's, whose ballots nobody pays for.
    const stranger = { ...withdrawnFrom(0), rolls: [{ rolls: world.account.address, registry: rolls }] };
    const { blockNumber: created } = await readCreation(world.factory, world.election.election, world.chain.provider);
    for (const [manifest, status] of [
      [stranger, 404],
      [withdrawnFrom(created), 404],
      [withdrawnFrom(created + 1), 201],
      [{ ...withdrawnFrom(0), factories: [] }, 404],
    ] as const) {
      // Even if it is listed by hand.
      const narrow = await world.relayer({ manifest });
      expect((await send(newBallot(), narrow)).status).to.equal(status);
      await narrow.close();
    }
  });

  it("takes a ballot that changes a vote, and refuses one that names other ciphertexts than the slot holds", async () => {
    // The chain's time went on where another election was opened: what was taken before is late until it is placed.
    for (let i = 0; i < 2; i++) await relayer.work();
    const first = newBallot();
    await send(first);
    await relayer.work();
    const wrong = { ...newBallot(first), held: newBallot().next };
    expect((await send(wrong)).body.code).to.equal("HELD_MISMATCH");
    expect((await send({ ...first, next: newBallot().next })).body.code).to.equal("SLOT_MOVED");
    const second = newBallot(first);
    expect((await send(second)).status).to.equal(201);
    await relayer.work();
    expect(await timesCast(world, [first, second])).to.deep.equal([1, 1]);
  });

  it("takes a ballot that the chain already holds, as after the loss of its database, and sends nothing", async () => {
    const ballot = newBallot();
    await send(ballot);
    await relayer.work();
    const fresh = await world.relayer();
    const { body } = await send(ballot, fresh);
    const before = await world.chain.provider.getTransactionCount(world.account.address);
    await fresh.work();
    await fresh.work();
    expect((await get(fresh, `/ballots/${body.tracker}`)).body.state).to.equal("included");
    expect(await world.chain.provider.getTransactionCount(world.account.address)).to.equal(before);
    await fresh.close();
  });

  it("finds a ballot on the chain by its tracker, without having taken it", async () => {
    const ballot = newBallot();
    const { body } = await send(ballot);
    await relayer.work();
    const fresh = await world.relayer();
    expect((await get(fresh, `/ballots/${body.tracker}`)).body.state).to.equal("included");
    expect((await get(fresh, "/ballots/0000-0000-0000-0000-0000-0000-000")).body).to.deep.equal({ state: "missing" });
    expect((await get(fresh, "/ballots/nonsense")).body.code).to.equal("TRACKER_LENGTH");
    await fresh.close();
  });

  it("takes no more ballots of a slot than its limit", async () => {
    const strict = await world.relayer({ limits: { ballotsPerSlot: 1 } });
    const first = newBallot();
    await send(first, strict);
    await strict.work();
    expect((await send(newBallot(first), strict)).body.code).to.equal("SLOT_LIMIT");
    await strict.close();
  });

  it("answers no more requests in a minute than its limit, and none that is too large", async () => {
    const strict = await world.relayer({
      limits: { requestsPerMinute: 2, readsPerMinute: 1, requestBytes: 100 },
      clock: () => 0,
    });
    expect((await send(newBallot(), strict)).body.code).to.equal("PACKAGE_TOO_LARGE");
    expect((await get(strict, "/health")).status).to.equal(200);
    expect(await get(strict, "/health")).to.deep.include({ status: 429 });
    await strict.close();
  });

  it("acknowledges nothing that a full disk has not taken, and takes it once there is room", async () => {
    const store = openStore(world.newFile());
    const tight = await world.relayer({ store });
    store.database.exec("PRAGMA max_page_count = 1");
    const refused: Ballot[] = [];
    while (refused.length === 0) {
      const ballot = newBallot();
      const { body } = await send(ballot, tight);
      if (body.code === "STORAGE_FAILED") refused.push(ballot);
      else expect(body).to.have.property("acknowledgement");
    }
    store.database.exec("PRAGMA max_page_count = 1000000");
    expect((await send(refused[0] as Ballot, tight)).status).to.equal(201);
    await tight.close();
    store.close();
  });

  it("describes itself in OpenAPI, and says how it is", async () => {
    const { body } = await get(relayer, "/openapi.json");
    expect(Object.keys(body.paths as object)).to.deep.equal([
      "/ballots",
      "/ballots/{tracker}",
      "/acts",
      "/acts/{tracker}",
      "/acts/{tracker}/text",
      "/health",
      "/openapi.json",
    ]);
    const health = (await get(relayer, "/health")).body;
    expect(health).to.deep.include({ status: "single-node", address: world.account.address, chainId: "31337" });
    expect(health.runway).to.be.greaterThan(0);
  });

  it("counts requests by the forwarded address only where it was told that a proxy sets it", async () => {
    for (const [settings, last] of [
      [{}, 429],
      [{ behindProxy: true }, 200],
    ] as const) {
      const counting = await world.relayer({ ...settings, limits: { readsPerMinute: 2 } });
      const from = (address: string) => fetch(`${counting.url}/health`, { headers: { "X-Forwarded-For": address } });
      for (let i = 0; i < 2; i++) expect((await from("1.1.1.1")).status).to.equal(200);
      expect((await from("2.2.2.2")).status).to.equal(last);
      expect((await from("2.2.2.2, 1.1.1.1")).status).to.equal(429);
      await counting.close();
    }
  });

  it("refuses a second ballot where the election takes one from each voter", async () => {
    const { election } = await syntheticElection(world.chain, { revoting: false });
    const once = await world.relayer({ elections: [election.election] });
    const ballot = syntheticBallot(election);
    await post(once, packageOf(election, ballot));
    await once.work();
    const second = await post(once, packageOf(election, syntheticBallot(election, ballot)));
    expect(second.body.code).to.equal("REVOTING_FORBIDDEN");
    await once.close();
  });

  it("refuses ballots from the second at which voting ends, though the box is still open", async () => {
    const { closesAt } = world.election.constitution.schedule;
    const [early, late] = [newBallot(), newBallot()];
    await world.chain.moveTo(closesAt - 1);
    const { status, body } = await send(early);
    expect(status).to.equal(201);
    expect((body.acknowledgement as { deadline: number }).deadline).to.be.lessThanOrEqual(
      closesAt + world.election.constitution.schedule.closeGrace,
    );
    await world.chain.moveTo(closesAt);
    expect((await send(late)).body.code).to.equal("BALLOT_TOO_LATE");
    await relayer.work();
    expect(await timesCast(world, [early, late])).to.deep.equal([1, 0]);
  });
});
