import type { Command } from "commander";
import { LogsMissingError } from "../../../sdk/chain/logsMissing.ts";
import { exportPieces } from "../../../sdk/verify/exportPieces.ts";
import { example, neededRpc, withLanguage } from "../../terminal/commandOptions.ts";
import { endCommand } from "../../terminal/endCommand.ts";
import { endingOf } from "../../terminal/ending.ts";
import { accountAddress } from "../../terminal/optionValues.ts";
import { requireNoRecord, writeRecord } from "../../terminal/recordFile.ts";
import { progressLine } from "../../terminal/shown.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { acceptedTrust, type TrustOptions, withTrust } from "../../terminal/trustInput.ts";
import { type BlockOptions, chainView, withBlocks } from "../chainView.ts";
import { observerSpeaker } from "../observerSpeaker.ts";

type Options = TrustOptions &
  BlockOptions &
  LanguageOptions & {
    readonly rpc: string;
    readonly election: string;
    readonly out: string;
  };

const MIB = 1 << 20;

export function addRecord(program: Command): void {
  const record = program.command("record").description("an election's record as a file");
  example(record, EXPORT_EXAMPLE);
  const exporting = withTrust(withBlocks(withLanguage(record.command("export"))))
    .description(
      "write an election's record from the chain, piece by piece, however many ballots it has; prints its content hash, which is the file's SHA-256. It is not verified: `verify --record` does that",
    )
    .addOption(neededRpc("the chain that the election is on"))
    .requiredOption("--election <address>", "the election", accountAddress)
    .requiredOption("--out <file>", "where to; nothing is overwritten")
    .action(async (options: Options) => {
      try {
        await exportTo(options);
      } catch (error) {
        await endCommand(error, error instanceof LogsMissingError ? "unchecked" : endingOf(error));
      }
    });
  exporting.addHelpText("after", "\nExit codes: 0 written, 1 refused, 2 the node did not answer, or left out events.");
  example(exporting, EXPORT_EXAMPLE);
}

const EXPORT_EXAMPLE = "record export --rpc http://127.0.0.1:8545 --election ADDRESS --out election.json";

async function exportTo(options: Options): Promise<void> {
  const { rpc, election, out } = options;
  const { text, say } = observerSpeaker(options);
  const progress = progressLine();
  requireNoRecord(out);
  const { provider, node, block, name } = await chainView(rpc, options, acceptedTrust(options), text);
  let [length, said] = [0, 0];
  async function* pieces(): AsyncGenerator<string> {
    for await (const piece of exportPieces(election, provider, block.number)) {
      length += piece.length;
      if (length - said >= MIB) {
        said = length;
        progress.say(text("exporting", { bytes: length }));
      }
      yield piece;
    }
  }
  try {
    const { contentHash, bytes } = await writeRecord(out, pieces());
    progress.end();
    const source = text("readAt", { source: node, block: name });
    say("exported", { election, source, file: out, bytes });
    say("contentHash", { hash: contentHash });
    if (options.json) console.log(JSON.stringify({ file: out, election, block, bytes, contentHash }, null, 2));
  } finally {
    progress.end();
    provider.destroy();
  }
}
