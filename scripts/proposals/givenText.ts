import { HanpyoError } from "../../sdk/errors.ts";
import { writeTextFile } from "../../sdk/proposals/textFile.ts";
import type { TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { handText } from "../../sdk/relaying/actClient.ts";
import { MirrorRefusedError, offerWhereLacking } from "../../sdk/relaying/mirrorClient.ts";
import type { AnnouncedRelayer } from "../../sdk/relaying/relayerClient.ts";
import { type Ending, EXIT_CODES, endingOf } from "../terminal/ending.ts";
import { whySaid } from "../terminal/whySaid.ts";
import type { ProposalsSpeaker } from "./proposalsSpeaker.ts";
import { MIRROR_REACH } from "./proposalText.ts";

/** What a mirror refuses that has not seen the posting yet. */
const NOT_POSTED = "TEXT_NOT_POSTED";

/** How far mirrors have a text, by their addresses. */
export type GivenText = {
  readonly taken: readonly string[];
  readonly failed: readonly { readonly mirror: string; readonly code: string }[];
};

/**
 * Gives mirrors the text of a posted proposal, says which have none of it and why, and has the command end with that:
 * whoever posts must know at whom the text is.
 */
export async function giveToMirrors(
  mirrors: readonly string[],
  text: { readonly id: bigint; readonly digest: string; readonly leaves: readonly TextLeaf[] },
  { say }: Pick<ProposalsSpeaker, "say">,
): Promise<GivenText> {
  const { taken, failures } = await offerWhereLacking(mirrors, text, MIRROR_REACH);
  say("mirrorsHave", { have: mirrors.length - failures.length, mirrors: mirrors.length });
  for (const { mirror, error } of failures) {
    say("mirrorLacks", { mirror, why: whySaid(error) });
    endWith(mirrorEnding(error));
  }
  return { taken, failed: failures.map(({ mirror, error }) => ({ mirror, code: error.code })) };
}

/**
 * Hands the text of a posting to the relayer that acknowledged it, which gives it to its own mirrors (P21.10), and says
 * whether it took it. Mirrors of one's own take it only once the posting is in a block, so they are named as not served.
 */
export async function giveToRelayer(
  { relayer, tracker }: { readonly relayer: AnnouncedRelayer; readonly tracker: string },
  { leaves, mirrors }: { readonly leaves: readonly TextLeaf[]; readonly mirrors: readonly string[] },
  { say }: Pick<ProposalsSpeaker, "say">,
): Promise<boolean> {
  const handed = await isTaken(relayer, tracker, writeTextFile(leaves), say);
  if (mirrors.length > 0) sayUnserved(mirrors, { say });
  return handed;
}

/** Names mirrors that were not given a text because its posting is in no block yet; the command ends as one that waits. */
export function sayUnserved(mirrors: readonly string[], { say }: Pick<ProposalsSpeaker, "say">): void {
  say("mirrorsUnserved", { mirrors: mirrors.join(", ") });
  endWith("waiting");
}

async function isTaken(
  relayer: AnnouncedRelayer,
  tracker: string,
  file: string,
  say: ProposalsSpeaker["say"],
): Promise<boolean> {
  try {
    await handText(relayer, tracker, file, MIRROR_REACH);
    say("textHanded", { relayer: relayer.url });
    return true;
  } catch (error) {
    if (!(error instanceof HanpyoError)) throw error;
    say("textNotHanded", { relayer: relayer.url, why: whySaid(error) });
    endWith(endingOf(error));
    return false;
  }
}

function mirrorEnding(error: HanpyoError): Ending {
  return error instanceof MirrorRefusedError && error.refusal === NOT_POSTED ? "waiting" : endingOf(error);
}

/** What fails first decides, but that waiting is the least of it. */
function endWith(ending: Ending): void {
  const code = Number(process.exitCode ?? 0);
  if (code === EXIT_CODES.nothing || code === EXIT_CODES.waiting) process.exitCode = EXIT_CODES[ending];
}
