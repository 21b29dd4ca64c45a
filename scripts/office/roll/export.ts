import { pseudonymOf } from "../../../sdk/chain/offices.ts";
import { readRollHistory } from "../../../sdk/chain/roll.ts";
import { comparable } from "../../../sdk/election/plainText.ts";
import { rollCounts, standings } from "../../../sdk/election/rollCounts.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { readOfficeKeys } from "../../../services/registrar/officeKeys.ts";
import { districtCounts } from "../../../services/registrar/roll/districtCounts.ts";
import { readBytes } from "../../terminal/checkedFile.ts";
import { RPC_VARIABLE } from "../../terminal/commandOptions.ts";
import { connectRpcs, disconnect, requireContract } from "../../terminal/rpc.ts";
import { type BookOptions, openBook } from "../book.ts";
import { officeSpeaker } from "../officeSpeaker.ts";
import { readPopulation } from "./csv/districts.ts";

export type ExportOptions = BookOptions & {
  readonly population?: string;
  readonly rpc?: string;
  readonly registry?: string;
  readonly role: "registrar" | "approver";
};

export class RegistryMissingError extends HanpyoError {
  constructor() {
    super("REGISTRY_MISSING", "Of --rpc and --registry one is missing", "Give both, or neither to leave the chain out");
  }
}

/** Prints counts alone, beside the population given; exit code 1 if a district has more residents than people. */
export async function exportCounts(options: ExportOptions): Promise<void> {
  const { say } = officeSpeaker(options);
  const population = options.population ? readPopulation(readBytes(options.population), options.population) : new Map();
  const history = await historyOf(options);
  const { pseudonymKey } = readOfficeKeys(options.keyFile);
  const standing = history && standings(history, options.role);
  const store = openBook(options);
  try {
    const isEnrolled =
      standing &&
      (({ number }: { readonly number: string }) =>
        (standing.get(pseudonymOf({ pseudonymKey }, number))?.identityCommitment ?? 0n) !== 0n);
    const districts = districtCounts(store, isEnrolled).map((counts) => {
      const people: number | null = population.get(comparable(counts.district)) ?? null;
      const most = Math.max(counts.eligible, counts.enrolled ?? 0);
      const ratio = people === null || people === 0 ? null : Math.round((most / people) * 1000) / 1000;
      return { ...counts, population: people, ratio, tooMany: people !== null && most > people };
    });
    const rolls = history && [...rollCounts(history)].map(([roll, counts]) => ({ roll: String(roll), ...counts }));
    if (options.json) console.log(JSON.stringify({ districts, rolls: rolls ?? null }, null, 2));
    const unknown = (value: number | null) => value ?? "?";
    for (const { district, eligible, enrolled, population: people, ratio, tooMany } of districts) {
      say("district", {
        district,
        eligible,
        enrolled: unknown(enrolled),
        population: unknown(people),
        ratio: unknown(ratio),
      });
      if (tooMany) say("tooMany", { district });
    }
    for (const counts of rolls ?? []) say("roll", counts);
    process.exitCode = districts.some(({ tooMany }) => tooMany) ? 1 : 0;
  } finally {
    store.close();
  }
}

/** A registry that is named is looked for at the environment's node; a node without one is not asked. */
async function historyOf({ rpc: named, registry }: ExportOptions) {
  if (named === undefined && registry === undefined) return undefined;
  const rpc = named ?? process.env[RPC_VARIABLE];
  if (rpc === undefined || registry === undefined) throw new RegistryMissingError();
  const rpcs = await connectRpcs([rpc]);
  try {
    await requireContract(rpcs[0], "registry", registry);
    return await readRollHistory(registry, rpcs[0].provider);
  } finally {
    disconnect(rpcs);
  }
}
