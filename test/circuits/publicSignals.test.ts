import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { circuitFiles } from "../../scripts/checkout/buildCircuits.ts";
import { type CircuitInstance, circuitInstances } from "../../scripts/checkout/instances.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { ballotConstants } from "../../sdk/election/ballotConstants.ts";
import { readR1cs } from "./harness/r1cs.ts";

/** A name of circuits.json as the signals it stands for: `share.x` is share[0], `costs[8]` eight signals. */
function signalNames(name: string): readonly string[] {
  const [, array, count] = /^(\w+)\[(\d+)\]$/.exec(name) ?? [];
  if (array !== undefined) return Array.from({ length: Number(count) }, (_, i) => `${array}[${i}]`);
  return [name.replace(/\.x$/, "[0]").replace(/\.y$/, "[1]")];
}

/** Names of the public signals of a compiled instance, in their order in proofs: wires 1, 2, ... */
function publicSignalsOf(name: string): readonly string[] {
  const files = circuitFiles(name);
  const { outputs, publicInputs } = readR1cs(projectRoot + files.r1cs);
  const symbols = readFileSync(projectRoot + files.sym, "utf8")
    .trim()
    .split("\n");
  const main = symbols
    .map((line) => line.split(","))
    .filter(([, wire]) => Number(wire) > 0 && Number(wire) <= outputs + publicInputs)
    .filter(([, , , symbol = ""]) => symbol.split(".").length === 2);
  const named = new Map(main.map(([, wire, , symbol = ""]) => [Number(wire), symbol.replace("main.", "")]));
  return Array.from({ length: outputs + publicInputs }, (_, i) => named.get(i + 1) ?? "no name");
}

const field: Readonly<Record<string, string>> = { scope: "scope", censusRoot: "censusRoot", masked: "mask" };

/** The order in which contracts/elections/BallotSignals.sol fills in constants, as names of signals. */
function solidityOrder(ballotSize: number): readonly string[] {
  const source = readFileSync(`${projectRoot}contracts/elections/BallotSignals.sol`, "utf8");
  const position = (index: string, i = 0) => {
    const [, constant = "0", variable = ""] = /^(\d+)?(?: \+ )?(\w+)?$/.exec(index) ?? [];
    return Number(constant) + (variable === "ballotSize" ? ballotSize : variable === "i" ? i : 0);
  };
  const signalOf = (value: string) => {
    const name = value
      .replace(/ \? 1 : 0$/, "")
      .replace("rules.", "")
      .replace(".x", "[0]")
      .replace(".y", "[1]");
    return field[name] ?? name;
  };
  const order: string[] = [];
  const tuples = source.matchAll(/\((signals\[.*?\](?:, signals\[.*?\])*)\) = \((.*?)\);/g);
  for (const [, left = "", right = ""] of tuples) {
    const targets = [...left.matchAll(/\[(.*?)\]/g)].map((match) => position(match[1] as string));
    for (const [k, value] of right.split(", ").entries()) order[targets[k] as number] = signalOf(value);
  }
  for (const [, index = "", value = ""] of source.matchAll(/ signals\[([^\]]*)\] = (.*?);/g)) {
    if (!value.includes("[i]")) order[position(index)] = signalOf(value);
    else for (let i = 0; i < ballotSize; i++) order[position(index, i)] = signalOf(value).replace("[i]", `[${i}]`);
  }
  return order;
}

/** The order of sdk/election/ballotConstants.ts, found out by giving every field another value. */
function sdkOrder(ballotSize: number): readonly string[] {
  const names = new Map<bigint, string>();
  let next = 1000;
  const named = (name: string) => {
    names.set(BigInt(++next), name);
    return next;
  };
  const costs = Array.from({ length: ballotSize }, (_, i) => named(`costs[${i}]`));
  const limits = {
    optionCount: named("optionCount"),
    maxPerOption: named("maxPerOption"),
    minTotal: named("minTotal"),
  };
  const sums = { maxTotal: named("maxTotal"), budget: named("budget"), credits: named("credits") };
  const electionKey = { x: BigInt(named("electionKey[0]")), y: BigInt(named("electionKey[1]")) };
  const election = { scope: BigInt(named("scope")), censusRoot: BigInt(named("censusRoot")), electionKey };
  const orders = [true, false].map((distinct) =>
    ballotConstants({ ballotSize, rules: { ...limits, ...sums, costs, distinct }, masked: !distinct }, election).map(
      (value) => names.get(value) ?? ((value === 1n) === distinct ? "distinct" : "mask"),
    ),
  );
  expect(orders[0]).to.deep.equal(orders[1]);
  return orders[0] as readonly string[];
}

describe("public signals", () => {
  for (const instance of circuitInstances()) {
    const expected = [...instance.live, ...instance.constants].flatMap(signalNames);

    it(`of ${instance.name} have the order of circuits.json: outputs, then public inputs as declared`, function () {
      if (!existsSync(projectRoot + circuitFiles(instance.name).r1cs)) {
        console.log(`      ${instance.name} is not compiled: node scripts/checkout/buildCircuits.ts`);
        return this.skip();
      }
      expect(publicSignalsOf(instance.name)).to.deep.equal(expected);
    });

    it(`of ${instance.name} that are declared public are those that are no outputs`, () => {
      const array = (name: string) => name.replace(/\[\d+\]$/, "");
      const outputs = outputsOf(instance);
      expect(new Set(expected.map(array).filter((name) => !outputs.includes(name)))).to.deep.equal(
        new Set(instance.public),
      );
    });
  }

  for (const { name, constants, parameters } of circuitInstances().filter(({ template }) => template === "Ballot")) {
    const size = parameters[1] as number;
    it(`of ${name} that an election fixes have one order in circuit, contract and sdk`, () => {
      const expected = constants.flatMap(signalNames);
      expect(solidityOrder(size)).to.deep.equal(expected);
      expect(sdkOrder(size)).to.deep.equal(expected);
    });
  }
});

function outputsOf({ file, template }: CircuitInstance): readonly string[] {
  const source = readFileSync(`${projectRoot}circuits/${file}`, "utf8");
  const body = source.slice(source.indexOf(`template ${template}(`));
  return [...body.matchAll(/signal output (\w+)/g)].map((match) => match[1] as string);
}
