import { Contract } from "ethers";
import { read } from "../../sdk/chain/contracts.ts";
import { templatesInterface } from "../../sdk/chain/proposalContracts.ts";
import type { Schedule } from "../../sdk/election/constitution.ts";
import { readText } from "../../sdk/proposals/proposalText.ts";
import { deriveSchedule, type Span } from "../../sdk/proposals/schedule.ts";
import type { Template } from "../../sdk/proposals/template.ts";
import { isShown, type TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { clean } from "../terminal/shown.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";
import type { Town } from "./townOfProposals.ts";

/** The one postponement of a template that stands now; undefined for none. */
export async function postponementNow(
  { templates, provider }: Pick<Town, "templates" | "provider">,
  hash: string,
): Promise<Span | undefined> {
  const span = await read<readonly [from: bigint, until: bigint]>(
    new Contract(templates, templatesInterface, provider),
    "postponement",
    hash,
  );
  const [from, until] = [Number(span[0]), Number(span[1])];
  return until === 0 ? undefined : { from, until };
}

/** The schedule of an election that a proposal is brought to at `now` (Unix seconds; P23.1). */
export async function scheduleNow(
  town: Pick<Town, "templates" | "provider">,
  { hash, template }: { readonly hash: string; readonly template: Template },
  now: number,
): Promise<Schedule> {
  return deriveSchedule(template.timing, await postponementNow(town, hash), now);
}

/** What a conversion would do, for whoever sends it. @param given.leaves As `leavesToConvert` gives them. */
export function conversionLines(
  { id, leaves, schedule }: { readonly id: bigint; readonly leaves: readonly TextLeaf[]; readonly schedule: Schedule },
  { text }: Pick<ProposalsSpeaker, "text">,
): readonly string[] {
  const shown = leaves.filter(isShown).length;
  const { censusTime, opensAt, closesAt, sharesDueAt } = schedule;
  return [
    text("convertTitle", { id: String(id), title: clean(readText(leaves).title ?? "") }),
    text("convertParts", { shown, hidden: leaves.length - shown }),
    text("convertDates", {
      ...{ census: koreanTime(censusTime), opens: koreanTime(opensAt) },
      ...{ closes: koreanTime(closesAt), shares: koreanTime(sharesDueAt) },
    }),
  ];
}
