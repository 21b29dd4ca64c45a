import { expect } from "chai";
import { hexlify, keccak256 } from "ethers";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import { BASE_FIELD_ORDER } from "../../../sdk/proofs/groth16.ts";
import type { Change, Post } from "../../../sdk/proposals/act.ts";
import { checkActAcknowledgement } from "../../../sdk/proposals/actAcknowledgement.ts";
import { type ActPackage, encodeActPackage } from "../../../sdk/proposals/actPackage.ts";
import { type TemplateQuestion, writeQuestion } from "../../../sdk/proposals/templateQuestion.ts";
import type { Relayer } from "../../../services/relayer/relayer.ts";
import { openStore } from "../../../services/relayer/store.ts";
import { forgeAction, forgePosting } from "../../contracts/proposals/forgedSignals.ts";
import { DAY, type PostFacts, postFacts, WEEK, word, writeCensus } from "../../contracts/proposals/proposalTown.ts";
import { QUESTION } from "../../sdk/proposals/sampleText.ts";
import {
  type ActWorld,
  changePackage,
  forgedChange,
  forgedProposal,
  postAct,
  postPackage,
  ROOT,
  startActWorld,
  timesActed,
} from "./actWorld.ts";
import { type Answer, get } from "./relayerWorld.ts";

/** As long as real ones. */
const RESIDENT = FIELD_ORDER / 3n;

describe("A relayer's intake of acts", function () {
  this.timeout(120_000);
  let world: ActWorld;
  let relayer: Relayer;
  let id: bigint;
  let residents = 0n;
  const nextResident = () => RESIDENT + ++residents;
  const support = (nullifier = nextResident(), version = 0) => forgedChange(world, id, nullifier, version);
  const send = (act: ActPackage, to = relayer) => postAct(to, act);
  /** A posting and changes are two transactions. */
  const work = async () => {
    for (let round = 0; round < 2; round++) await relayer.work();
  };
  const codeOf = ({ body }: Answer) => body.code;
  const changed = (given: ActPackage, changes: Partial<Change>): ActPackage => ({
    ...given,
    act: { ...(given.act as Change), ...changes },
  });

  async function post(changes: Partial<PostFacts> = {}, poster = nextResident(), root = ROOT): Promise<ActPackage> {
    return postPackage(world, forgePosting(world.town, await postFacts(world.town, changes), root, poster));
  }

  before(async () => {
    world = await startActWorld("SyntheticSignalVerifier");
    const { town } = world;
    const template = { ...town.template, series: word(0x90), quota: 1_000, postsPerPeriod: 200, limitName: word(0x91) };
    await town.published.publish(template);
    id = await forgedProposal(world, { template });
    relayer = await world.relayer();
  });
  after(() => world.close());

  it("acknowledges an act with a signature over contract, subject, nullifier, version, message and a deadline", async () => {
    for (const act of [support(), await post()]) {
      const { status, body } = await send(act);
      const acknowledgement = body.acknowledgement as Record<string, string>;
      expect(status).to.equal(201);
      const signed = {
        ...(acknowledgement as unknown as Parameters<typeof checkActAcknowledgement>[0]),
        chainId: BigInt(acknowledgement.chainId as string),
        nullifier: BigInt(acknowledgement.nullifier as string),
        version: BigInt(acknowledgement.version as string),
      };
      const expected = { ...act, relayer: world.account.address };
      expect(() => checkActAcknowledgement(signed, expected)).not.to.throw();
      for (const [altered, said] of [
        [{ ...signed, deadline: signed.deadline + 1 }, /not signed by the relayer/],
        [{ ...signed, subject: word(1) }, /another proposal/],
        [{ ...signed, message: word(1) }, /another act/],
        [{ ...signed, version: 9n }, /another version/],
      ] as const) {
        expect(() => checkActAcknowledgement(altered, expected)).to.throw(said);
      }
      expect(() => checkActAcknowledgement(signed, { ...expected, act: support().act })).to.throw(/another/);
      expect(signed.deadline % 300).to.equal(0);
      expect(signed.deadline - (await world.now())).to.be.within(800, 1_200);
      expect((await get(relayer, `/acts/${body.tracker}`)).body.state).to.equal("accepted");
    }
    await work();
  });

  it("gives the same acknowledgement for the same act, also at once and with another proof that holds", async () => {
    const nullifier = nextResident();
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => send(support(nullifier))));
    for (const answer of others) expect(answer).to.deep.equal(first);
    await work();
    expect(await send(support(nullifier))).to.deep.equal(first);
  });

  const altered: readonly (readonly [string, (given: ActPackage) => ActPackage, number, string])[] = [
    ["a nullifier of r more", (a) => changed(a, { nullifier: a.act.nullifier + FIELD_ORDER }), 400, "ACT_VALUE"],
    ["an id of 2^248", (a) => changed(a, { id: 2n ** 248n }), 400, "ACT_VALUE"],
    ["a cut of 2^48", (a) => changed(a, { newcomersCut: 2 ** 48 }), 400, "ACT_VALUE"],
    [
      "a proof word of q",
      (a) => changed(a, { proof: a.act.proof.with(7, BASE_FIELD_ORDER) as unknown as Change["proof"] }),
      400,
      "ACT_VALUE",
    ],
    ["a fifteenth change", (a) => changed(a, { version: 14 }), 409, "CHANGES_EXHAUSTED"],
    ["a proposal that nobody posted", (a) => changed(a, { id: 5n }), 404, "PROPOSAL_NOT_POSTED"],
    ["a withdrawal of what was not supported", (a) => changed(a, { version: 1 }), 409, "ACT_MOVED"],
    [
      "another resident's proof",
      (a) => changed(a, { proof: (support().act as Change).proof }),
      422,
      "ACT_PROOF_INVALID",
    ],
    ["another nullifier", (a) => changed(a, { nullifier: a.act.nullifier + 10n ** 9n }), 422, "ACT_PROOF_INVALID"],
    [
      "points at infinity",
      (a) => changed(a, { proof: a.act.proof.map(() => 0n) as unknown as Change["proof"] }),
      422,
      "ACT_PROOF_INVALID",
    ],
    [
      "another contract",
      (a) => ({ ...a, proposals: world.town.templatesPlace.templates }),
      404,
      "PROPOSALS_NOT_SERVED",
    ],
    ["another chain", (a) => ({ ...a, chainId: 1n }), 400, "CHAIN_WRONG"],
  ];
  for (const [name, alter, status, code] of altered) {
    it(`refuses a change with ${name}: ${code}`, async () => {
      const answer = await send(alter(support()));
      expect([answer.status, codeOf(answer)]).to.deep.equal([status, code]);
      for (const words of ["cause", "remedy"]) expect(answer.body[words]).to.be.a("string").that.is.not.equal("");
    });
  }

  it("refuses acts under a template under which nobody could read a vote, before anything else of it is asked", async () => {
    const { town } = world;
    const bytes = (question: TemplateQuestion) => hexlify(writeQuestion(question));
    for (const question of ["0x7b7d", bytes(QUESTION)]) {
      const ballot = { ...town.template.ballot, question, rules: { ...town.template.ballot.rules, optionCount: 3 } };
      const answer = await send(await post({ template: { ...town.template, kind: 1, conversion: 1, ballot } }));
      expect([answer.status, codeOf(answer)]).to.deep.equal([422, "TEMPLATE_UNFIT"]);
    }
  });

  it("refuses proofs over another root, of another proposal, contract or chain, and of a later census", async () => {
    const nullifier = nextResident();
    const { town } = world;
    const other = await forgedProposal(world, { slot: 1 }, nextResident());
    const elsewhere = { place: { ...town.place, proposals: town.templatesPlace.templates } };
    const foreignChain = { place: { ...town.place, chainId: 1n } };
    for (const [of, facts] of [
      [town, { id, root: 0n, nullifier }],
      [town, { id, root: ROOT + 1n, nullifier }],
      [town, { id: other, root: ROOT, nullifier }],
      [elsewhere, { id, root: ROOT, nullifier }],
      [foreignChain, { id, root: ROOT, nullifier }],
    ] as const) {
      const answer = await send(changePackage(world, { ...forgeAction(of, facts), id }));
      expect(codeOf(answer)).to.equal("ACT_PROOF_INVALID");
    }
  });

  it("takes newcomers over a group that was shown, and says that it was not", async () => {
    const { town } = world;
    const newcomersCut = (await post()).act.kind === "post" ? ((await post()).act as Post).cut : 0;
    const act = () =>
      changePackage(world, forgeAction(town, { id, root: 77n, nullifier: nextResident(), newcomersCut }));
    expect(codeOf(await send(act()))).to.equal("GROUP_NOT_SHOWN");
    const template = { ...town.template, series: word(0x90), quota: 1_000, postsPerPeriod: 200, limitName: word(0x91) };
    await writeCensus(town, { root: 77n, rollId: template.rollId + 2n ** 255n });
    await town.proposals.showNewcomers(template, newcomersCut);
    expect((await send(act())).status).to.equal(201);
    const before = changed(act(), { newcomersCut: newcomersCut - WEEK });
    expect(codeOf(await send(before))).to.equal("GROUP_NOT_SHOWN");
    await work();
  });

  it("takes a support, its withdrawal, and no third change of a resident in a day", async () => {
    const nullifier = nextResident();
    const [first, second, third] = [0, 1, 2].map((version) => support(nullifier, version)) as [
      ActPackage,
      ActPackage,
      ActPackage,
    ];
    expect((await send(first)).status).to.equal(201);
    // As long as the support is in no block, nothing is there to be withdrawn.
    expect(codeOf(await send(second))).to.equal("ACT_MOVED");
    await work();
    expect((await send(second)).status).to.equal(201);
    await work();
    const refused = await send(third);
    expect([refused.status, codeOf(refused)]).to.deep.equal([429, "CHANGES_PER_DAY"]);
    // A replay after the withdrawal, and a support twice, are told what there is.
    expect(codeOf(await send(changed(first, { proof: (third.act as Change).proof })))).to.equal("ACT_MOVED");
    expect((await send(first)).status).to.equal(201);
    expect(await timesActed(world, [first, second, third])).to.deep.equal([1, 1, 0]);
    await work();
    await world.town.networkHelpers.time.increase(DAY + 300);
    await work();
    expect((await send(third)).status).to.equal(201);
    await work();
    expect(await timesActed(world, [first, second, third])).to.deep.equal([1, 1, 1]);
  });

  it("takes an act that the chain already holds, as after the loss of its database, and sends nothing", async () => {
    const act = support();
    await send(act);
    await work();
    const fresh = await world.relayer();
    const { status, body } = await send(act, fresh);
    const before = await world.provider.getTransactionCount(world.account.address);
    for (let i = 0; i < 2; i++) await fresh.work();
    expect(status).to.equal(201);
    expect(await world.provider.getTransactionCount(world.account.address)).to.equal(before);
    expect((await get(fresh, `/acts/${body.tracker}`)).body.state).to.equal("included");
    await fresh.close();
    // One that was not asked to take it finds it on the chain.
    const other = await world.relayer();
    expect((await get(other, `/acts/${body.tracker}`)).body.state).to.equal("included");
    await other.close();
  });

  it("tells nobody without a proof what it has taken of a resident", async () => {
    const nullifier = nextResident();
    await send(support(nullifier));
    const junk = (of: bigint) => send(changed(support(), { nullifier: of }));
    expect(await junk(nullifier)).to.deep.equal(await junk(nextResident()));
    await work();
  });

  it("refuses what is no package: other JSON, another format, a template that is none", async () => {
    const text = encodeActPackage(support());
    const posting = encodeActPackage(await post());
    for (const body of [
      "no JSON",
      text.replace("hanpyo-act-1", "hanpyo-act-2"),
      text.replace('"version":0', '"version":"0"'),
      text.replace('"version":0', '"version":0,"more":1'),
      posting.replace(/"template":"0x/, '"template":"0x00'),
      posting.replace(/("template":"0x[0-9a-f]+)"/, '$100"'),
    ]) {
      const answer = await postAct(relayer, body);
      expect([answer.status, codeOf(answer)]).to.deep.equal([400, "PACKAGE_MALFORMED"]);
    }
  });

  it("takes a posting, which is then supported; the slot's next posting is refused, whichever it is", async () => {
    const poster = nextResident();
    const posting = await post({ digest: word(0xe1) }, poster);
    const rival = await post({ digest: word(0xe2) }, poster);
    expect((await send(posting)).status).to.equal(201);
    expect(codeOf(await send(rival))).to.equal("ACT_BUSY");
    await work();
    expect(codeOf(await send(rival))).to.equal("REFUSED_SLOT_USED");
    expect((await send(posting)).status).to.equal(201);
    const posted: bigint = await world.town.proposals.postedWith(poster);
    expect(posted).not.to.equal(0n);
    expect((await send(forgedChange(world, posted, nextResident()))).status).to.equal(201);
    await work();
    expect(await timesActed(world, [posting])).to.deep.equal([1]);
  });

  it("refuses a posting as the contract would: slot, census, template, cut, period and proof", async () => {
    const { town } = world;
    const { template } = town;
    const unknown = { ...template, quota: 77 };
    const large = { ...template, series: word(0x92), leastMembers: 201 };
    const superseded = { ...template, series: word(0x93) };
    for (const one of [large, superseded, { ...superseded, quota: 9 }]) await town.published.publish(one);
    await town.templates.takeOver({ ...superseded, quota: 9 });
    await town.networkHelpers.time.increase(DAY);
    const period = Math.floor((await world.now()) / template.periodLength);
    for (const [changes, code] of [
      [{ slot: 2 }, "REFUSED_SLOT_TOO_HIGH"],
      [{ template: unknown }, "REFUSED_TEMPLATE_UNKNOWN"],
      [{ template: large }, "REFUSED_WEEKLY_CENSUS_TOO_SMALL"],
      [{ template: superseded }, "REFUSED_TEMPLATE_NOT_CURRENT"],
      [{ period: period + 1 }, "REFUSED_PERIOD_NOT_CURRENT"],
      [{ period: period - 2 }, "POST_TOO_LATE"],
      [{ cut: (await postFacts(town)).cut - 2 * WEEK }, "POST_TOO_LATE"],
      [{ cut: (await postFacts(town)).cut + WEEK }, "REFUSED_CUT_NOT_CURRENT"],
    ] as const) {
      const answer = await send(await post(changes));
      expect([answer.status, codeOf(answer)], code).to.deep.equal([code === "POST_TOO_LATE" ? 409 : 400, code]);
    }
    expect(codeOf(await send(await post({}, nextResident(), ROOT + 1n)))).to.equal("ACT_PROOF_INVALID");
    // Put under other promises than were signed for, the proof does not follow.
    const posting = await post();
    const weaker = await post({ template: { ...superseded, quota: 9 } });
    const moved = { ...posting, act: { ...(posting.act as Post), template: (weaker.act as Post).template } };
    expect(codeOf(await send(moved))).to.equal("ACT_PROOF_INVALID");
    const foreign = { ...posting, act: { ...(posting.act as Post), templates: world.account.address } };
    expect(codeOf(await send(foreign))).to.equal("PROPOSALS_NOT_SERVED");
  });

  it("serves with a manifest the contract whose code it names, over its rolls, and no stranger's", async () => {
    const { town } = world;
    const { proposals } = town.place;
    const { rolls, organizer } = town.template;
    const code = { name: "Proposals", at: proposals, codeHash: await codeHashOf(proposals) };
    const manifest = { organizer, factories: [], rolls: [{ rolls, registry: rolls }], code: [code] };
    for (const [changes, status] of [
      [{}, 201],
      [{ rolls: [{ rolls: world.account.address, registry: rolls }] }, 404],
      [{ organizer: world.account.address }, 404],
      [{ code: [{ ...code, codeHash: word(7) }] }, 404],
      [{ code: [{ ...code, name: "Templates" }] }, 404],
      [{ code: [] }, 404],
    ] as const) {
      const own = await world.relayer({ proposals: [], manifest: { ...manifest, ...changes } });
      for (const act of [support(), await post()]) expect((await send(act, own)).status).to.equal(status);
      await own.close();
    }
    const narrow = await world.relayer({ proposals: [world.account.address], manifest });
    expect(codeOf(await send(support(), narrow))).to.equal("PROPOSALS_NOT_SERVED");
    await narrow.close();
    await work();
  });

  it("acknowledges nothing that a full disk has not taken, and takes it once there is room", async () => {
    const store = openStore(world.newFile());
    const tight = await world.relayer({ store });
    store.database.exec("PRAGMA max_page_count = 1");
    const refused: ActPackage[] = [];
    while (refused.length === 0) {
      const act = support();
      const { body } = await send(act, tight);
      if (body.code === "STORAGE_FAILED") refused.push(act);
      else expect(body).to.have.property("acknowledgement");
    }
    store.database.exec("PRAGMA max_page_count = 1000000");
    expect((await send(refused[0] as ActPackage, tight)).status).to.equal(201);
    await tight.close();
    store.close();
  });

  it("keeps what it wrote when it is killed before the acknowledgement, and gives that once it is asked again", async () => {
    const file = world.newFile();
    const first = openStore(file);
    const killed = await world.relayer({
      store: first,
      reached(point) {
        if (point === "intake.written") throw new Error("killed");
      },
    });
    const act = support();
    expect((await send(act, killed)).status).to.equal(500);
    await killed.close();
    first.close();
    const store = openStore(file);
    const again = await world.relayer({ store });
    await again.work();
    expect(await timesActed(world, [act])).to.deep.equal([1]);
    expect((await send(act, again)).status).to.equal(201);
    await again.close();
    store.close();
  });

  it("refuses what comes once the quota is reached, and from the second at which supporting ends", async () => {
    const quick = await forgedProposal(world, { slot: 0, digest: word(0xe5) }, nextResident());
    const [one, two, three, four] = [1, 2, 3, 4].map(() => forgedChange(world, quick, nextResident())) as [
      ActPackage,
      ActPackage,
      ActPackage,
      ActPackage,
    ];
    for (const act of [one, two, three]) await send(act);
    await work();
    expect(codeOf(await send(four))).to.equal("PROPOSAL_REACHED");
    expect(codeOf(await send(forgedChange(world, quick, one.act.nullifier, 1)))).to.equal("PROPOSAL_REACHED");
    const closesAt = Number((await world.town.proposals.proposal(id)).closesAt);
    await world.town.networkHelpers.time.increaseTo(closesAt - 400);
    await work();
    const last = await send(support());
    expect((last.body.acknowledgement as { deadline: number }).deadline).to.equal(closesAt);
    await world.town.networkHelpers.time.increaseTo(closesAt);
    expect(codeOf(await send(support()))).to.equal("PROPOSAL_CLOSED");
  });

  async function codeHashOf(address: string): Promise<string> {
    return keccak256(await world.provider.getCode(address));
  }
});
