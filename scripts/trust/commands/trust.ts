import type { Command } from "commander";
import { newTrustFile } from "../../../sdk/trust/trustFile.ts";
import { writeNew } from "../../terminal/checkedFile.ts";
import { example, LANG_OPTION } from "../../terminal/commandOptions.ts";
import { composedText, wholeNumber } from "../../terminal/optionValues.ts";
import { trustLine } from "../phrases.ts";
import { addAdd, addBoard, addRegistry, addSign } from "./trustLines.ts";
import { addCheck, addPublish } from "./trustManifest.ts";

/** `trust`: who stands behind accounts (P15). */
export function addTrust(program: Command): void {
  const trust = program
    .command("trust")
    .description("say and check who stands behind accounts: init, sign, registry, board, add, publish, check");
  example(trust, "trust check --trust trust.json --anchor gazette.txt");
  addInit(trust);
  addSign(trust);
  addRegistry(trust);
  addBoard(trust);
  addAdd(trust);
  addPublish(trust);
  addCheck(trust);
}

function addInit(trust: Command): void {
  const command = trust
    .command("init")
    .description("begin a trust file, which lines are then added to")
    .requiredOption("--municipality <name>", "the municipality's name, as every line will carry it", composedText)
    .requiredOption("--chain <id>", "the chain's id", wholeNumber(1))
    .requiredOption("--out <file>", "where to write it")
    .option(...LANG_OPTION)
    .action(({ municipality, chain, out }: { municipality: string; chain: number; out: string }) => {
      writeNew(out, newTrustFile(municipality, chain));
      console.log(trustLine(`${out}: have every seat sign its line next (trust sign)`));
    });
  example(command, "trust init --municipality 별빛시 --chain 1 --out trust.json");
}
