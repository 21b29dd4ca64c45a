import { Command } from "commander";
import { addBench } from "./commands/bench.ts";
import { addCeremony } from "./commands/ceremony.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addRehearse } from "./commands/rehearse.ts";
import { addTrustee } from "./commands/trustee.ts";
import { addVerify } from "./commands/verify.ts";

/** The whole command line. The sdk that it stands on imports what the compilers write: build first. */
export function hanpyoProgram(): Command {
  const program = new Command("hanpyo")
    .description("Anonymous, secret and verifiable votes of a municipality's residents")
    .addHelpText("after", "\nExample:\n  npm run hanpyo -- verify --record election.json")
    // Set before the commands are added, which take it over.
    .showHelpAfterError("Add --help to see what it takes.");
  for (const add of [addDoctor, addRehearse, addVerify, addTrustee, addCeremony, addBench]) add(program);
  return program;
}
