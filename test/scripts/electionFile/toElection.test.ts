import { expect } from "chai";
import { sha256, toUtf8Bytes, ZeroAddress, ZeroHash } from "ethers";
import { electionFileSchema } from "../../../scripts/electionFile/schema.ts";
import {
  ballotSizeOf,
  boardTermsOf,
  consentsRequiredBy,
  constitutionOf,
  contentOf,
  officesOf,
  rollSourceOf,
} from "../../../scripts/electionFile/toElection.ts";
import { NO_BUDGET, NO_CREDITS } from "../../../sdk/election/constitution.ts";
import { contentHash, encodeContent } from "../../../sdk/election/content.ts";
import { MAJORITY, NO_FRACTION } from "../../../sdk/election/fraction.ts";
import { atLeast } from "../../sdk/election/referendums.ts";
import { example } from "./exampleFile.ts";

const ANY = { rolls: `0x${"01".repeat(20)}`, board: `0x${"02".repeat(20)}` };
const seconds = (time: string) => Date.parse(time) / 1000;
const constitutionFor = (name: string) => {
  const { file } = example(name);
  return constitutionOf(file, contentOf(file, []), ANY);
};

describe("an election file", () => {
  it("becomes the constitution that it describes", () => {
    const { file } = example("yes-no-abstain");
    expect(constitutionFor("yes-no-abstain")).to.deep.equal({
      contentHash: contentHash(encodeContent(contentOf(file, []))),
      jointHash: ZeroHash,
      ...ANY,
      rollId: 41110n,
      minimumCensus: 30,
      consentsRequired: 4,
      minimumBallots: 10,
      revoting: true,
      masked: false,
      isTest: false,
      ballotSize: 4,
      rules: {
        optionCount: 3,
        maxPerOption: 1,
        minTotal: 1,
        maxTotal: 1,
        budget: NO_BUDGET,
        credits: NO_CREDITS,
        distinct: false,
        costs: [0, 0, 0],
      },
      schedule: {
        censusTime: seconds("2027-02-26T09:00Z"),
        opensAt: seconds("2027-03-02T00:00Z"),
        openGrace: 12 * 3600,
        closesAt: seconds("2027-03-08T09:00Z"),
        closeGrace: 3600,
        sharesDueAt: seconds("2027-03-10T09:00Z"),
        sealDelay: 600,
      },
      outcome: {
        kind: "Referendum",
        tieBreak: "ListedOrder",
        quorum: atLeast(1, 4),
        closedBelowQuorum: false,
        electors: 0,
        electorsSource: ZeroHash,
        passingShare: MAJORITY,
        winners: 0,
        minimumVotes: 0,
        budget: 0,
        costs: [],
      },
    });
  });

  it("says where its roll is: the registry, or the contract of published rolls", () => {
    const { file } = example("approval");
    const contracts = { registry: ANY.rolls, publishedRolls: ANY.board };
    expect(rollSourceOf(file, contracts)).to.equal(contracts.registry);
    const published = { ...file, roll: { ...file.roll, source: "published" as const } };
    expect(rollSourceOf(published, contracts)).to.equal(contracts.publishedRolls);
    expect(rollSourceOf(published, { registry: ANY.rolls })).to.equal(undefined);
  });

  it("gives each rule of counting its own parameters, and none of another", () => {
    const blank = {
      closedBelowQuorum: false,
      electors: 0,
      electorsSource: ZeroHash,
      passingShare: NO_FRACTION,
      winners: 0,
      minimumVotes: 0,
      budget: 0,
      costs: [],
    };
    expect(constitutionFor("approval").outcome).to.deep.equal({
      ...blank,
      kind: "Ranking",
      tieBreak: "ListedOrder",
      quorum: atLeast(1, 10),
      winners: 2,
      minimumVotes: 1,
    });
    expect(constitutionFor("knapsack").outcome).to.deep.equal({
      ...blank,
      kind: "Greedy",
      tieBreak: "CheaperFirst",
      quorum: atLeast(1, 20),
      minimumVotes: 1,
      budget: 50_000_000,
      costs: [30_000_000, 25_000_000, 15_000_000, 10_000_000],
    });
    const { file } = example("knapsack");
    const strict = {
      ...file,
      outcome: { ...file.outcome, rule: "greedy-no-skip", tieBreak: "listed-order", quorum: "33.33 %" },
    };
    const { outcome } = constitutionOf(strict as typeof file, contentOf(file, []), ANY);
    expect(outcome).to.deep.include({ kind: "GreedyNoSkip", tieBreak: "ListedOrder", quorum: atLeast(3333, 10_000) });
  });

  it("holds every share exactly, in lowest terms", () => {
    const { file } = example("approval");
    const quorumOf = (quorum: string) =>
      constitutionOf({ ...file, outcome: { ...file.outcome, quorum } }, contentOf(file, []), ANY).outcome.quorum;
    expect(quorumOf("1/3")).to.deep.equal(atLeast(1, 3));
    expect(quorumOf("at least 2/6")).to.deep.equal(atLeast(1, 3));
    expect(quorumOf("25 %")).to.deep.equal(atLeast(1, 4));
    expect(quorumOf("12.5%")).to.deep.equal(atLeast(1, 8));
    expect(quorumOf("more than 1/2")).to.deep.equal(MAJORITY);
    expect(quorumOf("100 %")).to.deep.equal(atLeast(1, 1));
    for (const none of ["none", "0/1", "0 %", "at least 0/7"]) expect(quorumOf(none)).to.deep.equal(NO_FRACTION);
  });

  it("keeps a box closed below its quorum where the file says so, and names what an election is judged with", () => {
    const { file } = example("approval");
    const { closedBelowQuorum: _, ...unsaid } = file.outcome;
    const read = (change: object) => electionFileSchema.parse({ ...file, ...change });
    const constitution = (change: object) => constitutionOf(read(change), contentOf(file, []), ANY);
    expect(constitution({ outcome: { ...file.outcome, closedBelowQuorum: true } }).outcome.closedBelowQuorum).to.equal(
      true,
    );
    expect(constitution({ outcome: unsaid })).to.deep.include({ jointHash: ZeroHash });
    expect(constitution({ outcome: unsaid }).outcome.closedBelowQuorum).to.equal(false);
    expect(constitution({ jointHash: `0x${"Ab".repeat(32)}` }).jointHash).to.equal(`0x${"ab".repeat(32)}`);
  });

  it("names the certified electors with the digest of their source", () => {
    const { file } = example("approval");
    const ruleOf = (electorsSource: string) => {
      const outcome = { ...file.outcome, electors: 8_387_278, electorsSource };
      return constitutionOf({ ...file, outcome }, contentOf(file, []), ANY).outcome;
    };
    const digest = "ab".repeat(32);
    expect(ruleOf(`sha256:${digest.toUpperCase()}`)).to.include({ electors: 8_387_278, electorsSource: `0x${digest}` });
    expect(ruleOf("관보 1234호").electorsSource).to.equal(sha256(toUtf8Bytes("관보 1234호")));
  });

  it("gives board and registry their terms", () => {
    const { file } = example("approval");
    expect(boardTermsOf(file)).to.deep.equal({
      trustees: file.board.trustees.map(({ account }) => account),
      threshold: 3,
      registerBy: seconds("2027-02-08T09:00Z"),
      dealBy: seconds("2027-02-12T09:00Z"),
      termEndsAt: seconds("2027-12-31T09:00Z"),
      isTest: false,
    });
    expect(officesOf(file)).to.deep.equal({
      registrar: `0x${"11".repeat(20)}`,
      approver: `0x${"22".repeat(20)}`,
      recoveryBody: ZeroAddress,
      rotationDelay: 7 * 86_400,
      challengePeriod: 3 * 86_400,
      isTest: false,
    });
  });

  it("asks for one consent more than the threshold where it says nothing, but for no more than there are trustees", () => {
    const { file } = example("approval");
    const withBoard = (board: Partial<typeof file.board>) => ({ ...file, board: { ...file.board, ...board } });
    expect(consentsRequiredBy(file)).to.equal(4);
    expect(consentsRequiredBy(withBoard({ threshold: 5 }))).to.equal(5);
    expect(consentsRequiredBy(withBoard({ consentsRequired: 5 }))).to.equal(5);
  });

  it("takes the smallest ballot that holds its options", () => {
    const { file } = example("approval");
    const option = (i: number) => ({ title: { ko: `가${i}`, en: `A${i}` } });
    const sizes = [1, 4, 5, 8, 9, 32].map((n) =>
      ballotSizeOf({ ...file, options: Array.from({ length: n }, (_, i) => option(i)) }),
    );
    expect(sizes).to.deep.equal([4, 4, 8, 8, 32, 32]);
  });
});
