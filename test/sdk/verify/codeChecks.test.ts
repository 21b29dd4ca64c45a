import { expect } from "chai";
import { Contract } from "ethers";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { compiledContracts } from "../../../scripts/checkout/compiledContracts.ts";
import { readSettledBlock } from "../../../sdk/chain/blockTimes.ts";
import { factoryAt, read } from "../../../sdk/chain/contracts.ts";
import { cloneCode, compareCode } from "../../../sdk/chain/deployedCode.ts";
import { registryAt } from "../../../sdk/chain/townContracts.ts";
import { keyWords } from "../../../sdk/proofs/keyWords.ts";
import type { Check } from "../../../sdk/verify/check.ts";
import { type CompiledContracts, codeChecks } from "../../../sdk/verify/codeChecks.ts";
import { addressOf } from "../../../sdk/verify/electionCode.ts";
import type { ElectionRecord } from "../../../sdk/verify/record.ts";
import { impatientProvider, startDyingNode } from "../../dyingNode.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";

/** Where tests put code that was not there. */
const OTHER = `0x${"0dd".padStart(40, "0")}`;

function failed(checks: readonly Check[]): Check[] {
  return checks.filter(({ ok }) => !ok);
}

describe("The comparison of the chain's code with the compiled contracts", function () {
  this.timeout(600_000);
  let real: DecidedElection;
  const compiled = compiledContracts(8);
  const keys = verificationKeys(8);

  before(async () => {
    real = await decidedElection();
  });

  const codeOf = async (record: ElectionRecord, contracts = compiled, usedKeys = keys) => {
    const block = (await readSettledBlock(real.chain.provider)).number;
    return failed(await codeChecks(record, contracts, usedKeys, { provider: real.chain.provider, block })).map(
      ({ name }) => name,
    );
  };

  it("finds every contract as compiled, with the values of this election", async () => {
    expect(await codeOf(real.record)).to.deep.equal([]);
  });

  const behind = async (clone: string) => cloneCode(await real.chain.provider.getCode(clone))?.implementation as string;

  /** The code behind a clone with another address in the place of one of its immutables. */
  async function relinkedImplementation(clone: string, immutable: string): Promise<readonly [string, string]> {
    const implementation = await behind(clone);
    const code = await real.chain.provider.getCode(implementation);
    const relinked = code.replaceAll(immutable.slice(2).toLowerCase(), OTHER.slice(2));
    expect(relinked).not.to.equal(code);
    return [implementation, relinked];
  }

  /** Contracts of published rolls are no part of this election: test/end-to-end/rolls.test.ts. */
  type Used = Exclude<keyof CompiledContracts, "publishedRolls">;
  const checkOf: Readonly<Record<Used, string>> = {
    election: "P11 code of the election",
    trusteeProofs: "P11 code of the trustees' proofs",
    outcomes: "P11 code of the outcomes",
    tallying: "P11 code of the tally",
    factory: "P11 code of the factory",
    boardFactory: "P11 code of the board factory",
    board: "P11 code of the board",
    rollFactory: "P11 code of the roll factory",
    registry: "P11 code of the registry",
    semaphore: "P11 code of the groups",
    poseidon: "P11 code of the groups' hash library",
    ballotVerifier: "P11 code of the ballots' verifier",
    keyShareVerifier: "P11 code of the key shares' verifier",
    enrolmentVerifier: "P11 code of the enrolments' verifier",
  };
  for (const [contract, name] of Object.entries(checkOf) as [Used, string][]) {
    it(`sees one byte of ${contract} that differs`, async () => {
      const { deployedBytecode } = compiled[contract];
      const other = { ...compiled[contract], deployedBytecode: `${deployedBytecode.slice(0, -2)}ff` };
      expect(await codeOf(real.record, { ...compiled, [contract]: other })).to.include(name);
    });
  }

  it("says neither true nor false of code that a node did not show, with whichever call it dies", async () => {
    const chainId = BigInt(real.record.chainId);
    const { number: block } = await readSettledBlock(real.chain.provider);
    let calls = 0;
    for (let last = Number.POSITIVE_INFINITY; last !== 0; last = Math.min(last, calls) - 1) {
      calls = 0;
      const node = await startDyingNode(
        real.chain.url,
        "has a bad gateway",
        (_, before) => {
          calls++;
          return before === last;
        },
        true,
      );
      const provider = impatientProvider(node.url, chainId);
      const checks = failed(await codeChecks(real.record, compiled, keys, { provider, block }));
      expect(
        checks.map(({ notChecked, found }) => [notChecked, found]),
        `call ${last}`,
      ).to.deep.equal(node.hasDied() ? [[true, "no answer"]] : []);
      provider.destroy();
      await node.close();
    }
  });

  for (const [name, check] of [
    ["TrusteeProofs", "P11 code of the trustees' proofs"],
    ["Outcomes", "P11 code of the outcomes"],
  ] as const) {
    it(`sees a library of other code that is linked into a genuine election in the place of ${name}`, async () => {
      const implementation = await implementationOf(real);
      const code = await real.chain.provider.getCode(implementation);
      const library = compareCode(code, compiled.election).libraries[name] as string;
      const genuine = await real.chain.provider.getCode(library);
      const other = `0x${"0dd".padStart(40, "0")}`;
      const relinked = code.replaceAll(library.slice(2), other.slice(2));
      expect(relinked).not.to.equal(code);
      await withCode(real, { [implementation]: relinked, [other]: genuine }, async () => {
        expect(await codeOf(real.record), "a copy of the library is as good").to.deep.equal([]);
      });
      await withCode(real, { [implementation]: relinked, [other]: `${genuine.slice(0, -2)}ff` }, async () => {
        expect(await codeOf(real.record)).to.deep.equal([check]);
      });
      await withCode(real, { [implementation]: relinked }, async () => {
        expect(await codeOf(real.record), "no code at all").to.deep.equal([check]);
      });
    });
  }

  it("sees a tally in which one place of a library names another", async () => {
    const tallying = await tallyingOf(real);
    const code = await real.chain.provider.getCode(tallying);
    const library = compareCode(code, compiled.tallying).libraries.TrusteeProofs as string;
    const other = `0x${"0dd".padStart(40, "0")}`;
    const relinked = code.replace(library.slice(2), other.slice(2));
    const contracts = { [tallying]: relinked, [other]: await real.chain.provider.getCode(library) };
    await withCode(real, contracts, async () => {
      expect(await codeOf(real.record)).to.include("P11 code of the tally");
    });
  });

  it("sees another tally behind the election, and libraries of other code behind a genuine one", async () => {
    const implementation = await implementationOf(real);
    const tallying = await tallyingOf(real);
    const code = await real.chain.provider.getCode(implementation);
    const relinked = code.replaceAll(tallying.slice(2).toLowerCase(), OTHER.slice(2));
    expect(relinked).not.to.equal(code);
    // The code knows itself by its address, so that a copy elsewhere is not the same.
    const genuine = await real.chain.provider.getCode(tallying);
    await withCode(real, { [implementation]: relinked, [OTHER]: genuine }, async () => {
      expect(await codeOf(real.record)).to.deep.equal(["P11 code of the tally"]);
    });
    const { libraries } = compareCode(genuine, compiled.tallying);
    for (const [name, check] of [
      ["TrusteeProofs", "P11 code of the trustees' proofs in the tally"],
      ["Outcomes", "P11 code of the outcomes in the tally"],
    ] as const) {
      const other = `0x${"0dd".padStart(40, "0")}`;
      const moved = genuine.replaceAll(libraries[name]?.slice(2) as string, other.slice(2));
      await withCode(real, { [tallying]: moved, [other]: "0x00" }, async () => {
        expect(await codeOf(real.record)).to.deep.equal([check]);
      });
    }
  });

  for (const [contract, cloneOf] of [
    ["election", ({ election }: ElectionRecord) => election],
    ["board", ({ constitution }: ElectionRecord) => constitution.board],
    ["registry", ({ constitution }: ElectionRecord) => constitution.rolls],
  ] as const) {
    it(`sees an immutable of ${contract} in the place of another`, async () => {
      const implementation = await behind(cloneOf(real.record));
      const code = await real.chain.provider.getCode(implementation);
      const places = Object.values(compiled[contract].immutableReferences);
      const values = compareCode(code, compiled[contract]).immutables;
      // Each exchanged with the next; and the last put before the others one after the other, which move up.
      const orders = [
        ...values.slice(1).map((_, i) => values.with(i, values[i + 1] as bigint).with(i + 1, values[i] as bigint)),
        ...values.slice(1).map((_, i) => values.slice(0, -1).toSpliced(i, 0, values.at(-1) as bigint)),
      ].filter((order) => String(order) !== String(values));
      expect(orders.length).to.be.greaterThan(places.length);
      for (const order of orders) {
        const moved = order.reduce<string>((hex, value, i) => written(hex, places[i] ?? [], value), code);
        await withCode(real, { [implementation]: moved }, async () => {
          expect(await codeOf(real.record), order.map((value) => value.toString(16)).join(" ")).not.to.deep.equal([]);
        });
      }
    });
  }

  it("sees a key of ballots of which two points are exchanged, and one of another word", async () => {
    const implementation = await implementationOf(real);
    const code = await real.chain.provider.getCode(implementation);
    const words = keyWords(keys.ballot, 3).map((word) => word.toString(16).padStart(64, "0"));
    expect(words).to.have.length(20);
    const replaced = (from: readonly number[], to: readonly string[]) =>
      from.reduce((hex, place, i) => hex.replaceAll(words[place] as string, `${to[i]}`), code);
    const gamma = [6, 7, 8, 9];
    const delta = [10, 11, 12, 13];
    // By way of words that stand nowhere, so that none is exchanged twice.
    const marks = gamma.map((place) => (words[place] as string).replace(/^../, "ee"));
    const swapped = [
      ...gamma.map((place, i) => [words[place], marks[i]]),
      ...delta.map((place, i) => [words[place], words[gamma[i] as number]]),
      ...delta.map((place, i) => [marks[i], words[place]]),
    ].reduce((hex, [from, to]) => hex.replaceAll(from as string, to as string), code);
    for (const other of [swapped, replaced([14], [words[16] as string])]) {
      expect(other).not.to.equal(code);
      await withCode(real, { [implementation]: other }, async () => {
        expect(await codeOf(real.record)).to.include("P11 the election's code holds the committed key of ballots");
      });
    }
  });

  it("sees a library of other code that is linked into the factory", async () => {
    const { factory } = real.record.board;
    const code = await real.chain.provider.getCode(factory);
    const library = compareCode(code, compiled.factory).libraries.Outcomes as string;
    const other = `0x${"0dd".padStart(40, "0")}`;
    await withCode(
      real,
      { [factory]: code.replaceAll(library.slice(2), other.slice(2)), [other]: "0x00" },
      async () => {
        expect(await codeOf(real.record)).to.deep.equal(["P11 code of the factory's outcomes"]);
      },
    );
  });

  it("sees groups that somebody invented behind a registry of the compiled code", async () => {
    const { rolls } = real.record.constitution;
    const groups = await read<string>(registryAt(rolls, real.chain.provider), "semaphore");
    const [code, relinked] = await relinkedImplementation(rolls, groups);
    await withCode(real, { [code]: relinked, [OTHER]: "0x00" }, async () => {
      expect(await codeOf(real.record)).to.deep.equal([
        "P11 code of the groups",
        "P11 code of the groups' hash library",
      ]);
    });
  });

  it("sees a verifier that says yes behind a board of the compiled code", async () => {
    const code = await real.chain.provider.getCode(await behind(real.record.constitution.board));
    const { immutables } = compareCode(code, compiled.board);
    const verifiers: string[] = [];
    for (const value of immutables.map(addressOf)) {
      const there = await real.chain.provider.getCode(value);
      if (compareCode(there, compiled.keyShareVerifier).same) verifiers.push(value);
    }
    expect(verifiers).to.have.length(1);
    const [implementation, relinked] = await relinkedImplementation(
      real.record.constitution.board,
      verifiers[0] as string,
    );
    await withCode(real, { [implementation]: relinked, [OTHER]: "0x00" }, async () => {
      expect(await codeOf(real.record)).to.deep.equal(["P11 code of the key shares' verifier"]);
    });
  });

  it("sees an invented board, and an invented roll, that answer as they like", async () => {
    const { board, rolls } = real.record.constitution;
    await withCode(real, { [board]: "0x00" }, async () => {
      expect(await codeOf(real.record)).to.include.members(["P11 code of the board", "P11 code of the board factory"]);
    });
    await withCode(real, { [rolls]: "0x00" }, async () => {
      expect(await codeOf(real.record)).to.include.members([
        ...["P11 code of the registry", "P11 code of the roll factory"],
      ]);
    });
  });

  it("sees clones of the very code and terms of the genuine ones that no factory made", async () => {
    const { constitution } = real.record;
    const [board, rolls] = await Promise.all(
      [constitution.board, constitution.rolls].map((address) => real.chain.provider.getCode(address)),
    );
    await withCode(real, { [OTHER]: board as string }, async () => {
      expect(await codeOf({ ...real.record, constitution: { ...constitution, board: OTHER } })).to.deep.equal([
        "P11 the election's code holds the constitution",
        "P11 the board factory made the board",
      ]);
    });
    await withCode(real, { [OTHER]: rolls as string }, async () => {
      expect(await codeOf({ ...real.record, constitution: { ...constitution, rolls: OTHER } })).to.deep.equal([
        "P11 the election's code holds the constitution",
        "P11 a roll factory made the rolls",
      ]);
    });
  });

  it("sees a factory of elections that believes another factory of boards", async () => {
    const { factory } = real.record.board;
    const code = await real.chain.provider.getCode(factory);
    const believed = await read<string>(factoryAt(factory, real.chain.provider), "boardFactory");
    const relinked = code.replaceAll(believed.slice(2).toLowerCase(), OTHER.slice(2));
    const genuine = await real.chain.provider.getCode(believed);
    await withCode(real, { [factory]: relinked, [OTHER]: genuine }, async () => {
      expect(await codeOf(real.record)).to.deep.equal(["P11 the board factory made the board"]);
    });
  });

  it("sees a constitution that the clone does not carry", async () => {
    const constitution = { ...real.record.constitution, minimumBallots: 2 };
    expect(await codeOf({ ...real.record, constitution })).to.deep.equal([
      "P11 the election's code holds the constitution",
    ]);
  });

  it("sees board terms that the deployed board does not have", async () => {
    const board = { ...real.record.board, termEndsAt: real.record.board.termEndsAt + 1 };
    expect(await codeOf({ ...real.record, board })).to.include("P11 code of the board");
  });

  it("sees a registry of another chain", async () => {
    expect(await codeOf({ ...real.record, chainId: "1" })).to.include("P11 code of the registry");
  });

  it("sees a verifier that holds another key than the committed one", async () => {
    const first = (keys.ballot.IC as readonly unknown[])[1];
    const other = { ...keys.ballot, IC: [first, ...(keys.ballot.IC as readonly unknown[]).slice(1)] };
    expect(await codeOf(real.record, compiled, { ...keys, ballot: other })).to.deep.equal([
      "P11 the ballots' verifier holds the committed key",
    ]);
    expect(await codeOf(real.record, compiled, { ...keys, keyShare: keys.enrolment })).to.include(
      "P11 code of the board",
    );
    expect(await codeOf(real.record, compiled, { ...keys, enrolment: keys.keyShare })).to.include(
      "P11 code of the registry",
    );
  });

  it("sees an election that the factory did not make", async () => {
    const board = { ...real.record.board, factory: real.record.constitution.board };
    expect(await codeOf({ ...real.record, board })).to.include("P11 code of the factory");
  });
});

/** Code with a value in these places. */
function written(code: string, places: readonly { readonly start: number; readonly length: number }[], value: bigint) {
  return places.reduce((hex, { start, length }) => {
    const at = 2 + 2 * start;
    return hex.slice(0, at) + value.toString(16).padStart(2 * length, "0") + hex.slice(at + 2 * length);
  }, code);
}

/** What the clones of an election's size delegate to. */
async function implementationOf({ chain, record }: DecidedElection): Promise<string> {
  return cloneCode(await chain.provider.getCode(record.election))?.implementation as string;
}

/** What the election delegates its tally to. */
async function tallyingOf(real: DecidedElection): Promise<string> {
  const abi = ["function tallying() view returns (address)"];
  return new Contract(await implementationOf(real), abi, real.chain.provider).getFunction("tallying")();
}

/** Does something while the chain holds other code at these addresses. */
async function withCode(
  { chain }: DecidedElection,
  codes: Readonly<Record<string, string>>,
  action: () => Promise<void>,
): Promise<void> {
  const snapshot = await chain.provider.send("evm_snapshot", []);
  try {
    for (const [address, code] of Object.entries(codes)) {
      await chain.provider.send("hardhat_setCode", [address, code]);
    }
    await chain.mine(1);
    await action();
  } finally {
    await chain.provider.send("evm_revert", [snapshot]);
  }
}
