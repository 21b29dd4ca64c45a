import type { Command } from "commander";
import { keepOrganizerKey, organizerAccount } from "../../checkout/organizerKey.ts";
import { example, withLanguage } from "../../terminal/commandOptions.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import type { ClerkOptions } from "../session.ts";

export function addAccount(program: Command): void {
  const account = program.command("account").description("the organizer's account, in the Hardhat keystore");
  example(account, "account set", "account show");
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
