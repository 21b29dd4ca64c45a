import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { formatUnits } from "ethers";
import { HanpyoError } from "../../../sdk/errors.ts";
import { error, type Finding } from "../../electionFile/finding.ts";
import { ElectionFileInvalidError } from "../../electionFile/parseElectionFile.ts";
import { readBytes, requireAbsent } from "../../terminal/checkedFile.ts";
import { example, withElection, withRpc } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { UnfitValueError } from "../../terminal/optionValues.ts";
import { priceWithRoom } from "../balances.ts";
import { absentFindings, chainFindings } from "../chainFindings.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { councilSheet } from "../councilSheet.ts";
import { fileFindings } from "../fileFindings.ts";
import { placed } from "../placedElection.ts";
import { type Prices, planOf } from "../plan.ts";
import { planText } from "../planText.ts";
import { sayTest } from "../sayStatus.ts";
import { type ClerkOptions, type Opened, openFile, withChain } from "../session.ts";

type Options = ClerkOptions & {
  readonly gasPrice?: number;
  readonly etherPrice?: number;
  readonly voters?: number;
  readonly sheet?: string;
};

export class GasPriceMissingError extends HanpyoError {
  constructor() {
    super("GAS_PRICE_MISSING", "It is not known what gas costs", "Give --gas-price GWEI, or the chain with --rpc URL");
  }
}

export function addPlan(program: Command): void {
  const command = withElection(withRpc(program.command("plan")))
    .description(
      "say every rule that is frozen, every transaction with gas and cost, the dates, and who holds which power; sends nothing",
    )
    .argument("<file>", "the election file")
    .option("--gas-price <gwei>", "price of a unit of gas, in gwei; by default that of the chain", positive)
    .option("--ether-price <amount>", "price of an ether in any money", positive)
    .option("--voters <n>", "residents expected; by default the minimum census", positive)
    .option("--sheet <file>", "also write it as a page for print (HTML), which a council reads and signs")
    .action((path: string, options: Options) => guarded(() => plan(path, options)));
  example(
    command,
    "plan night-bus-2027.yaml --gas-price 0.5 --ether-price 5000000 --voters 12000",
    "plan night-bus-2027.yaml --gas-price 0.5 --sheet night-bus-2027.html --lang ko",
  );
}

async function plan(path: string, options: Options): Promise<void> {
  if (options.sheet !== undefined) requireAbsent(options.sheet);
  const opened = openFile(path, options);
  const asked = options.rpc ?? process.env.HANPYO_RPC;
  if (asked === undefined && options.election === undefined) {
    if (options.gasPrice === undefined) throw new GasPriceMissingError();
    sayPlan(opened, fileFindings(opened, Math.floor(Date.now() / 1000)), { ...options, gasPrice: options.gasPrice });
    return;
  }
  await withChain(options, opened.file, async (rpc) => {
    const here = await placed(opened, options, rpc);
    const isCreated = here.deployment?.elections[here.file.id]?.address !== undefined;
    const now = (await rpc.provider.getBlock("latest"))?.timestamp ?? 0;
    const absent = await absentFindings(here, rpc);
    const findings = isCreated ? [] : [...fileFindings(here, now), ...(await chainFindings(here, rpc))];
    const { gasPrice = Number(formatUnits(await priceWithRoom(rpc.provider), "gwei")) } = options;
    // Of what was created the file's dates may be past, but it has to be there.
    sayPlan(here, isCreated ? absent : findings, { ...options, gasPrice });
  });
}

function sayPlan(opened: Opened, findings: readonly Finding[], options: Options & Prices): void {
  const { file, path } = opened;
  const errors = findings.filter(({ level }) => level === "error");
  if (errors.length > 0) throw new ElectionFileInvalidError(path, errors);
  const speaker = clerkSpeaker(options);
  const dangers = (file.test ? [] : opened.dangers).map(({ en, ko }) => ({
    ...error("chain.id", "deployRefuses", { danger: en }, { danger: ko }),
    level: "warning" as const,
    line: 1,
  }));
  const voters = Math.round(options.voters ?? file.roll.minimumCensus);
  const planned = planOf(opened, voters, options, [...findings, ...dangers]);
  if (options.json) console.log(JSON.stringify(planned, null, 2));
  else {
    sayTest(planned.test, speaker);
    speaker.print(planText(planned, speaker.language));
  }
  if (options.sheet !== undefined) {
    const digest = createHash("sha256").update(readBytes(path)).digest("hex");
    writeFileSync(options.sheet, councilSheet(planned, digest, speaker.language), { flag: "wx", flush: true });
    speaker.say("sheet", { file: options.sheet });
  }
  speaker.say("nothingSent");
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new UnfitValueError(text, "Give a number above 0.");
  return value;
}
