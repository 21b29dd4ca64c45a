import type { Command } from "commander";
import { keepOrganizerKey, newOrganizerKey, organizerAccount } from "../../checkout/organizerKey.ts";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import type { ClerkOptions } from "../session.ts";

type KeyOptions = ClerkOptions & { readonly out: string };

export function addAccount(program: Command): void {
  const account = program.command("account").description("the organizer's account, in the Hardhat keystore");
  example(account, "account key --out organizer.key", "account set", "account show");
  const key = withLanguage(account.command("key"))
    .description("make the organizer's account: a new private key in a file that you alone can read")
    .requiredOption("--out <file>", "where to keep it, until `account set` has taken it or for --key-file")
    .option("--dry-run", "say what would be done, and do nothing")
    .action((options: KeyOptions) => {
      const speaker = clerkSpeaker(options);
      if (options.dryRun) {
        speaker.say("dryRun");
        return;
      }
      const made = newOrganizerKey(options.out);
      if (options.json) console.log(JSON.stringify({ file: options.out, account: made }));
      else speaker.say("keyMade", { file: options.out, account: made });
    });
  example(key, "account key --out organizer.key");
  const set = withLanguage(account.command("set"))
    .description("ask for the organizer's private key and keep it encrypted; it is never an argument")
    .action(async (options: ClerkOptions) => {
      await keepOrganizerKey();
      if (process.exitCode === undefined) clerkSpeaker(options).say("keyKept");
    });
  example(set, "account set");
  const show = withLanguage(account.command("show"))
    .description("print the organizer's address, and nothing secret")
    .option("--key-file <file>", "a file with the private key instead")
    .action(async (options: ClerkOptions) => {
      const { address } = await organizerAccount(options.keyFile);
      if (options.json) console.log(JSON.stringify({ account: address }));
      else clerkSpeaker(options).say("organizerIs", { account: address });
    });
  example(show, "account show");
}
