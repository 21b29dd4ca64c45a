import type { Command } from "commander";
import { wordsIn } from "../../terminal/checkWords/catalogue.ts";
import { guarded } from "../../terminal/guarded.ts";
import { type Language, languageOf, machineLocale } from "../../terminal/language.ts";
import { UnfitValueError } from "../../terminal/optionValues.ts";
import { type OnChainOptions, type OnChainReport, rehearseOnChain } from "../onChain.ts";
import { pabulibWords } from "../phrases.ts";

/** `rehearse --rpc URL`: a whole test election in real time, on any chain. */
export function withChainOptions(command: Command): Command {
  return command
    .option(
      "--rpc <url...>",
      "a whole test election in real time on this chain; give it twice for two nodes. HANPYO_RPC does not stand for it",
    )
    .option("--key-file <file>", "with --rpc: who pays, by default the Hardhat keystore or HANPYO_ORGANIZER_KEY")
    .option(
      "--finality <rule>",
      "with --rpc, where the chain names no final block: `instant`, or the number of blocks from it to the latest",
      finality,
    );
}

export async function runOnRealChain(options: OnChainOptions): Promise<void> {
  await guarded(async () => {
    const language = languageOf(options.lang ?? machineLocale());
    const report = await rehearseOnChain(options, options.json ? process.stderr : process.stdout);
    console.log(options.json ? JSON.stringify(report, null, 2) : onChainText(report, language));
    if (report.failed.length > 0) process.exitCode = 1;
  });
}

function onChainText(
  { election, chainId, nodes, seconds, gas, checks, failed }: OnChainReport,
  language: Language,
): string {
  const lines = [
    `election ${election} on chain ${chainId}, by ${nodes === 1 ? "one node" : `${nodes} nodes`}`,
    `${Math.round(seconds / 60)} minutes, ${gas.toLocaleString("en")} gas`,
    `${checks - failed.length} of ${checks} checks hold`,
  ];
  const wrong = failed.map((name) => `${language === "ko" ? "틀림" : "wrong"}: ${wordsIn(language, name)}`);
  return [...lines.map((line) => pabulibWords(line, language)), ...wrong].join("\n");
}

function finality(text: string): number {
  if (text === "instant") return 1;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UnfitValueError(text, "Give instant, or a number of blocks.");
  return Number(text);
}
