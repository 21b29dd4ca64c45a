import { hexlify } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import { constitutionToAbi } from "../election/constitutionAbi.ts";
import { HanpyoError, told } from "../errors.ts";
import { deriveConstitution } from "./derivedConstitution.ts";
import type { ProposalContent } from "./proposalContent.ts";
import type { Span } from "./schedule.ts";
import { seriesKey, type Template, templateHash } from "./template.ts";
import { writeQuestion } from "./templateQuestion.ts";
import { textDigest } from "./textLeaf.ts";

/** What an election that came of a proposal stands on beside its own constitution and content (P23.5). */
export type ProposalOrigin = {
  /** The contracts behind the one of conversions, which created the election. */
  readonly templates: string;
  readonly proposals: string;
  readonly notices: string;
  readonly id: bigint;
  /** That the proposal was posted with. */
  readonly digest: string;
  readonly template: Template;
  /** Of the template, as it stood at the conversion; undefined for none. */
  readonly postponement: Span | undefined;
  /** Whose trustees count where the template's own board was no longer fit (P22.4); undefined where it was. */
  readonly successor: Template | undefined;
};

/** An election as its creation shows it. */
export type ConvertedElection = {
  readonly chainId: bigint;
  readonly constitution: Constitution;
  readonly content: ProposalContent;
  /** Of the block that created it, Unix seconds. */
  readonly time: number;
};

/** Something that must be so of an election that came of a proposal, with the values that were compared. */
export type OriginFact = {
  readonly fact: "template" | "question" | "text" | "series" | "constitution" | "projects" | "titles" | "order";
  readonly expected: string;
  readonly found: string;
};

export class ElectionNotDerivedError extends HanpyoError {
  constructor(election: string, { fact, expected, found }: OriginFact) {
    super(
      "ELECTION_NOT_DERIVED",
      told`Election ${{ election }} is not what its proposal comes to: of the ${{ fact }} ${{ expected }} follows, it has ${{ found }}`,
      "Do not consent and do not vote: somebody chose what nobody may choose; tell the other trustees and the municipality",
    );
  }
}

/** Everything that follows from template and posting (P23.5), in the order in which one needs the other. */
export function originFacts(origin: ProposalOrigin, election: ConvertedElection): readonly OriginFact[] {
  const { template, successor = template, templates, digest } = origin;
  const { chainId, constitution, content } = election;
  const { board, consentsRequired } = successor.ballot;
  const derived = deriveConstitution(template, {
    postponement: origin.postponement,
    time: election.time,
    chosen: { board, consentsRequired },
    contentHash: constitution.contentHash,
  });
  return [
    { fact: "template", expected: content.templateHash, found: templateHash({ chainId, templates }, template) },
    { fact: "question", expected: template.ballot.question, found: hexlify(writeQuestion(content.question)) },
    { fact: "text", expected: digest, found: textDigest(content.leaves) },
    { fact: "series", expected: seriesKey(template), found: seriesKey(successor) },
    { fact: "constitution", ...firstDifference(derived, constitution) },
  ];
}

/** Throws `ElectionNotDerivedError` with the first fact that is not so. */
export function requireDerived(name: string, origin: ProposalOrigin, election: ConvertedElection): void {
  const wrong = originFacts(origin, election).find(({ expected, found }) => expected !== found);
  if (wrong !== undefined) throw new ElectionNotDerivedError(name, wrong);
}

/** The first field in which two constitutions differ, with both values; the same words twice where none does. */
export function firstDifference(derived: Constitution, frozen: Constitution): Omit<OriginFact, "fact"> {
  const [left, right] = [fieldsOf(derived), fieldsOf(frozen)];
  const field = [...left.keys()].find((name) => left.get(name) !== right.get(name));
  if (field === undefined) return { expected: "every field", found: "every field" };
  return { expected: `${field} ${left.get(field)}`, found: `${field} ${right.get(field)}` };
}

function fieldsOf(constitution: Constitution): ReadonlyMap<string, string> {
  const { rules, schedule, outcome, ...plain } = constitutionToAbi(constitution);
  const nested = Object.entries({ rules, schedule, outcome }).flatMap(([name, values]) =>
    Object.entries(values).map(([field, value]) => [`${name}.${field}`, textOf(value)] as const),
  );
  return new Map([...Object.entries(plain).map(([field, value]) => [field, textOf(value)] as const), ...nested]);
}

/** Addresses in one spelling. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part)).toLowerCase();
}
