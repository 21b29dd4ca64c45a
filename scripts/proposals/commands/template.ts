import type { Command } from "commander";
import { Contract, formatEther } from "ethers";
import { readBoard } from "../../../sdk/chain/board.ts";
import { ContractAbsentError, read } from "../../../sdk/chain/contracts.ts";
import { templateShown } from "../../../sdk/chain/originParts.ts";
import { templatesInterface } from "../../../sdk/chain/proposalContracts.ts";
import { publishTemplate } from "../../../sdk/chain/proposalDeeds.ts";
import { type Template, templateHash, templateToAbi } from "../../../sdk/proposals/template.ts";
import { checkTemplate } from "../../../sdk/proposals/templateRules.ts";
import { templateJson } from "../../../sdk/verify/templateSchema.ts";
import { findingText } from "../../electionFile/finding.ts";
import { parseTemplateFile, TemplateFileInvalidError } from "../../electionFile/parseTemplateFile.ts";
import type { TemplateFile } from "../../electionFile/templateSchema.ts";
import { arithmeticOf, arithmeticText, templateOf } from "../../electionFile/toTemplate.ts";
import { readText } from "../../terminal/checkedFile.ts";
import { example, rpcOption, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { koreanTime } from "../../terminal/koreanTime.ts";
import { accountAddress } from "../../terminal/optionValues.ts";
import { clean } from "../../terminal/shown.ts";
import { requireRpcOfChain } from "../chainOfFile.ts";
import { postponementNow } from "../conversionLines.ts";
import { type ProposalsSpeaker, proposalsSpeaker } from "../proposalsSpeaker.ts";
import { templateLines } from "../templatePlan.ts";
import {
  goesOn,
  type SendingOptions,
  sender,
  type Town,
  type TownOptions,
  withContracts,
  withSending,
  withTown,
} from "../townOfProposals.ts";
import type { KnownOfTemplate } from "../voteRules.ts";

type PlanOptions = Partial<Pick<TownOptions, "rpc" | "conversions">> & Pick<TownOptions, "lang" | "json">;

/** `template`: what a municipality binds itself to before anybody proposes anything (P20). */
export function addTemplate(program: Command): void {
  const template = program
    .command("template")
    .description("bind a municipality beforehand to what happens to residents' proposals: plan, publish, show");
  example(template, "template plan examples/proposals/template.yaml");
  const planned = withLanguage(template.command("plan"))
    .description(
      "say what a template's file binds, what follows from it and when; with --rpc also what the contract says of it",
    )
    .argument("<file>", "the template's file")
    .addOption(rpcOption("the chain"))
    .option("--conversions <address>", "with --rpc: the contract by which proposals come to a vote", accountAddress)
    .action((file: string, options: PlanOptions) => guarded(() => plan(file, options)));
  example(
    planned,
    "template plan template.yaml",
    "template plan template.yaml --rpc http://127.0.0.1:8545 --conversions 0x0000000000000000000000000000000000000001",
  );
  const published = withSending(template.command("publish"))
    .description("publish a template by its organizer's account; nobody changes or takes it back")
    .argument("<file>", "the template's file")
    .action((file: string, options: SendingOptions) => guarded(() => publish(file, options)));
  example(
    published,
    "template publish template.yaml --rpc http://127.0.0.1:8545 --conversions 0x0000000000000000000000000000000000000001 --key-file organizer.key",
  );
  const one = withTown(template.command("show"))
    .description("say what a published template binds")
    .argument("<hash>", "the template's hash")
    .action((hash: string, options: TownOptions) => guarded(() => show(hash, options)));
  example(
    one,
    "template show 0x0000000000000000000000000000000000000000000000000000000000000001 --rpc http://127.0.0.1:8545 --conversions 0x0000000000000000000000000000000000000001",
  );
}

async function plan(file: string, options: PlanOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const parsed = fileOf(file, speaker, options);
  if (parsed === undefined) return;
  const template = templateOf(parsed);
  const { rpc, conversions } = options;
  if (rpc === undefined || conversions === undefined) {
    tell(parsed, template, Math.floor(Date.now() / 1000), speaker);
    speaker.say("planAlone");
    if (options.json) console.log(JSON.stringify({ template: templateJson(template) }, null, 2));
    return;
  }
  await withContracts({ ...options, rpc, conversions }, async (town) => {
    requireRpcOfChain(parsed.chain.id, town, rpc);
    const hash = templateHash(town, template);
    const known = await publicationOf(town, hash);
    tell(parsed, template, await timeOf(town), speaker, await knownOf(town, hash, template));
    const gas = known === undefined ? await gasOf(town, template) : 0n;
    const { gasPrice } = await town.provider.getFeeData();
    const cost = gasPrice === null ? undefined : formatEther(gas * gasPrice);
    if (known !== undefined) speaker.say("templateKnown", { time: koreanTime(known.inForceFrom) });
    else speaker.say("planCost", { gas, cost: cost ?? "?" });
    speaker.say("templateHash", { hash });
    if (options.json)
      console.log(JSON.stringify({ hash, gas: String(gas), template: templateJson(template) }, null, 2));
  });
}

async function publish(file: string, options: SendingOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  const parsed = fileOf(file, speaker, options);
  if (parsed === undefined) return;
  const template = templateOf(parsed);
  await withContracts(options, async (town) => {
    requireRpcOfChain(parsed.chain.id, town, options.rpc);
    const hash = templateHash(town, template);
    tell(parsed, template, await timeOf(town), speaker, await knownOf(town, hash, template));
    speaker.say("templateHash", { hash });
    const known = await publicationOf(town, hash);
    if (known === undefined) {
      if (!(await goesOn(speaker.text("askPublish"), options, speaker))) return;
      const sent = await publishTemplate(town.templates, template, await sender(options, town));
      speaker.say("sent", { transaction: sent.hash, block: sent.blockNumber, gas: sent.gasUsed });
    }
    const { inForceFrom } = known ?? ((await publicationOf(town, hash)) as Publication);
    speaker.say(known === undefined ? "templatePublished" : "templateKnown", { time: koreanTime(inForceFrom) });
    speaker.say("keepArithmetic", { text: arithmeticText(parsed) });
    if (options.json) console.log(JSON.stringify({ hash, inForceFrom, arithmetic: arithmeticText(parsed) }, null, 2));
  });
}

async function show(hash: string, options: TownOptions): Promise<void> {
  const speaker = proposalsSpeaker(options);
  await withContracts(options, async (town) => {
    const template = await templateShown(town.templates, hash.toLowerCase(), town.chainId, town.provider);
    const { inForceFrom } = (await publicationOf(town, hash)) as Publication;
    const known = await knownOf(town, hash, template);
    for (const line of templateLines(template, await timeOf(town), speaker, known)) speaker.print(line);
    speaker.say("templateKnown", { time: koreanTime(inForceFrom) });
    if (options.json) console.log(JSON.stringify({ hash, inForceFrom, template: templateJson(template) }, null, 2));
  });
}

/** The file's template; nothing where it has errors, which are all said. */
function fileOf(file: string, { print, language }: ProposalsSpeaker, { json }: PlanOptions): TemplateFile | undefined {
  try {
    return parseTemplateFile(readText(file), file);
  } catch (error) {
    if (!(error instanceof TemplateFileInvalidError)) throw error;
    for (const finding of error.findings) print(findingText(file, finding, language));
    if (json) console.log(JSON.stringify({ code: error.code, file, findings: error.findings }, null, 2));
    process.exitCode = 1;
    return undefined;
  }
}

/** Throws what `checkTemplate` throws. */
function tell(
  file: TemplateFile,
  template: Template,
  now: number,
  speaker: ProposalsSpeaker,
  known: KnownOfTemplate = {},
): void {
  checkTemplate(template, now);
  const { residents, certifiedOn, source } = arithmeticOf(file);
  const reckoned = { quota: template.quota, residents, fraction: file.quota.fraction, day: certifiedOn, source };
  speaker.say("reckoned", reckoned);
  speaker.say("templateLegalText", { text: clean(file.legalBasis) });
  for (const line of templateLines(template, now, speaker, known)) speaker.print(line);
}

/** What the chain says beside a template; nothing of a board that is not there. Throws the node's failure. */
async function knownOf(town: Town, hash: string, { conversion, ballot }: Template): Promise<KnownOfTemplate> {
  if (conversion === "Never") return {};
  const postponement = await postponementNow(town, hash);
  try {
    const { trustees, threshold, termEndsAt } = await readBoard(ballot.board, town.provider);
    return { postponement, board: { trustees, threshold, termEndsAt } };
  } catch (error) {
    if (error instanceof ContractAbsentError) return { postponement };
    throw error;
  }
}

type Publication = { readonly inForceFrom: number };

/** What the contract keeps of a template; undefined where it was not published. */
async function publicationOf({ templates, provider }: Town, hash: string): Promise<Publication | undefined> {
  const contract = new Contract(templates, templatesInterface, provider);
  const { inForceFrom } = await read<{ readonly inForceFrom: bigint }>(contract, "publication", hash);
  return inForceFrom === 0n ? undefined : { inForceFrom: Number(inForceFrom) };
}

/** What publishing costs, after the contract has looked at it as it would. Throws `ContractRefusedError`. */
async function gasOf({ templates, provider }: Town, template: Template): Promise<bigint> {
  const contract = new Contract(templates, templatesInterface, provider);
  const asOrganizer = { from: template.organizer };
  await read(contract, "publish", templateToAbi(template), asOrganizer);
  return contract.getFunction("publish").estimateGas(templateToAbi(template), asOrganizer);
}

async function timeOf({ provider }: Town): Promise<number> {
  return (await provider.getBlock("latest"))?.timestamp ?? 0;
}
