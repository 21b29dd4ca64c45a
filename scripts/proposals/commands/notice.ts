import { type Command, Option } from "commander";
import { sha256, ZeroHash } from "ethers";
import { type GivenNotice, giveNotice } from "../../../sdk/chain/proposalDeeds.ts";
import { readNotices } from "../../../sdk/chain/proposalNotices.ts";
import { HIDING_REASONS, PROGRESS, STAGES } from "../../../sdk/proposals/notice.ts";
import { leafHash } from "../../../sdk/proposals/textLeaf.ts";
import { dayOf, endOfKoreanDay } from "../../terminal/calendar.ts";
import { readBytes } from "../../terminal/checkedFile.ts";
import { example } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { UnfitValueError, wholeNumber } from "../../terminal/optionValues.ts";
import { givenLines, type NoticeToGive, noticeWords, standingLine } from "../noticeLines.ts";
import { stateOf } from "../proposalState.ts";
import { proposalsSpeaker } from "../proposalsSpeaker.ts";
import { partLeaf, textOf } from "../proposalText.ts";
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

const TOWN = "--rpc http://127.0.0.1:8545 --conversions 0x0000000000000000000000000000000000000001";
const HOUR = 3_600;
const DAY = 24 * HOUR;
const WORDS = ["--words <text>", "why, in up to 1,024 bytes; it stands on the chain for ever"] as const;

type NoticeOptions = SendingOptions & { readonly words: string };
type PartOptions = SendingOptions & MirrorOptions & { readonly words?: string; readonly part: number };
type HidingOptions = PartOptions & { readonly words: string; readonly reason: string; readonly hours: number };
type ToldOptions = NoticeOptions & { readonly day: number; readonly evidence?: string };
type StageOptions = ToldOptions & { readonly stage: string };
type MilestoneOptions = ToldOptions & { readonly number: number; readonly progress: (typeof PROGRESS)[number] };

/** `notice`: measures against a text, and what became of a proposal, each by its own party (P26). */
export function addNotice(program: Command): void {
  const notice = program
    .command("notice")
    .description(
      "hide parts of a proposal's text, and say what became of it: hide, name, withdraw, restore, stage, milestone, list",
    );
  example(notice, `notice list 1 ${TOWN}`);
  const hidden = ofPart(
    notice,
    "hide",
    "hide a part from readers for some hours, by one party alone; it changes no vote",
  )
    .addOption(reason())
    .requiredOption("--hours <n>", "for how long, of 72 hours in all", wholeNumber(1, 72))
    .requiredOption(...WORDS)
    .action((id: string, options: HidingOptions) =>
      guarded(() =>
        give(id, options, (town) =>
          about(town, id, options, (leaf) => ({
            ...{ kind: "hide", leaf, span: options.hours * HOUR },
            reason: HIDING_REASONS.indexOf(reasonOf(options.reason)),
          })),
        ),
      ),
    );
  example(
    hidden,
    `notice hide 1 --part 3 --hours 24 --reason personal-data --words 전화번호 ${TOWN} --key-file reviewer.key`,
  );
  const named = ofPart(
    notice,
    "name",
    "name a part for a joint measure; with the reviewer's and another's name it is hidden until it is restored",
  )
    .addOption(reason())
    .requiredOption(...WORDS)
    .action((id: string, options: HidingOptions) =>
      guarded(() =>
        give(id, options, (town) =>
          about(town, id, options, (leaf) => ({
            ...{ kind: "name", leaf },
            reason: HIDING_REASONS.indexOf(reasonOf(options.reason)),
          })),
        ),
      ),
    );
  example(named, `notice name 1 --part 3 --reason personal-data --words 전화번호 ${TOWN} --key-file reviewer.key`);
  const taken = ofPart(
    notice,
    "withdraw",
    "take one's own name for a joint measure back, before the second one comes",
  ).action((id: string, options: PartOptions) =>
    guarded(() => give(id, options, (town) => about(town, id, options, (leaf) => ({ kind: "withdraw", leaf })))),
  );
  example(taken, `notice withdraw 1 --part 3 ${TOWN} --key-file reviewer.key`);
  const restored = ofPart(notice, "restore", "show a hidden part again, 24 hours later and for good")
    .requiredOption(...WORDS)
    .action((id: string, options: PartOptions) =>
      guarded(() => give(id, options, (town) => about(town, id, options, (leaf) => ({ kind: "restore", leaf })))),
    );
  example(restored, `notice restore 1 --part 3 --words 지울 까닭이 없음 ${TOWN} --key-file reviewer.key`);
  const stage = told(notice, "stage", "say at which stage of the council an ordinance is, by the council")
    .addOption(new Option("--stage <stage>", "which").choices(dashed(STAGES)).makeOptionMandatory())
    .action((id: string, options: StageOptions) =>
      guarded(() =>
        give(id, options, () => ({
          notice: {
            kind: "stage",
            stage: dashed(STAGES).indexOf(options.stage),
            day: options.day,
            evidence: evidenceOf(options),
          },
        })),
      ),
    );
  example(
    stage,
    `notice stage 1 --stage committee --day 2027-05-01 --words 위원회에 넘겼습니다 ${TOWN} --key-file council.key`,
  );
  const milestone = told(notice, "milestone", "say how far a promise is, by the organizer")
    .requiredOption("--number <n>", "the milestone's number, of the organizer's own", wholeNumber(0, 65_535))
    .addOption(new Option("--progress <progress>", "how far").choices([...PROGRESS]).makeOptionMandatory())
    .action((id: string, options: MilestoneOptions) =>
      guarded(() =>
        give(id, options, () => ({
          notice: {
            ...{ kind: "milestone", number: options.number, progress: PROGRESS.indexOf(options.progress) },
            ...{ day: options.day, evidence: evidenceOf(options) },
          },
        })),
      ),
    );
  example(
    milestone,
    `notice milestone 1 --number 1 --progress done --day 2027-09-01 --evidence report.pdf --words 길을 넓혔습니다 ${TOWN} --key-file organizer.key`,
  );
  const listed = withTown(notice.command("list"))
    .description("say every notice of a proposal, with who gave it")
    .argument("<id>", "the proposal's number")
    .action((id: string, options: TownOptions) => guarded(() => list(id, options)));
  example(listed, `notice list 1 ${TOWN}`);
}

function ofPart(notice: Command, name: string, description: string): Command {
  return withMirrors(withSending(notice.command(name)))
    .description(description)
    .argument("<id>", "the proposal's number")
    .requiredOption("--part <n>", "the part of the text, as `proposal show` numbers it", wholeNumber(0, 63));
}

function told(notice: Command, name: string, description: string): Command {
  return withSending(notice.command(name))
    .description(description)
    .argument("<id>", "the proposal's number")
    .requiredOption("--day <day>", "the day of what happened, as in 2027-05-01", koreanDay)
    .option("--evidence <file>", "a document; the chain has its SHA-256")
    .requiredOption(...WORDS);
}

function reason(): Option {
  return new Option("--reason <reason>", "why it is hidden").choices(dashed(HIDING_REASONS)).makeOptionMandatory();
}

/** How the command line writes names of a list: personal-data. */
function dashed(names: readonly string[]): readonly string[] {
  return names.map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
}

function reasonOf(given: string): (typeof HIDING_REASONS)[number] {
  return HIDING_REASONS[dashed(HIDING_REASONS).indexOf(given)] ?? "illegal";
}

/** Unix seconds at which a day begins in Korea. */
function koreanDay(text: string): number {
  const day = dayOf(text);
  if (day === undefined) throw new UnfitValueError(text, "Give a day, for example 2027-05-01.");
  return endOfKoreanDay(day) - DAY;
}

/** The part that a notice is about. Throws `LeafNotThereError`, and what `textOf` throws. */
async function partOf(town: Town, id: string, options: PartOptions): Promise<Required<NoticeToGive>["part"]> {
  const { kept } = await stateOf(town, idOf(id));
  return { number: options.part, leaf: partLeaf(await textOf(kept.digest, options), options.part) };
}

/** A notice of a part of the text, which names it by its hash. */
async function about(town: Town, id: string, options: PartOptions, make: (leaf: string) => GivenNotice): Promise<Made> {
  const part = await partOf(town, id, options);
  return { notice: make(leafHash(part.number, part.leaf)), part };
}

function evidenceOf({ evidence }: ToldOptions): string {
  return evidence === undefined ? ZeroHash : sha256(readBytes(evidence));
}

type Made = Pick<NoticeToGive, "notice" | "part">;

/** Gives a notice, after whoever gives it has read what it says. Throws `NoticeWordsUnfitError` before anything else. */
async function give(
  given: string,
  options: Omit<NoticeOptions, "words"> & { readonly words?: string },
  make: (town: Town) => Made | Promise<Made>,
): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(given);
  const words = options.words === undefined ? "" : noticeWords(options.words);
  await withContracts(options, async (town) => {
    await stateOf(town, id);
    const { notice, part } = await make(town);
    for (const line of givenLines({ id, notice, words, ...(part && { part }) }, speaker)) speaker.print(line);
    if (!(await goesOn(speaker.text("askNotice", { id: String(id) }), options, speaker))) return;
    const sent = await giveNotice(town.notices, { id, notice, words }, await sender(options, town));
    speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
    if (options.json) console.log(JSON.stringify({ id: String(id), transaction: sent.hash, ...notice }, null, 2));
  });
}

async function list(text: string, options: TownOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const id = idOf(text);
  await withContracts(options, async (town) => {
    await stateOf(town, id);
    const lastBlock = await town.provider.getBlockNumber();
    const notices = await readNotices(town.notices, town.provider, { lastBlock, id });
    for (const notice of notices) speaker.print(standingLine(notice, speaker));
    if (notices.length === 0) speaker.say("noneNoticed");
    if (options.json) {
      const plain = notices.map((notice) => ({ ...notice, id: String(notice.id) }));
      console.log(JSON.stringify(plain, null, 2));
    }
  });
}
