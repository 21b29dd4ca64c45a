import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { Provider } from "ethers";
import { WrongChainError } from "../../../sdk/chain/connectNode.ts";
import { read } from "../../../sdk/chain/contracts.ts";
import { readCreation } from "../../../sdk/chain/organizer.ts";
import { type OpenElection, readOpenElection } from "../../../sdk/chain/resident.ts";
import { boardAt } from "../../../sdk/chain/townContracts.ts";
import type { Content } from "../../../sdk/election/content.ts";
import { type ContentText, inAllLanguages } from "../../../sdk/election/contentText.ts";
import { checkContent } from "../../../sdk/election/frozenContent.ts";
import { checkOpening, type Opening, parseOpening } from "../../../sdk/election/opening.ts";
import { HanpyoError } from "../../../sdk/errors.ts";
import { readElectionContent } from "../../../sdk/proposals/electionContent.ts";
import { example, LANG_OPTION, neededRpc } from "../../terminal/commandOptions.ts";
import { type FileTrouble, fileTrouble } from "../../terminal/fileTrouble.ts";
import { guarded } from "../../terminal/guarded.ts";
import { connectRpc, requireContract } from "../../terminal/rpc.ts";
import { shown } from "../../terminal/shown.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { type ObserverSpeaker, observerSpeaker } from "../observerSpeaker.ts";

type Options = LanguageOptions & {
  readonly opening: string;
  readonly commitment: string;
  readonly rpc: string;
};

export class OpeningUnreadableError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(file: string, { what: reason, korean }: FileTrouble) {
    super(
      "OPENING_UNREADABLE",
      `The opening ${file} cannot be read: ${reason}`,
      "Give the file with the opening's text",
    );
    this.reasonInKorean = `${file}: ${korean}`;
  }
}

export function addChallenge(program: Command): void {
  const challenge = program.command("challenge").description("check that a voting device encrypts what was chosen");
  example(challenge, CHECK_EXAMPLE);
  const check = challenge
    .command("check")
    .description("encrypt an opened ballot again, and compare it with the code that the device had shown before")
    .requiredOption("--opening <file>", "the text that the device showed when it was challenged; - for standard input")
    .requiredOption("--commitment <code>", "the code that it had shown before, as noted down")
    .addOption(neededRpc("the chain that the election is on"))
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .action((options: Options) => guarded(() => checkChallenge(options)));
  check.addHelpText("after", "\nExit codes: 0 it is the ballot that was committed to, 1 it is not, 2 could not check.");
  example(check, CHECK_EXAMPLE);
}

const CHECK_EXAMPLE = 'challenge check --opening opening.json --commitment "CODE" --rpc http://127.0.0.1:8545';

async function checkChallenge({ opening: file, commitment, rpc: url, json, lang }: Options): Promise<void> {
  const opening = parseOpening(textOf(file));
  const rpc = await connectRpc(url);
  try {
    if (rpc.chainId !== opening.chainId) throw new WrongChainError(rpc.name, rpc.chainId, opening.chainId);
    await requireContract(rpc, "election", opening.election);
    const election = await readOpenElection(opening.election, rpc.provider);
    const choices = checkOpening(commitment, { ...election, ...election.constitution }, opening);
    const content = await contentOf(election, rpc.provider);
    console.log(
      json
        ? jsonReport(opening, choices)
        : textReport(content, choices, observerSpeaker(lang === undefined ? {} : { lang })),
    );
  } finally {
    rpc.provider.destroy();
  }
}

function textReport(content: Content, choices: readonly number[], { text }: ObserverSpeaker): string {
  const said = (text: ContentText) => inAllLanguages(text, content).map(shown).join(" / ");
  const lines = content.options.map(({ title }, i) => `  ${choices[i]}  ${said(title)}`);
  return [said(content.title), text("challengeHad"), ...lines, text("challengeSo")].join("\n");
}

function jsonReport({ election }: Opening, choices: readonly number[]): string {
  return JSON.stringify({ election, matches: true, choices });
}

/** The texts that the constitution names, from the factory of the election's board. */
async function contentOf({ election, constitution }: OpenElection, provider: Provider): Promise<Content> {
  const factory = await read<string>(boardAt(constitution.board, provider), "factory");
  const { content } = await readCreation(factory, election, provider);
  checkContent(content, constitution);
  return readElectionContent(content);
}

function textOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8").trim();
  } catch (error) {
    throw new OpeningUnreadableError(file, fileTrouble(error));
  }
}
