import type { Command } from "commander";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { endCommand } from "../../terminal/endCommand.ts";
import { shown } from "../../terminal/shown.ts";
import type { LanguageOptions } from "../../terminal/speaker.ts";
import { type Kept, keptFile } from "../keptFormats.ts";
import { observerSpeaker } from "../observerSpeaker.ts";

export function addMigrate(program: Command): void {
  const command = withLanguage(program.command("migrate"))
    .description(
      "say of files that were kept whether this release reads them, or which one does; nothing that a release since 0.2.0 wrote has to be rewritten, so nothing is",
    )
    .argument("<file...>", "files of any format of docs/formats.md")
    .action(migrate);
  command.addHelpText("after", "\nExit codes: 0 this release reads them all, 1 one of them it does not.");
  example(command, "migrate archive/night-bus-2027.record.json deployments/town.json trustee.json");
}

async function migrate(files: readonly string[], options: LanguageOptions): Promise<void> {
  const { say } = observerSpeaker(options);
  const kept: Kept[] = [];
  try {
    for (const name of files) {
      const { file, format, writes } = await keptFile(name);
      kept.push({ file, format, writes });
      say(format === writes ? "kept" : "keptEarlier", { file: shown(file), format, writes });
    }
  } catch (error) {
    await endCommand(error, "refused", { kept });
    return;
  }
  if (options.json) console.log(JSON.stringify({ kept }, null, 2));
}
