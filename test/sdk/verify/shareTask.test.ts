import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { compiledContracts } from "../../../scripts/checkout/compiledContracts.ts";
import { agreedFinal, type Rpcs } from "../../../sdk/chain/agreement.ts";
import { electionAt, read } from "../../../sdk/chain/contracts.ts";
import { hashWords } from "../../../sdk/crypto/transcript.ts";
import { TrustMissingError } from "../../../sdk/trust/requireTrusted.ts";
import type { CompiledContracts } from "../../../sdk/verify/codeChecks.ts";
import type { RegistryRecord } from "../../../sdk/verify/record.ts";
import {
  NoShareOwedError,
  NotSealedError,
  RuleBrokenError,
  readShareTask,
  shareTaskOf,
} from "../../../sdk/verify/shareTask.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { errorOf } from "../../errorOf.ts";

type Deep<T> = T extends object ? { -readonly [K in keyof T]: Deep<T[K]> } : T;
type Draft = Deep<RegistryRecord>;

/** What a false chain could show of a real election, and the rule that it breaks. */
const lies: readonly (readonly [string, string, (record: Draft) => void])[] = [
  [
    "fewer ballots than the constitution demands",
    "P9.1 enough ballots to hide in",
    (record) => {
      record.constitution.minimumBallots = 1000;
    },
  ],
  [
    "an empty box",
    "P9.1 enough ballots to hide in",
    (record) => {
      record.batches = [];
    },
  ],
  [
    "a box that stays closed below its quorum",
    "P9.1 the turnout that opens the box",
    (record) => {
      record.constitution.outcome.closedBelowQuorum = true;
      record.constitution.outcome.electors = 100;
    },
  ],
  [
    "a box that is still open",
    "P9.1 the box is closed at the final block",
    (record) => {
      const { closesAt, closeGrace } = record.constitution.schedule;
      record.block.time = closesAt + closeGrace - 1;
    },
  ],
  [
    "another constitution under the hash that was agreed to",
    "P3.2 hash of the constitution",
    (record) => {
      record.constitution.minimumBallots = 1;
      record.constitution.minimumCensus = 1;
      record.constitution.revoting = !record.constitution.revoting;
    },
  ],
  [
    "another text than the constitution names",
    "P3.1 the text shown is the one that was frozen",
    (record) => {
      record.content = `${record.content.slice(0, -4)}207d`;
    },
  ],
  [
    "consents of seats that did not give them",
    "P4.1 each consent was proved with the trustee's share of the key",
    (record) => {
      const [consent] = record.consents;
      if (consent) consent.proof.response = String(BigInt(consent.proof.response) ^ 1n);
    },
  ],
  [
    "an opening without enough consents",
    "P4.2 consents before the opening",
    (record) => {
      record.consents = record.consents.slice(0, 1);
    },
  ],
  [
    "a census that is not the roll's",
    "P4.2 residents in the census",
    (record) => {
      if (record.opening) record.opening.activeMembers += 1000;
    },
  ],
  [
    "a ballot whose proof does not hold",
    "P5.5 each ballot's proof holds: a resident of the census, once, within the rules",
    (record) => {
      const proof = record.batches[0]?.ballots[0]?.proof;
      if (proof) [proof[0], proof[1]] = [proof[2], proof[3]] as [string, string];
    },
  ],
  [
    "a ballot that follows none",
    "P7.2 each ballot follows the last one of its slot",
    (record) => {
      const ballot = record.batches[0]?.ballots[0];
      if (ballot) ballot.version = "7";
    },
  ],
  [
    "more slots than the census has members",
    "P7.3 no more voters than residents in the census",
    (record) => {
      const [batch] = record.batches;
      const [ballot] = batch?.ballots ?? [];
      if (batch && ballot) batch.ballots.push({ ...ballot, nullifier: String(BigInt(ballot.nullifier) + 1n) });
    },
  ],
  [
    "batches that the tally chain does not hold",
    "P7.5 the tally chain holds the subtotal of every batch",
    (record) => {
      const [batch] = record.batches;
      if (batch) batch.chain = `0x${"12".repeat(32)}`;
    },
  ],
  [
    "a sealed sum that is not the sum of the ballots",
    "P8.2 the sealed sum is the sum of all ballots that count",
    (record) => {
      if (record.seal) record.seal.sumHash = `0x${"12".repeat(32)}`;
    },
  ],
  [
    "a seal before the delay",
    "P8.2 sealed after the delay",
    (record) => {
      if (record.firstSum && record.seal) record.seal.at = { ...record.firstSum };
    },
  ],
  [
    "a key that the ceremony did not make",
    "P4.2 the election key is the board's",
    (record) => {
      const encryption = record.board.dealings[0]?.polynomial[0];
      if (record.opening && encryption) record.opening.electionKey = encryption;
    },
  ],
];

describe("What a trustee's software refuses of a chain that may be false", function () {
  this.timeout(600_000);
  let real: DecidedElection;

  before(async () => {
    real = await decidedElection();
  });

  const task = (record: RegistryRecord) => shareTaskOf(record, 1, { keysFor: verificationKeys });
  const altered = (change: (record: Draft) => void) => {
    const copy = structuredClone(real.record) as Draft;
    change(copy);
    return copy as RegistryRecord;
  };

  it("is nothing of a true one: the task has the sealed sum, the census and the constitution", async () => {
    const { record } = real;
    const made = await task(record);
    expect(hashWords(made.sum)).to.equal(record.seal?.sumHash);
    expect(made).to.deep.include({ election: record.election, constitutionHash: record.constitutionHash, ballots: 3 });
    expect(made.census.root).to.equal(record.opening?.censusRoot);
  });

  for (const [what, rule, lie] of lies) {
    it(`is ${what}`, async () => {
      const error = await errorOf(task(altered(lie)), RuleBrokenError);
      expect(error.check.name).to.equal(rule);
      expect(error.what).to.include(real.record.election);
    });
  }

  it("is an election that has no seal, or was never opened", async () => {
    await errorOf(task(altered((record) => (record.seal = null))), NotSealedError);
    const unopened = altered((record) => {
      record.opening = null;
      record.block.time = record.constitution.schedule.opensAt;
    });
    await errorOf(task(unopened), NotSealedError);
  });

  it("is an election that is over without a count, whichever way, and the error says which", async () => {
    const { minimumBallots } = real.record.constitution;
    const over: readonly (readonly [RegExp, (record: Draft) => void])[] = [
      [/\(below quorum\): turnout is 3 of 100/, ({ constitution: { outcome } }) => (outcome.closedBelowQuorum = true)],
      [/\(too few\): 3 of 3/, ({ constitution }) => (constitution.minimumBallots = minimumBallots + 99)],
      [/\(void\): /, (record) => (record.opening = null)],
    ];
    for (const [said, change] of over) {
      const record = altered((draft) => {
        draft.constitution.outcome.electors = 100;
        Object.assign(draft, { firstSum: null, seal: null, shares: [], result: null });
        change(draft);
      });
      expect((await errorOf(task(record), NoShareOwedError)).what).to.match(said);
    }
  });

  it("is a record that is malformed", async () => {
    await errorOf(task(altered((record) => (record.chainId = "031337"))), RuleBrokenError);
  });

  it("is code that our sources do not compile to, on any of the nodes", async () => {
    const { provider } = real.chain;
    const { chainId } = await provider.getNetwork();
    const rpcs: Rpcs = [
      { name: "one", provider, chainId },
      { name: "two", provider, chainId },
    ];
    const block = await agreedFinal(rpcs);
    const { election } = real.record;
    const means = { keysFor: verificationKeys, contractsFor: compiledContracts, trust: undefined };
    const flags = ["one-node", "no-trust"] as const;
    await errorOf(readShareTask(rpcs, election, 2, block, means, ["one-node"]), TrustMissingError);
    const made = await readShareTask(rpcs, election, 2, block, means, flags);
    expect(hashWords(made.sum)).to.equal(await read(electionAt(election, provider), "sumHash"));
    expect([made.seat, made.flags, made.block]).to.deep.equal([2, flags, block]);
    for (const contract of ["election", "board", "factory", "ballotVerifier"] as const) {
      const contractsFor = (size: number): CompiledContracts => {
        const own = compiledContracts(size);
        const { deployedBytecode } = own[contract];
        return { ...own, [contract]: { ...own[contract], deployedBytecode: `${deployedBytecode.slice(0, -2)}ff` } };
      };
      const error = await errorOf(
        readShareTask(rpcs, election, 2, block, { ...means, contractsFor }, flags),
        RuleBrokenError,
      );
      expect(error.check.name).to.match(/^P11 code of/);
    }
  });
});
