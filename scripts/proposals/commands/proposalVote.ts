import type { Command } from "commander";
import { ZeroAddress } from "ethers";
import { readBoard } from "../../../sdk/chain/board.ts";
import { openElection, readPhase } from "../../../sdk/chain/observer.ts";
import { readConstitution } from "../../../sdk/chain/organizer.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { TALLY_PARTS, tallyElection } from "../../rehearsal/tallyElection.ts";
import { requirePhase } from "../../terminal/actPhase.ts";
import { example } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { stateOf } from "../proposalState.ts";
import { type ProposalsSpeaker, proposalsSpeaker } from "../proposalsSpeaker.ts";
import {
  goesOn,
  idOf,
  type SendingOptions,
  sender,
  type Town,
  withContracts,
  withSending,
} from "../townOfProposals.ts";

const TOWN = "--rpc http://127.0.0.1:8545 --conversions 0x0000000000000000000000000000000000000001";

/** How a tally ends. */
const ENDS = { decided: "tallyDecided", "too few": "tallyTooFew", "below quorum": "tallyBelowQuorum" } as const;

/** A proposal has not come to its vote, or its vote was void and is settled. */
export class NoVoteYetError extends HanpyoError {
  constructor(id: bigint) {
    super("NO_VOTE_YET", told`Proposal ${{ id }} has no election now`, "See with `proposal status` what comes first");
  }
}

/** The vote of a proposal, which has no election file: anybody opens and counts it (P4.2, P8 to P10). */
export function addVote(proposal: Command): void {
  const opened = withSending(proposal.command("open"))
    .description(
      "open the ballot box of a proposal's vote, once the time has come and the trustees have consented; anybody may",
    )
    .argument("<id>", "the proposal's number")
    .action((id: string, options: SendingOptions) => guarded(() => open(id, options)));
  example(opened, `proposal open 1 ${TOWN} --key-file fresh.key`);
  const counted = withSending(proposal.command("tally"))
    .description(
      "sum, seal, decrypt and post the result of a proposal's vote, as far as it can be done now; run again it goes on",
    )
    .argument("<id>", "the proposal's number")
    .action((id: string, options: SendingOptions) => guarded(() => tally(id, options)));
  example(counted, `proposal tally 1 ${TOWN} --key-file fresh.key`);
}

async function open(text: string, options: SendingOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withContracts(options, async (town) => {
    await openBox(await electionOf(idOf(text), town), town, options, speaker);
  });
}

async function tally(text: string, options: SendingOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withContracts(options, async (town) => {
    await tallyBox(await electionOf(idOf(text), town), town, options, speaker);
  });
}

type Sending = Pick<SendingOptions, "json" | "keyFile" | "yes" | "dryRun">;
type On = Pick<Town, "provider">;

/** Opens the ballot box of an election without a file, if it is not open. Throws what `requirePhase` throws. */
export async function openBox(election: string, town: On, options: Sending, speaker: ProposalsSpeaker): Promise<void> {
  if ((await readPhase(election, town.provider)) !== "open") {
    await requirePhase("open", election, town.provider);
    if (!(await goesOn(speaker.text("askOpen", { election }), options, speaker))) return;
    const sent = await openElection(election, await sender(options, town));
    speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
  }
  speaker.say("boxOpen", { election });
  if (options.json) console.log(JSON.stringify({ election }, null, 2));
}

/** Counts an election without a file, as far as it can be done now. */
export async function tallyBox(election: string, town: On, options: Sending, speaker: ProposalsSpeaker): Promise<void> {
  if (!(await goesOn(speaker.text("askTally", { election }), options, speaker))) return;
  const { board } = await readConstitution(election, town.provider);
  const { trustees, threshold } = await readBoard(board, town.provider);
  const seats = { trustees: trustees.length, threshold };
  const phase = await tallyElection(election, seats, await sender(options, town), {
    done: (part) => speaker.say("tallyPart", { part: TALLY_PARTS.indexOf(part) + 1, parts: TALLY_PARTS.length }),
    searching: () => {},
  });
  speaker.say(ENDS[phase]);
  if (options.json) console.log(JSON.stringify({ election, phase }, null, 2));
}

/** Throws `NoVoteYetError`, or what `stateOf` throws. */
async function electionOf(id: bigint, town: Town): Promise<string> {
  const { election } = (await stateOf(town, id)).course;
  if (election === ZeroAddress) throw new NoVoteYetError(id);
  return election;
}
