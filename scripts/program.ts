import { Command } from "commander";
import { addAccount } from "./commands/account.ts";
import { addArchive } from "./commands/archive.ts";
import { addBench } from "./commands/bench.ts";
import { addCeremony } from "./commands/ceremony.ts";
import { addChallenge } from "./commands/challenge.ts";
import { addCheck } from "./commands/check.ts";
import { addDeploy } from "./commands/deploy.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addInit } from "./commands/init.ts";
import { addOffice } from "./commands/office.ts";
import { addOpen } from "./commands/open.ts";
import { addPlan } from "./commands/plan.ts";
import { addRehearse } from "./commands/rehearse.ts";
import { addRelayer } from "./commands/relayer.ts";
import { addRoll } from "./commands/roll.ts";
import { addStatus } from "./commands/status.ts";
import { addTally } from "./commands/tally.ts";
import { addTrustee } from "./commands/trustee.ts";
import { addVerify } from "./commands/verify.ts";
import { addWatch } from "./commands/watch.ts";

/** The whole command line. The sdk that it stands on imports what the compilers write: build first. */
export function hanpyoProgram(): Command {
  const program = new Command("hanpyo")
    .description("Anonymous, secret and verifiable votes of a municipality's residents")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- verify --record election.json")
    // Set before the commands are added, which take it over.
    .showHelpAfterError("Add --help to see what it takes.");
  const clerk = [addInit, addCheck, addPlan, addAccount, addDeploy, addOpen, addStatus, addWatch, addTally, addArchive];
  for (const add of [
    ...clerk,
    addOffice,
    addRoll,
    addRelayer,
    addDoctor,
    addRehearse,
    addVerify,
    addChallenge,
    addTrustee,
    addCeremony,
    addBench,
  ])
    add(program);
  return program;
}
