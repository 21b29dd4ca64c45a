import { type Command, Option } from "commander";
import { example, neededRpc, withLanguage } from "../../terminal/commandOptions.ts";
import { guarded } from "../../terminal/guarded.ts";
import { accountAddress } from "../../terminal/optionValues.ts";
import { type CarryOutOptions, carryOutCommand } from "../change/carryOut.ts";
import { type RecoveryOptions, type RotationOptions, recoveryCommand, rotationCommand } from "../change/draft.ts";
import { type SendChangeOptions, sendChangeCommand } from "../change/send.ts";
import { type ShowOptions, showCommand } from "../change/show.ts";
import { type SignChangeOptions, signChangeCommand } from "../change/sign.ts";
import { type VetoOptions, vetoCommand } from "../change/veto.ts";

const REGISTRY = ["--registry <address>", "the registry", accountAddress] as const;
const DRY = ["--dry-run", "say what would be done, and do nothing"] as const;
const PAYS = ["--key-file <file>", "the account that pays; by default as for `deploy`"] as const;
const PAPER = ["--out <file>", "a new file, which everybody signs who has to"] as const;
const PLACE = "--registry 0x... --rpc http://127.0.0.1:8545";

/** Rotation and recovery of the offices' keys (P1.6, P1.8), as papers that go round. */
export function addOfficeChange(office: Command): void {
  const change = office
    .command("change")
    .description("new holders of the offices: rotation, recovery, sign, send, show, veto, carry-out");
  example(change, `office change show ${PLACE}`);
  addPapers(change);
  addSigning(change);
  addAnnounced(change);
}

function addPapers(change: Command): void {
  const rotation = withLanguage(change.command("rotation"))
    .description("begin the paper of a rotation: new keys for offices whose present keys both work")
    .requiredOption(...REGISTRY)
    .addOption(neededRpc())
    .requiredOption("--registrar <address>", "the next registrar; the present one to keep it", accountAddress)
    .requiredOption("--approver <address>", "the next approver; the present one to keep it", accountAddress)
    .requiredOption(...PAPER)
    .action((options: RotationOptions) => guarded(() => rotationCommand(options)));
  example(rotation, `office change rotation ${PLACE} --registrar 0x... --approver 0x... --out rotation.json`);
  const recovery = withLanguage(change.command("recovery"))
    .description("begin the paper of a recovery: a successor for an office whose key is lost")
    .requiredOption(...REGISTRY)
    .addOption(neededRpc())
    .requiredOption("--lost <address>", "the account whose key is lost", accountAddress)
    .requiredOption("--successor <address>", "the account that takes its place", accountAddress)
    .requiredOption(...PAPER)
    .action((options: RecoveryOptions) => guarded(() => recoveryCommand(options)));
  example(recovery, `office change recovery ${PLACE} --lost 0x... --successor 0x... --out recovery.json`);
}

function addSigning(change: Command): void {
  const sign = withLanguage(change.command("sign"))
    .description("sign a paper with an office's, a successor's or the recovery body's key")
    .argument("<paper>", "the paper")
    .requiredOption("--key-file <file>", "the keys, as `office key` wrote them")
    .addOption(neededRpc())
    .requiredOption("--out <file>", "a new file: the paper with this signature")
    .option(...DRY)
    .action((paper: string, options: SignChangeOptions) => guarded(() => signChangeCommand(paper, options)));
  example(
    sign,
    "office change sign recovery.json --key-file body.json --rpc http://127.0.0.1:8545 --out recovery.body.json",
  );
  const send = withLanguage(change.command("send"))
    .description("announce a change that everybody signed; anybody may")
    .argument("<papers...>", "the signed papers of one change, together or one after the other")
    .addOption(neededRpc())
    .option(...PAYS)
    .option(...DRY)
    .action((papers: [string, ...string[]], options: SendChangeOptions) =>
      guarded(() => sendChangeCommand(papers, options)),
    );
  example(send, "office change send recovery.body.json recovery.approver.json --rpc http://127.0.0.1:8545");
}

function addAnnounced(change: Command): void {
  const show = withLanguage(change.command("show"))
    .description("say who holds the offices, what is announced, and until when it can be vetoed")
    .requiredOption(...REGISTRY)
    .addOption(neededRpc())
    .action((options: ShowOptions) => guarded(() => showCommand(options)));
  example(show, `office change show ${PLACE}`);
  const veto = withLanguage(change.command("veto"))
    .description("take the pending recovery back, with the key that it would replace")
    .requiredOption(...REGISTRY)
    .addOption(neededRpc())
    .requiredOption("--key-file <file>", "the office's keys, as `office key` wrote them; their account pays")
    .option(...DRY)
    .action((options: VetoOptions) => guarded(() => vetoCommand(options)));
  example(veto, `office change veto ${PLACE} --key-file registrar.key.json`);
  const carryOut = withLanguage(change.command("carry-out"))
    .description("put an announced change in force once its time has come; anybody may")
    .addOption(
      new Option("--kind <kind>", "which announcement").choices(["rotation", "recovery"]).makeOptionMandatory(),
    )
    .requiredOption(...REGISTRY)
    .addOption(neededRpc())
    .option(...PAYS)
    .option(...DRY)
    .action((options: CarryOutOptions) => guarded(() => carryOutCommand(options)));
  example(carryOut, `office change carry-out --kind recovery ${PLACE}`);
}
