import { Command } from "commander";
import { addBench } from "../bench/commands/bench.ts";
import { addCeremony } from "../ceremony/commands/ceremony.ts";
import { addAccount } from "../clerk/commands/account.ts";
import { addArchive } from "../clerk/commands/archive.ts";
import { addCheck } from "../clerk/commands/check.ts";
import { addDeploy } from "../clerk/commands/deploy.ts";
import { addInit } from "../clerk/commands/init.ts";
import { addOpen } from "../clerk/commands/open.ts";
import { addPlan } from "../clerk/commands/plan.ts";
import { addStatus } from "../clerk/commands/status.ts";
import { addTally } from "../clerk/commands/tally.ts";
import { addWatch } from "../clerk/commands/watch.ts";
import { addDoctor } from "../doctor/commands/doctor.ts";
import { addChallenge } from "../observer/commands/challenge.ts";
import { addVerify } from "../observer/commands/verify.ts";
import { addOffice } from "../office/commands/office.ts";
import { addRoll } from "../office/commands/roll.ts";
import { addRehearse } from "../pabulib/commands/rehearse.ts";
import { addRelayer } from "../relayer/commands/relayer.ts";
import { addTrustee } from "../trustee/commands/trustee.ts";

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
