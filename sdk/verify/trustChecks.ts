import type { AcceptedTrust } from "../trust/acceptManifest.ts";
import type { ElectionFacts } from "../trust/electionFacts.ts";
import { judgeElection } from "../trust/judgeElection.ts";
import type { Manifest } from "../trust/manifest.ts";
import { STATEMENTS, type Statement } from "../trust/statement.ts";
import { allOf, type Check, holds, notChecked } from "./check.ts";

/** What each statement of the judgement is about, as a check's name. */
const NAMES: Readonly<Record<Statement, string>> = {
  chain: "P15.7 the chain is the trust file's",
  code: "P15.7 the code is the manifest's",
  factory: "P15.7 the factory is the manifest's",
  withdrawn: "P15.7 the factory was not withdrawn when it made the election",
  election: "P15.7 the election runs the manifest's code",
  board: "P15.7 the board is the manifest's board factory's",
  boardLine: "P15.7 every trustee has signed for the board as it is",
  trusteeSeat: "P15.7 every trustee has a seat that is valid until the shares are due",
  conversions: "P15.7 the contract that converted the proposal is the manifest's",
  template: "P15.7 the organizer of the proposal's template is the manifest's, and so are its rolls",
  rolls: "P15.7 the rolls are the manifest's",
  registry: "P15.7 the registry names who held its offices",
  officeSeat: "P15.7 every account that held an office had a seat",
  registryLine: "P15.7 every account that held an office has signed for the registry as it is",
  recoverySeat: "P15.7 the recovery body has a seat and has signed for the registry",
};

/** The judgement as checks: one for each kind of statement, with all of them that the anchor does not cover. */
export function trustChecks(trust: AcceptedTrust, facts: ElectionFacts): readonly Check[] {
  const { findings } = judgeElection(trust, facts);
  return STATEMENTS.flatMap((statement) => {
    const own = findings.filter((finding) => finding.statement === statement);
    if (own.length === 0) return [];
    const open = own.filter(({ standing }) => standing !== "known");
    const found = open.map(({ address, standing, reason }) => `${address}: ${standing}${reason && ` (${reason})`}`);
    const known = `known of ${allOf(own.length)}`;
    return [holds(NAMES[statement], open.length === 0, known, open.length === 0 ? known : found.join("; "))];
  });
}

type VerifyingKey = Readonly<Manifest["verifyingKeys"][number]>;

/** Whether every verifying key of this software is one that the anchored manifest names (P15.4). */
export function verifyingKeysCheck({ anchored }: AcceptedTrust, own: readonly VerifyingKey[]): Check {
  const isNamed = ({ circuit, fingerprint }: VerifyingKey) =>
    anchored.verifyingKeys.some((key) => key.circuit === circuit && key.fingerprint === fingerprint);
  const other = own.filter((key) => !isNamed(key)).map(({ circuit }) => circuit);
  const expected = `the manifest's, of ${own.length} circuits`;
  return holds(
    "P15.4 the verifying keys are the manifest's",
    other.length === 0,
    expected,
    other.join(", ") || expected,
  );
}

/** What stands in their place where no chain is at hand to judge by. */
export function trustNotChecked(): Check {
  return notChecked("P15.7 whose board and roll these are", "a judgement by the chain's facts", "no chain to judge by");
}
