import { expect } from "chai";
import { compileCircuit } from "./harness/compileCircuit.ts";
import { linesByTemplate } from "./harness/ownSources.ts";

const circuits = [
  { name: "test-circuits/ballot-2-4", file: "circuits/ballot.circom", main: "Ballot(2, 4)" },
  { name: "test-circuits/key-share", file: "circuits/keyShare.circom", main: "KeyShare()" },
  { name: "test-circuits/enrolment", file: "circuits/enrolment.circom", main: "Enrolment()" },
];

const rangeCheck = "a range check: that the bits exist is all that is wanted of them";

/** Warnings of `circom --inspect` in our own templates, as template and signals, with the reason why each is right. */
const explained: Readonly<Record<string, string>> = {
  "Rules spare.out": rangeCheck,
  "Rules aboveMinimum.out": rangeCheck,
  "Rules belowMaximum.out": rangeCheck,
  "Rules withinBudget.out": rangeCheck,
  "Rules withinCredits.out": rangeCheck,
  "KeyShare range.out": rangeCheck,
};

/** Warnings in our own templates: template and signals where the message names them, else the whole message. */
function warningsIn(inspection: string): readonly string[] {
  const own = linesByTemplate();
  return inspection.split("\n").flatMap((line) => {
    const [, kind, message = ""] = /(?:warning|error)\[(\w+)\]:\s*(.*)/.exec(line) ?? [];
    if (kind === undefined) return [];
    const [, template] = /^In template "(\w+)\(/.exec(message) ?? [];
    if (template !== undefined && !own.has(template)) return [];
    const [, signals] = /signals? (\S+) contains a total of/.exec(message) ?? [];
    return [template && signals ? `${template} ${signals.replace(/\[\d+\]/g, "")}` : message];
  });
}

describe("circom --inspect", () => {
  it("warns of nothing in our circuits that is not explained here, and of all that is", async function () {
    this.timeout(600_000);
    const inspections = await Promise.all(circuits.map((circuit) => compileCircuit(circuit)));
    const warnings = new Set(inspections.flatMap(({ inspection }) => warningsIn(inspection)));
    expect([...warnings].sort()).to.deep.equal(Object.keys(explained).sort());
  });

  it("is read so that a warning elsewhere in our templates would show", () => {
    const warning = 'warning[CA01]: In template "Rules(3)": Local signal x does not appear in any constraint';
    expect(warningsIn(warning)).to.have.length(1);
    expect(warningsIn(warning.replace("Rules(3)", "Num2Bits(8)"))).to.deep.equal([]);
  });
});
