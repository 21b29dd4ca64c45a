import { readFileSync } from "node:fs";
import { Command } from "commander";
import { projectRoot } from "../checkout/projectRoot.ts";
import { asCalled } from "../terminal/asCalled.ts";
import { pathOf, requireGivenFiles } from "../terminal/givenFiles.ts";
import { withExitCodes } from "./exitCodesInHelp.ts";

type Add = (program: Command) => void;

/** Every command by its first word, in the order of the help; loaded only when it is asked for, as all take a second. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  init: async () => (await import("../clerk/commands/init.ts")).addInit,
  check: async () => (await import("../clerk/commands/check.ts")).addCheck,
  plan: async () => (await import("../clerk/commands/plan.ts")).addPlan,
  account: async () => (await import("../clerk/commands/account.ts")).addAccount,
  deploy: async () => (await import("../clerk/commands/deploy.ts")).addDeploy,
  open: async () => (await import("../clerk/commands/open.ts")).addOpen,
  status: async () => (await import("../clerk/commands/status.ts")).addStatus,
  watch: async () => (await import("../clerk/commands/watch.ts")).addWatch,
  tally: async () => (await import("../clerk/commands/tally.ts")).addTally,
  archive: async () => (await import("../clerk/commands/archive.ts")).addArchive,
  page: async () => (await import("../clerk/commands/page.ts")).addPage,
  office: async () => (await import("../office/commands/office.ts")).addOffice,
  roll: async () => (await import("../office/commands/roll.ts")).addRoll,
  relayer: async () => (await import("../relayer/commands/relayer.ts")).addRelayer,
  mirror: async () => (await import("../mirror/commands/mirror.ts")).addMirror,
  facts: async () => (await import("../facts/commands/facts.ts")).addFacts,
  template: async () => (await import("../proposals/commands/template.ts")).addTemplate,
  proposal: async () => (await import("../proposals/commands/proposal.ts")).addProposal,
  round: async () => {
    const { addRound } = await import("../proposals/commands/round.ts");
    const { addRoundFrom } = await import("../pabulib/commands/roundFrom.ts");
    return (program) => addRoundFrom(addRound(program));
  },
  notice: async () => (await import("../proposals/commands/notice.ts")).addNotice,
  doctor: async () => (await import("../doctor/commands/doctor.ts")).addDoctor,
  chain: async () => (await import("../rehearsal/commands/chain.ts")).addChain,
  rehearse: async () => (await import("../pabulib/commands/rehearse.ts")).addRehearse,
  record: async () => (await import("../observer/commands/record.ts")).addRecord,
  migrate: async () => (await import("../observer/commands/migrate.ts")).addMigrate,
  verify: async () => (await import("../observer/commands/verify.ts")).addVerify,
  challenge: async () => (await import("../observer/commands/challenge.ts")).addChallenge,
  trust: async () => (await import("../trust/commands/trust.ts")).addTrust,
  trustee: async () => (await import("../trustee/commands/trustee.ts")).addTrustee,
  ceremony: async () => (await import("../ceremony/commands/ceremony.ts")).addCeremony,
  bench: async () => (await import("../bench/commands/bench.ts")).addBench,
};

/**
 * The command line: with the one command whose name is given, or whole where that is no command's name.
 * The sdk that it stands on imports what the compilers write: build first.
 */
export async function hanpyoProgram(asked = ""): Promise<Command> {
  const program = new Command("hanpyo")
    .description("Anonymous, secret and verifiable votes of a municipality's residents")
    .version(releaseOf(), "--version", "print the version of this release")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- verify --record election.json")
    // Set before the commands are added, which take it over.
    .configureOutput({
      writeOut: (text) => process.stdout.write(asCalled(text)),
      writeErr: (text) => process.stderr.write(asCalled(text)),
    });
  const wanted = Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
  // What `verify` cannot read is unchecked, not refused: it looks itself.
  program.hook("preAction", (_, command) => {
    if (pathOf(command) !== "verify") requireGivenFiles(command);
  });
  for (const name of wanted) (await (COMMANDS[name] as () => Promise<Add>)())(program);
  withExitCodes(program);
  return program;
}

function releaseOf(): string {
  return (JSON.parse(readFileSync(`${projectRoot}package.json`, "utf8")) as { readonly version: string }).version;
}
