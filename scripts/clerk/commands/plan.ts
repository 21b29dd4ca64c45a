import { type Command, InvalidArgumentError } from "commander";
import { error } from "../../electionFile/finding.ts";
import { ElectionFileInvalidError } from "../../electionFile/parseElectionFile.ts";
import { example, withDeployments } from "../../terminal/commandOptions.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { fileFindings } from "../fileFindings.ts";
import { planOf } from "../plan.ts";
import { planText } from "../planText.ts";
import { sayTest } from "../sayStatus.ts";
import { type ClerkOptions, openFile, testReasonsOf } from "../session.ts";

type Options = ClerkOptions & {
  readonly gasPrice: number;
  readonly etherPrice?: number;
  readonly voters?: number;
};

export function addPlan(program: Command): void {
  const command = withDeployments(program.command("plan"))
    .description("say every transaction with gas and cost, the dates, and who holds which power; sends nothing")
    .argument("<file>", "the election file")
    .requiredOption("--gas-price <gwei>", "price of a unit of gas, in gwei", positive)
    .option("--ether-price <amount>", "price of an ether in any money", positive)
    .option("--voters <n>", "residents expected; by default the minimum census", positive)
    .action(plan);
  example(command, "plan night-bus-2027.yaml --gas-price 0.5 --ether-price 5000000 --voters 12000");
}

function plan(path: string, options: Options): void {
  const opened = openFile(path, options);
  const { file } = opened;
  const findings = fileFindings(opened, Math.floor(Date.now() / 1000));
  const errors = findings.filter(({ level }) => level === "error");
  if (errors.length > 0) throw new ElectionFileInvalidError(path, errors);
  const speaker = clerkSpeaker(options);
  const reasons = testReasonsOf(opened);
  const dangers = (file.test ? [] : opened.dangers).map(({ en, ko }) => ({
    ...error("chain.id", "deployRefuses", { danger: en }, { danger: ko }),
    level: "warning" as const,
    line: 1,
  }));
  const voters = Math.round(options.voters ?? file.roll.minimumCensus);
  const planned = planOf(file, voters, options, reasons, [...findings, ...dangers], opened.deployment);
  if (options.json) console.log(JSON.stringify(planned, null, 2));
  else {
    sayTest(planned.test, speaker);
    speaker.print(planText(planned, speaker.language));
  }
  speaker.say("dryRun");
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("Give a number above 0.");
  return value;
}
