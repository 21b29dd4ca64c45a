import type { Command } from "commander";
import type { Rpcs } from "../../../sdk/chain/agreement.ts";
import { HanpyoError, told } from "../../../sdk/errors.ts";
import { anchorLine } from "../../../sdk/trust/anchor.ts";
import { toJson } from "../../terminal/checkedFile.ts";
import { example, LANG_OPTION, neededRpc, nodesOfEnvironment } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { askedLanguage, type Language } from "../../terminal/language.ts";
import { accountAddress, accountAtUrl, UnfitValueError } from "../../terminal/optionValues.ts";
import { connectRpc, connectRpcs, disconnect } from "../../terminal/rpc.ts";
import { acceptedTrust, TrustAnchorMissingError, withTrust } from "../../terminal/trustInput.ts";
import { codeReport, electionReport, fileReport, joinedReports } from "../check.ts";
import { trustLine } from "../phrases.ts";
import { type PublishOptions, publishManifest } from "../publish.ts";
import { withSigner } from "../signer.ts";

const EXIT_CODES = { known: 0, unknown: 1, "not yet in the gazette": 2 } as const;

type PublishCommand = PublishOptions & { readonly trust: string; readonly rpc: string; readonly json?: boolean };

export function addPublish(trust: Command): void {
  const command = withSigner(trust.command("publish"))
    .description("sign the next manifest over all lines and contracts, and print the gazette's line")
    .requiredOption("--trust <file>", "the municipality's trust file")
    .requiredOption("--deployment <file>", "what was deployed, as deployments/NAME.json says it")
    .addOption(neededRpc())
    .option(
      "--relayer <account@url...>",
      "a relayer that is announced, in place of those of the last manifest",
      relayers,
      [],
    )
    .option(
      "--withdraw <factory@block...>",
      "a factory whose elections are refused from that block on",
      withdrawals,
      [],
    )
    .option(
      "--finality <rule>",
      "when a block is final: `chain` where the chain says which, `instant`, or the number of blocks from it to the latest, both counted; by default that of the last manifest",
      finality,
    )
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .action((options: PublishCommand) =>
      guarded(async () => {
        const rpc = await connectRpc(options.rpc);
        try {
          const anchor = await publishManifest(options.trust, options, rpc);
          if (options.json) console.log(toJson(anchor));
          else console.log(gazetteText(anchorLine(anchor)));
        } finally {
          rpc.provider.destroy();
        }
      }),
    );
  example(
    command,
    "trust publish --trust trust.json --deployment deployments/byeolbit.json --rpc http://127.0.0.1:8545",
  );
}

type CheckOptions = {
  readonly trust: string;
  readonly anchor?: string;
  readonly rpc?: readonly [string, ...string[]];
  readonly election?: string;
  readonly json?: boolean;
};

/** An election that nothing can be said of. */
export class TrustChainMissingError extends HanpyoError {
  constructor(election: string) {
    super(
      "TRUST_CHAIN_MISSING",
      told`Nothing was asked about election ${{ election }}: its chain alone can say whose it is`,
      "Give --rpc URL twice, with two nodes that do not belong together, or leave --election out",
    );
  }
}

export function addCheck(trust: Command): void {
  const command = withTrust(trust.command("check"))
    .description("verify a trust file against the gazette, and on a chain its contracts and an election")
    .option(
      "--rpc <url...>",
      "the chain; give it twice, with two nodes that do not belong together; by default HANPYO_RPC and HANPYO_OTHER_RPC",
    )
    .option("--election <address>", "also judge this election, with --rpc", accountAddress)
    .option(...LANG_OPTION)
    .option("--json", "print JSON alone on standard output")
    .action((options: CheckOptions) => guarded(() => check(options)));
  command.addHelpText("after", "\nExit codes: 0 all is known, 1 something is not, 2 not yet in the gazette.");
  example(
    command,
    "trust check --trust trust.json --anchor gazette.txt",
    "trust check --trust trust.json --anchor gazette.txt --rpc http://127.0.0.1:8545 --election 0x0000000000000000000000000000000000000001",
  );
}

async function check({ rpc: named, election, json, ...given }: CheckOptions): Promise<void> {
  const urls = named ?? nodesOfEnvironment();
  if (election !== undefined && urls === undefined) throw new TrustChainMissingError(election);
  const accepted = acceptedTrust(given);
  if (accepted === undefined) throw new TrustAnchorMissingError(given.trust);
  const reports = [fileReport(accepted)];
  if (urls !== undefined) {
    const rpcs = await connectRpcs(urls);
    try {
      reports.push(await codeReport(accepted, rpcs as Rpcs));
      if (election !== undefined) reports.push(await electionReport(accepted, election, rpcs as Rpcs));
    } finally {
      disconnect(rpcs);
    }
  }
  const report = joinedReports(reports);
  console.log(json ? toJson(report) : report.lines.map(trustLine).join("\n"));
  process.exitCode = EXIT_CODES[report.standing];
}

/** What the line is for, in the person's language. */
export function gazetteText(line: string, language: Language = askedLanguage()): string {
  const head =
    language === "ko"
      ? "공보에 아래 한 줄을 싣고, --anchor로 줄 gazette.txt로 보관하고, 투표 화면을 이것으로 다시 시작하세요:"
      : "Print this line in the official gazette, keep it as gazette.txt for --anchor, and start the page anew with it:";
  return [head, "", line].join("\n");
}

function relayers(text: string, earlier: PublishOptions["relayer"]): PublishOptions["relayer"] {
  return [...earlier, accountAtUrl(text)];
}

function finality(text: string): number {
  const named = { chain: 0, instant: 1 }[text];
  if (named !== undefined) return named;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UnfitValueError(text, "Give chain, instant, or a number of blocks.");
  return Number(text);
}

function withdrawals(text: string, earlier: PublishOptions["withdraw"]): PublishOptions["withdraw"] {
  const [, factory, block] = /^(0x[0-9a-fA-F]{40})@(\d{1,9})$/.exec(text) ?? [];
  if (factory === undefined || Number(block) === 0) throw new UnfitValueError(text, "Give FACTORY@BLOCK.");
  return [...earlier, { factory: accountAddress(factory), block: Number(block) }];
}
