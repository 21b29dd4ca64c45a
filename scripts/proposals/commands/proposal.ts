import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, Option } from "commander";
import { sha256 } from "ethers";
import { templateShown } from "../../../sdk/chain/originParts.ts";
import { readPostings } from "../../../sdk/chain/postedProposals.ts";
import { answerProposal, convertProposal, settleProposal } from "../../../sdk/chain/proposalDeeds.ts";
import { makeChange, makePost } from "../../../sdk/client/residentActs.ts";
import { systemRandom } from "../../../sdk/crypto/random.ts";
import type { Act } from "../../../sdk/proposals/act.ts";
import { leavesToConvert } from "../../../sdk/proposals/hiddenLeaves.ts";
import { saltText } from "../../../sdk/proposals/proposalText.ts";
import { readTextFile, writeTextFile } from "../../../sdk/proposals/textFile.ts";
import { textDigest } from "../../../sdk/proposals/textLeaf.ts";
import { sendAct, submitAct } from "../../../sdk/relaying/actLadder.ts";
import type { AnnouncedRelayer } from "../../../sdk/relaying/relayerClient.ts";
import { semaphoreProvingFiles } from "../../checkout/semaphoreCircuit.ts";
import { parseProposalDraft } from "../../electionFile/proposalDraft.ts";
import { readBytes, readText, requireAbsent } from "../../terminal/checkedFile.ts";
import { example } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { accountAtUrl, serviceUrl, wholeNumber } from "../../terminal/optionValues.ts";
import { conversionLines, scheduleNow } from "../conversionLines.ts";
import { giveToMirrors, giveToRelayer, sayUnserved } from "../givenText.ts";
import { openIdentity } from "../identityFile.ts";
import { STATE_WORDS, type StateJson, saidState, stateOf } from "../proposalState.ts";
import { type ProposalsSpeaker, proposalsSpeaker } from "../proposalsSpeaker.ts";
import { leftOutAt, measuresOf, textOf } from "../proposalText.ts";
import { readerText, supportedText } from "../supportedText.ts";
import { textLines } from "../textLines.ts";
import {
  goesOn,
  idOf,
  type MirrorOptions,
  type SendingOptions,
  sender,
  type Town,
  type TownOptions,
  withContracts,
  withMirrors,
  withSending,
  withTown,
} from "../townOfProposals.ts";
import { addVote } from "./proposalVote.ts";

const TOWN = "--rpc http://127.0.0.1:8545 --conversions 0x0000000000000000000000000000000000000001";

type ActOptions = SendingOptions & {
  readonly identity: string;
  readonly passphraseFile?: string;
  readonly relayer: readonly AnnouncedRelayer[];
};
type PostOptions = ActOptions &
  Pick<MirrorOptions, "mirror"> & { readonly template: string; readonly out: string; readonly cost?: number };
type OfferOptions = TownOptions & Required<MirrorOptions>;
type AnswerOptions = SendingOptions & { readonly reply: "accepted" | "refused"; readonly text: string };

/** `proposal`: from a resident's proposal to its vote (P21 to P23). */
export function addProposal(program: Command): void {
  const proposal = program
    .command("proposal")
    .description(
      "post, support and follow residents' proposals: post, offer, support, withdraw, answer, convert, open, tally, settle, status, list, show",
    );
  example(proposal, `proposal list ${TOWN}`);
  const posted = withActs(withSending(proposal.command("post")))
    .description(
      "post a proposal from a draft, with a proof of an identity on the roll; nobody changes or takes it back",
    )
    .argument("<file>", "the draft")
    .requiredOption("--template <hash>", "the hash of the template to post under")
    .option("--cost <won>", "what a project of a budget round costs; of any other proposal left out", wholeNumber(1))
    .requiredOption("--out <file>", "where to write the text with its salts, before anything is sent; keep it")
    .option("--mirror <url>", "a mirror to give the text to; as often as you like", mirrors, [] as readonly string[])
    .action((file: string, options: PostOptions) => guarded(() => post(file, options)));
  example(
    posted,
    `proposal post proposal.yaml ${TOWN} --template 0x0000000000000000000000000000000000000000000000000000000000000001 --identity recovery.json --out text.json --key-file fresh.key`,
  );
  const offered = withTown(proposal.command("offer"))
    .description(
      "give the text of a posted proposal to mirrors that lack it; whoever has its file may, again and again",
    )
    .argument("<id>", "the proposal's number")
    .requiredOption("--text <file>", "the file of the text, as `proposal post` wrote it")
    .addOption(
      new Option("--mirror <url>", "a mirror to give the text to; as often as you like")
        .argParser((url: string, others: readonly string[] = []) => mirrors(url, others))
        .makeOptionMandatory(),
    )
    .action((id: string, options: OfferOptions) => guarded(() => offer(id, options)));
  example(offered, `proposal offer 1 ${TOWN} --text text.json --mirror http://127.0.0.1:8660`);
  for (const [name, supports, description] of [
    [
      "support",
      true,
      "support a proposal by an identity on its census; it can be withdrawn until the quota is reached",
    ],
    ["withdraw", false, "withdraw the support of a proposal"],
  ] as const) {
    const sending = withActs(withSending(proposal.command(name)));
    const command = (supports ? withMirrors(sending) : sending)
      .description(description)
      .argument("<id>", "the proposal's number")
      .action((id: string, options: ActOptions & Partial<MirrorOptions>) =>
        guarded(() => change(id, supports, options)),
      );
    const reading = supports ? " --mirror http://127.0.0.1:8660" : "";
    example(command, `proposal ${name} 1 ${TOWN}${reading} --identity recovery.json --key-file fresh.key`);
  }
  const converted = withMirrors(withSending(proposal.command("convert")))
    .description("bring a proposal to its vote, within its term; anybody may")
    .argument("<id>", "the proposal's number")
    .action((id: string, options: SendingOptions & MirrorOptions) => guarded(() => convert(id, options)));
  example(converted, `proposal convert 1 ${TOWN} --mirror http://127.0.0.1:8660 --key-file fresh.key`);
  const answered = withSending(proposal.command("answer"))
    .description("answer a proposal whose quota was reached, by its organizer; the first answer stands")
    .argument("<id>", "the proposal's number")
    .addOption(
      new Option("--reply <reply>", "whether it is accepted").choices(["accepted", "refused"]).makeOptionMandatory(),
    )
    .requiredOption("--text <file>", "the answer as it is published; the chain has its SHA-256")
    .action((id: string, options: AnswerOptions) => guarded(() => answer(id, options)));
  example(answered, `proposal answer 1 --reply accepted --text answer.pdf ${TOWN} --key-file organizer.key`);
  addVote(proposal);
  const settled = withSending(proposal.command("settle"))
    .description("take over how a proposal's vote ended; anybody may")
    .argument("<id>", "the proposal's number")
    .action((id: string, options: SendingOptions) => guarded(() => settle(id, options)));
  example(settled, `proposal settle 1 ${TOWN} --key-file fresh.key`);
  const stated = withTown(proposal.command("status"))
    .description("say how far a proposal is, and what comes next")
    .argument("<id>", "the proposal's number")
    .action((id: string, options: TownOptions) => guarded(() => status(id, options)));
  example(stated, `proposal status 1 ${TOWN}`);
  const listed = withTown(proposal.command("list"))
    .description("say every proposal that was posted, with how far it is")
    .action((options: TownOptions) => guarded(() => list(options)));
  example(listed, `proposal list ${TOWN}`);
  const read = withMirrors(withTown(proposal.command("show")))
    .description("show the text of a proposal, without what measures hide")
    .argument("<id>", "the proposal's number")
    .action((id: string, options: TownOptions & MirrorOptions) => guarded(() => show(id, options)));
  example(read, `proposal show 1 ${TOWN} --mirror http://127.0.0.1:8660`);
}

function withActs(command: Command): Command {
  return command
    .requiredOption("--identity <file>", "the recovery file that the page saved")
    .option("--passphrase-file <file>", "its passphrase in the first line; asked for otherwise")
    .option(
      "--relayer <account@url>",
      "a relayer that brings it to the chain, with the account that the organizer announced; as often as you like. Without one the account of --key-file sends it: take a fresh one, for whoever funds it can be linked to it",
      (text: string, others: readonly AnnouncedRelayer[]) => {
        const { account, url } = accountAtUrl(text);
        return [...others, { address: account, url }];
      },
      [] as readonly AnnouncedRelayer[],
    );
}

function mirrors(url: string, others: readonly string[]): readonly string[] {
  return [...others, serviceUrl(url)];
}

async function post(file: string, options: PostOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const leaves = saltText(parseProposalDraft(readText(file), file), systemRandom);
  requireAbsent(options.out);
  const digest = textDigest(leaves);
  await withContracts(options, async (town) => {
    const template = await templateShown(town.templates, options.template.toLowerCase(), town.chainId, town.provider);
    const identity = await openIdentity(options.identity, options.passphraseFile);
    speaker.say("proving");
    const made = await makePost(
      town,
      { template, digest, cost: BigInt(options.cost ?? 0) },
      identity,
      semaphoreProvingFiles(),
    );
    for (const line of textLines(leaves, speaker)) speaker.print(line);
    if (!(await goesOn(speaker.text("askPost", { digest }), options, speaker))) return;
    // Before anything is sent: without its salts nobody ever shows the text.
    writeFileSync(options.out, writeTextFile(leaves), { flag: "wx", flush: true });
    speaker.say("textKept", { file: options.out });
    const brought = await bring(made, options, town, speaker);
    if (brought.outcome === "promised") {
      const handed = await giveToRelayer(brought, { leaves, mirrors: options.mirror }, speaker);
      if (options.json) console.log(JSON.stringify({ ...promiseJson(brought), digest, handed }, null, 2));
      return;
    }
    const id = (await readPostings(town, town.provider, { lastBlock: await town.provider.getBlockNumber() })).find(
      (one) => one.postNullifier === made.nullifier,
    )?.id;
    if (id === undefined) return sayUnserved(options.mirror, speaker);
    speaker.say("postedAs", { id: String(id) });
    const { taken, failed } = await giveToMirrors(options.mirror, { id, digest, leaves }, speaker);
    if (options.json) console.log(JSON.stringify({ id: String(id), digest, taken, failed }, null, 2));
  });
}

async function offer(text: string, options: OfferOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  await withContracts(options, async (town) => {
    const { digest } = (await stateOf(town, id)).kept;
    const leaves = readTextFile(readText(options.text).trimEnd(), digest);
    const { taken, failed } = await giveToMirrors(options.mirror, { id, digest, leaves }, speaker);
    if (options.json) console.log(JSON.stringify({ id: String(id), digest, taken, failed }, null, 2));
  });
}

async function change(text: string, supports: boolean, options: ActOptions & Partial<MirrorOptions>): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  await withContracts(options, async (town) => {
    const { digest } = (await stateOf(town, id)).kept;
    if (supports) await readFirst({ id, digest }, options, town, speaker);
    const identity = await openIdentity(options.identity, options.passphraseFile);
    speaker.say("proving");
    const made = await makeChange(town, { id, supports }, identity, semaphoreProvingFiles());
    if (options.dryRun) return speaker.say("dryRun");
    const brought = await bring(made, options, town, speaker);
    if (brought.outcome === "sent") await tellState(id, options, town, speaker);
    else if (options.json) console.log(JSON.stringify(promiseJson(brought), null, 2));
  });
}

/**
 * Shows the text that is about to be supported; where none was given to read, asks whether to support it unread (P24.5).
 * Throws what `supportedText` throws, `NotConfirmedError` or `NobodyToAskError`.
 */
async function readFirst(
  proposal: { readonly id: bigint; readonly digest: string },
  options: ActOptions & Partial<MirrorOptions>,
  town: Town,
  speaker: ProposalsSpeaker,
): Promise<void> {
  const { text, mirror = [], dryRun } = options;
  const leaves = await supportedText(town, proposal, text === undefined ? { mirror } : { mirror, text });
  if (leaves !== undefined) {
    for (const line of textLines(leaves, speaker)) speaker.print(line);
    return;
  }
  speaker.say("textUnread");
  if (!dryRun) await goesOn(speaker.text("askUnread", { id: String(proposal.id) }), options, speaker);
}

type Promised = { readonly relayer: AnnouncedRelayer; readonly tracker: string; readonly deadline: number };

/** To a relayer, or by an account of one's own. */
async function bring(
  act: Act,
  options: ActOptions,
  town: Town,
  speaker: ProposalsSpeaker,
): Promise<{ readonly outcome: "sent" } | ({ readonly outcome: "promised" } & Promised)> {
  const { chainId, proposals, provider } = town;
  const given = { chainId, proposals, act };
  if (options.relayer.length === 0) {
    speaker.say("sentIn", { block: await sendAct(given, await sender(options, town)) });
    return { outcome: "sent" };
  }
  const submission = await submitAct(given, {
    ...{ relayers: options.relayer, provider, tries: 3, rounds: 2, delay: 2_000, timeout: 20_000, fetch },
    wait: (milliseconds) => sleep(milliseconds),
    report: ({ url }, { what }) => console.error(`${url}: ${what}`),
  });
  if (submission.outcome === "cast") {
    speaker.say("sentIn", { block: submission.blockNumber });
    return { outcome: "sent" };
  }
  if (submission.outcome === "package") throw submission.failures.at(-1);
  const { relayer, acknowledgement, tracker } = submission;
  const { deadline } = acknowledgement;
  speaker.say("acknowledged", { relayer: relayer.url, time: koreanTime(deadline), tracker });
  return { outcome: "promised", relayer, tracker, deadline };
}

function promiseJson({ relayer, tracker, deadline }: Promised) {
  return { relayer: relayer.url, tracker, deadline };
}

async function convert(text: string, options: SendingOptions & MirrorOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  await withContracts(options, async (town) => {
    const { kept } = await stateOf(town, id);
    const template = await templateShown(town.templates, kept.templateHash, town.chainId, town.provider);
    const now = (await town.provider.getBlock("latest"))?.timestamp ?? 0;
    const hidden = leftOutAt(await measuresOf(town, id), now);
    const leaves = leavesToConvert(await textOf(kept.digest, options), hidden);
    const schedule = await scheduleNow(town, { hash: kept.templateHash, template }, now);
    for (const line of conversionLines({ id, leaves, schedule }, speaker)) speaker.print(line);
    if (!(await goesOn(speaker.text("askConvert", { id: String(id) }), options, speaker))) return;
    const { election, hash, blockNumber, gasUsed } = await convertProposal(
      town.conversions,
      { id, template, leaves },
      await sender(options, town),
    );
    speaker.say("sent", { transaction: hash, block: blockNumber, gas: gasUsed });
    speaker.say("converted", { election });
    if (options.json) console.log(JSON.stringify({ id: String(id), election }, null, 2));
  });
}

async function answer(text: string, options: AnswerOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  const digest = sha256(readBytes(options.text));
  await withContracts(options, async (town) => {
    await stateOf(town, id);
    const reply = options.reply === "accepted" ? ("Accepted" as const) : ("Refused" as const);
    if (
      !(await goesOn(
        speaker.text(reply === "Accepted" ? "askAccept" : "askRefuse", { id: String(id), digest }),
        options,
        speaker,
      ))
    )
      return;
    const sent = await answerProposal(town.conversions, { id, reply, digest }, await sender(options, town));
    speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
    await tellState(id, options, town, speaker);
  });
}

async function settle(text: string, options: SendingOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  await withContracts(options, async (town) => {
    const { json } = await stateOf(town, id);
    const asked = { id: String(id), election: json.election ?? speaker.text("nobody") };
    if (!(await goesOn(speaker.text("askSettle", asked), options, speaker))) return;
    const sent = await settleProposal(town.conversions, id, await sender(options, town));
    speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
    await tellState(id, options, town, speaker);
  });
}

async function status(text: string, options: TownOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withContracts(options, (town) => tellState(idOf(text), options, town, speaker));
}

async function tellState(id: bigint, { json }: TownOptions, town: Town, speaker: ProposalsSpeaker): Promise<void> {
  const state = await stateOf(town, id);
  for (const line of saidState(state, speaker)) speaker.print(line);
  if (json) console.log(JSON.stringify(state.json, null, 2));
}

async function list(options: TownOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withContracts(options, async (town) => {
    const lastBlock = await town.provider.getBlockNumber();
    const all: StateJson[] = [];
    for (const { id } of await readPostings(town, town.provider, { lastBlock })) {
      const { json } = await stateOf(town, id);
      all.push(json);
      speaker.say("listed", {
        id: json.id,
        state: speaker.text(STATE_WORDS[json.state]),
        supporters: json.supporters,
        quota: json.quota,
      });
    }
    if (all.length === 0) speaker.say("noneListed");
    if (options.json) console.log(JSON.stringify(all, null, 2));
  });
}

async function show(text: string, options: TownOptions & MirrorOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  await withContracts(options, async (town) => {
    const state = await stateOf(town, id);
    const { leaves } = await readerText(town, { id, digest: state.kept.digest }, options);
    for (const line of textLines(leaves, speaker)) speaker.print(line);
    for (const line of saidState(state, speaker)) speaker.print(line);
    if (options.json) console.log(JSON.stringify({ ...state.json, leaves }, null, 2));
  });
}
