import type { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import { type EntryWithoutEarlier, withEarlier } from "../../../sdk/chain/earlierEnrolment.ts";
import { createRegistry } from "../../../sdk/chain/factories.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { companionOf } from "../../../sdk/election/companionRolls.ts";
import { NotOnRollError } from "../../../sdk/election/roll.ts";
import { censusAt } from "../../../sdk/election/rollHistory.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { ANSWER_ALONE } from "../../../sdk/proposals/ballotTerms.ts";
import { templateToAbi } from "../../../sdk/proposals/template.ts";
import { weeklyCut } from "../../../sdk/proposals/weeklyCut.ts";
import { expectRefusal } from "../elections/refusal.ts";
import { entryFor, type RegistryContract, registryFixture, structOf } from "../registry/registryFixture.ts";
import {
  DAY,
  idOf,
  type ProposalsContract,
  postFacts,
  skipsOf,
  stateOf,
  type TemplatesContract,
  WEEK,
  word,
} from "./proposalTown.ts";
import { proveAction, provePosting, residentOf } from "./residents.ts";

const ROLL = 1n;
const COMPANION = companionOf(ROLL);

/** A real registry with Semaphore's own groups, and proposals over Semaphore's own verifier. */
async function realTown() {
  const base = await registryFixture();
  const { ethers, networkHelpers, submitter, rollFactory } = base;
  const [, , , , organizer, reviewer] = await ethers.getSigners();
  const terms = { ...base.terms, isTest: true };
  const { address } = await createRegistry(rollFactory, terms, submitter);
  const registry = (await ethers.getContractAt("ResidentRegistry", address)) as unknown as RegistryContract;
  const naming = await ethers.deployContract("MockElectionFactoryNaming", [rollFactory]);
  const templates = (await ethers.deployContract("Templates", [naming])) as unknown as TemplatesContract;
  const verifier = await ethers.deployContract("SemaphoreVerifier20");
  const proposals = (await ethers.deployContract("Proposals", [templates, verifier])) as unknown as ProposalsContract;
  const template = templateToAbi({
    organizer: organizer?.address as string,
    reviewer: reviewer?.address as string,
    council: `0x${"00".repeat(20)}`,
    series: word(1),
    isTest: true,
    rolls: address,
    rollId: ROLL,
    quota: 3,
    leastMembers: 3,
    window: 40 * DAY,
    limitName: word(2),
    periodLength: 30 * DAY,
    postsPerPeriod: 1,
    answerTerm: 30 * DAY,
    legalBasis: word(3),
    quotaArithmetic: word(4),
    ...ANSWER_ALONE,
  });
  await (templates.connect(organizer as NonNullable<typeof organizer>) as TemplatesContract).publish(template);
  const id = { ...base.id, registry: address };
  const facts = { ...base, id, registry, templates, proposals, template };
  const places = {
    templatesPlace: { chainId: 31337n, templates: await templates.getAddress() },
    place: { chainId: 31337n, proposals: await proposals.getAddress() },
  };
  const leavesAt = async (rollId: bigint, time: number) =>
    censusAt(await readRollHistory(address, submitter), rollId, time).leaves;
  const enrol = async (...entries: readonly EntryWithoutEarlier[]) =>
    registry.enrol(withEarlier(await readRollHistory(address, submitter), entries).map(structOf));
  const toFriday = async () => {
    const now = await networkHelpers.time.latest();
    await networkHelpers.time.increaseTo(weeklyCut(now) + 2 * WEEK + 1.5 * DAY);
    return weeklyCut(await networkHelpers.time.latest());
  };
  return { ...facts, ...places, leavesAt, enrol, toFriday };
}

type RealTown = Awaited<ReturnType<typeof realTown>>;

describe("Proposals with real proofs", function () {
  this.timeout(300_000);
  after(endProving);

  const [kim, lee, park, choi, jung] = ["Kim", "Lee", "Park", "Choi", "Jung"].map(residentOf) as [
    Identity,
    Identity,
    Identity,
    Identity,
    Identity,
  ];
  const first = (town: RealTown, person: string, { commitment }: Identity) =>
    entryFor(town, person, { identityCommitment: commitment, rollIds: [ROLL, COMPANION] });

  it("are posted, supported, withdrawn and reach their quota: by the census, later by newcomers, nobody twice", async () => {
    const town = await realTown();
    const { proposals, template } = town;
    await town.enrol(await first(town, "Kim", kim), await first(town, "Lee", lee), await first(town, "Park", park));
    const cut = await town.toFriday();
    const census = await town.leavesAt(ROLL, cut);
    const facts = await postFacts(town);
    const posting = await provePosting(town, facts, kim, census);
    await proposals.post(posting);
    const root = (await proposals.proposal(await proposals.postedWith(posting.nullifier))).censusRoot;
    const id = idOf(town, facts, root, posting.nullifier);
    expect(await stateOf(town, id)).to.equal("Open");
    await expectRefusal(proposals.post(posting), proposals, "SlotUsed", posting.nullifier);

    const act = async (...actions: Parameters<typeof proposals.act>[0][]) =>
      skipsOf(town, await (await proposals.act(actions)).wait());
    const supporters = async () => Number((await proposals.proposal(id)).supporters);
    const support = await proveAction(town, { id }, kim, census);
    const byLee = await proveAction(town, { id }, lee, census);
    expect(await act(support, byLee)).to.deep.equal([]);
    expect(await act(await proveAction(town, { id, version: 1 }, kim, census), support)).to.deep.equal([
      [1, "VersionMoved"],
    ]);
    expect(await supporters()).to.equal(1);
    await expectRefusal(proposals.act([{ ...support, version: 2 }]), proposals, "ActionProofsInvalid");

    // Choi enrols after the cut; Lee is re-issued an identity and leaves the companion.
    const again = residentOf("Lee once more");
    await town.enrol(
      await first(town, "Choi", choi),
      await entryFor(town, "Lee", { sequence: 2, identityCommitment: again.commitment, rollIds: [ROLL] }),
    );
    const later = await town.toFriday();
    const group = await town.leavesAt(COMPANION, later);
    expect(group).to.have.members([kim.commitment, 0n, park.commitment, choi.commitment]);
    const roll = await town.leavesAt(ROLL, later);
    // Over the roll of a later cut nobody supports, neither the newcomer nor the re-issued.
    const foreign = await proveAction(town, { id }, choi, roll);
    await expectRefusal(proposals.act([foreign]), proposals, "ActionProofsInvalid");
    const newcomer = await proveAction(town, { id, newcomersCut: later }, choi, group);
    expect(await act(newcomer)).to.deep.equal([[0, "GroupUnknown"]]);
    await proposals.showNewcomers(template, later);
    expect(await act(newcomer)).to.deep.equal([]);
    expect(await supporters()).to.equal(2);
    // Lee, who supports by the census, cannot support again by the identity that came later.
    await proveAction(town, { id, newcomersCut: later }, again, group).then(
      () => expect.fail("a re-issued identity is in the newcomers' group"),
      (error) => expect(error).to.be.instanceOf(NotOnRollError),
    );
    const twice = await proveAction(town, { id, newcomersCut: later }, kim, group);
    expect(twice.nullifier).to.equal(support.nullifier);
    expect(await act(twice, byLee, newcomer)).to.deep.equal([
      [0, "VersionMoved"],
      [1, "VersionMoved"],
      [2, "VersionMoved"],
    ]);

    const kimAgain = await proveAction(town, { id, version: 2, newcomersCut: later }, kim, group);
    expect(await act(kimAgain)).to.deep.equal([]);
    expect([await stateOf(town, id), await supporters()]).to.deep.equal(["Reached", 3]);
    const withdrawal = await proveAction(town, { id, version: 1 }, lee, census);
    expect(await act(withdrawal)).to.deep.equal([[0, "Latched"]]);
    expect([await stateOf(town, id), await supporters()]).to.deep.equal(["Reached", 3]);

    // A stranger to the roll has no path in it, and nobody else's proof is his.
    await proveAction(town, { id }, jung, census).then(
      () => expect.fail("a stranger is on the census"),
      (error) => expect(error).to.be.instanceOf(NotOnRollError),
    );
  });
});
