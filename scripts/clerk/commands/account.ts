import type { Command } from "commander";
import { formatEther, parseEther } from "ethers";
import { keepOrganizerKey, newOrganizerKey, organizerAccount } from "../../checkout/organizerKey.ts";
import { example, neededRpc, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { keepOutOfGit } from "../../terminal/keepOutOfGit.ts";
import { accountAddress, UnfitValueError } from "../../terminal/optionValues.ts";
import { confirm } from "../../terminal/person.ts";
import { connectRpc } from "../../terminal/rpc.ts";
import { clerkSpeaker } from "../clerkSpeaker.ts";
import { requireEther, sendEther } from "../sendEther.ts";
import { type ClerkOptions, connectedAccount } from "../session.ts";

const SEND_EXAMPLE = "account send 0x0000000000000000000000000000000000000001 --ether 0.03 --rpc http://127.0.0.1:8545";

type SendOptions = ClerkOptions & { readonly ether: bigint };

/** The chain's coin for those who have none: trustees before the ceremony, relayers, offices. */
function addSend(account: Command): void {
  const send = withLanguage(account.command("send"))
    .description("send ether from the organizer's account, to trustees before `trustee deal` for example")
    .argument("<accounts...>", "who gets it, each the same", accounts)
    .requiredOption("--ether <amount>", "how much to each, for example 0.03", etherAmount)
    .addOption(neededRpc())
    .option("--key-file <file>", "the organizer's private key; by default the Hardhat keystore or HANPYO_ORGANIZER_KEY")
    .option("--dry-run", "say what would be done, and do nothing")
    .option("--yes", "do not ask")
    .action((accounts: readonly string[], options: SendOptions) => guarded(() => sendCommand(accounts, options)));
  example(send, SEND_EXAMPLE);
}

function accounts(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, accountAddress(text)];
}

async function sendCommand(accounts: readonly string[], options: SendOptions): Promise<void> {
  const speaker = clerkSpeaker(options);
  const rpc = await connectRpc(options.rpc as string);
  try {
    const sender = await connectedAccount(options, rpc);
    await requireEther(sender, options.ether, accounts.length);
    const values = { ether: formatEther(options.ether), accounts: accounts.join(", "), account: sender.address };
    if (options.dryRun) {
      speaker.say("wouldSend", values);
      speaker.say("dryRun");
      return;
    }
    if (!options.yes) await confirm(speaker.text("askSend", { ...values, chain: String(rpc.chainId) }));
    const transactions = await sendEther(sender, options.ether, accounts);
    speaker.say("sentEther", values);
    if (options.json) console.log(JSON.stringify({ accounts, ether: values.ether, transactions }, null, 2));
  } finally {
    rpc.provider.destroy();
  }
}

/** An amount in ether, as wei. */
function etherAmount(text: string): bigint {
  if (/^\d{1,9}(\.\d{1,18})?$/.test(text) && parseEther(text) > 0n) return parseEther(text);
  throw new UnfitValueError(text, "Give a number above 0.");
}

type KeyOptions = ClerkOptions & { readonly out: string };

export function addAccount(program: Command): void {
  const account = program.command("account").description("the organizer's account, in the Hardhat keystore");
  example(account, "account key --out organizer.key", "account set", "account show", SEND_EXAMPLE);
  addSend(account);
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
      keepOutOfGit(options.out);
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
