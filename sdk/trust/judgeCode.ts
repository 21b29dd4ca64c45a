import type { ElectionFacts, Made, ProposalFacts } from "./electionFacts.ts";
import { isSame } from "./line.ts";
import type { Manifest } from "./manifest.ts";
import { isOwnTemplate, ownTemplates } from "./ownTemplate.ts";
import type { Stated } from "./statement.ts";

/** Of a template whose organizer is somebody else. */
export const FOREIGN_ORGANIZER = "the organizer of the proposal's template is not the manifest's";

export function codeStatements(
  { code }: Manifest,
  { codeHashes }: Pick<ElectionFacts, "codeHashes">,
): readonly Stated[] {
  return code.map(({ name, at, codeHash }) => {
    const found = codeHashes[at.toLowerCase()];
    return {
      statement: "code",
      address: at,
      reason: found === codeHash ? "" : `${name} has code ${found ?? "that was not read"}, not ${codeHash}`,
    };
  });
}

export function factoryReason({ factories, code }: Manifest, { election }: ElectionFacts): string {
  const listed = factories.some(({ kind, factory }) => kind === "election" && isSame(factory, election.factory));
  if (!listed) return "no factory of elections of the manifest";
  if (!code.some(({ at }) => isSame(at, election.factory))) return "the manifest has no code hash of it";
  return election.maker !== undefined && isSame(election.maker, election.factory) ? "" : "it did not make the election";
}

/** By which proposals come to a vote: one alone, or the projects of a budget cell together. */
const CONVERTING: readonly string[] = ["Conversions", "Rounds"];

/** Whether the manifest names the contract as one by which proposals come to a vote; its code is compared as all code. */
export function isConversions({ code }: Pick<Manifest, "code">, creator: string): boolean {
  return code.some(({ name, at }) => CONVERTING.includes(name) && isSame(at, creator));
}

export function conversionsReason(manifest: Manifest, creator: string): string {
  if (isConversions(manifest, creator)) return "";
  return "the manifest does not name it as a contract by which proposals come to a vote";
}

/** Anybody publishes templates, and whoever does chooses quota, reviewer and council, and answers the proposals. */
export function templateReason(manifest: Manifest, { template }: ProposalFacts): string {
  if (template === undefined) return "no contract of the manifest shows the proposal's template";
  if (isOwnTemplate(ownTemplates(manifest), template)) return "";
  if (!isSame(template.organizer, manifest.organizer)) return FOREIGN_ORGANIZER;
  return "the proposal's template is over rolls that the manifest does not name";
}

/** Whether a clone runs code that the manifest names so. */
export function cloneReason({ code }: Manifest, { implementation }: Made, names: readonly string[]): string {
  if (implementation === undefined) return "its code is no clone";
  const named = code.find(({ at }) => isSame(at, implementation));
  return named !== undefined && names.includes(named.name) ? "" : `it runs code at ${implementation}`;
}

export function madeReason(manifest: Manifest, made: Made, wanted: "board" | "roll", names: readonly string[]): string {
  const { maker } = made;
  const isMade =
    maker !== undefined &&
    manifest.factories.some(({ kind, factory }) => kind === wanted && isSame(factory, maker)) &&
    manifest.code.some(({ at }) => isSame(at, maker));
  return isMade ? cloneReason(manifest, made, names) : `no ${wanted} factory of the manifest made it`;
}

export function rollsReason(manifest: Manifest, { rolls }: ElectionFacts): string {
  const { registry } = rolls;
  const listed = manifest.rolls.some(
    (own) => isSame(own.rolls, rolls.address) && isSame(own.registry, registry.address),
  );
  if (!listed) return "the manifest does not name these rolls";
  return (
    madeReason(manifest, rolls, "roll", ["ResidentRegistry", "PublishedRolls"]) ||
    madeReason(manifest, registry, "roll", ["ResidentRegistry"])
  );
}
