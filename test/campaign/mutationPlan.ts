import { readFileSync } from "node:fs";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { circomFiles } from "../circuits/harness/ownSources.ts";
import { type ConstraintSite, constraintSites } from "./constraintSites.ts";
import { ballotForgeries } from "./forgeries/ballot.ts";
import { bindingForgeries } from "./forgeries/binding.ts";
import { encryptionForgeries } from "./forgeries/encryption.ts";
import { enrolmentForgeries } from "./forgeries/enrolment.ts";
import { keyShareForgeries } from "./forgeries/keyShare.ts";
import { rulesForgeries } from "./forgeries/rules.ts";
import { signedDigitsForgeries } from "./forgeries/signedDigits.ts";
import type { Equivalent, Forgery } from "./forgery.ts";

/** What is known of the constraints of each source file, by their keys. */
const entriesByFile: Readonly<Record<string, Readonly<Record<string, Forgery | Equivalent>>>> = {
  "circuits/lib/rules.circom": rulesForgeries,
  "circuits/lib/binding.circom": bindingForgeries,
  "circuits/lib/signedDigits.circom": signedDigitsForgeries,
  "circuits/lib/encryption.circom": encryptionForgeries,
  "circuits/enrolment.circom": enrolmentForgeries,
  "circuits/keyShare.circom": keyShareForgeries,
  "circuits/ballot.circom": ballotForgeries,
};

/** A constraint of the sources, and how its absence is noticed or why it is not. */
export type PlannedMutant = {
  readonly file: string;
  readonly site: ConstraintSite;
  readonly entry: Forgery | Equivalent;
};

/** All planned mutants, and what does not pair: constraints without an entry, entries without a constraint. */
export function mutationPlan(): { readonly mutants: readonly PlannedMutant[]; readonly unpaired: readonly string[] } {
  const files = circomFiles().map((name) => `circuits/${name}`);
  const mutants: PlannedMutant[] = [];
  const unpaired: string[] = [];
  for (const file of files) {
    const entries = entriesByFile[file] ?? {};
    const sites = constraintSites(readFileSync(projectRoot + file, "utf8"));
    for (const site of sites) {
      const entry = entries[site.key];
      if (entry === undefined) unpaired.push(`${file} has a constraint that no forgery tests: ${site.key}`);
      else mutants.push({ file, site, entry });
    }
    const known = new Set(sites.map(({ key }) => key));
    const stale = Object.keys(entries).filter((key) => !known.has(key));
    unpaired.push(...stale.map((key) => `${file} has no constraint of this name any more: ${key}`));
  }
  return { mutants, unpaired };
}
