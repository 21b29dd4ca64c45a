import { Command } from "commander";
import { HanpyoError } from "../sdk/errors.ts";
import { endProving } from "../sdk/proofs/groth16.ts";
import { ensureBuilt } from "./build.ts";

/** The command line. Exit codes: 0 done, 1 refused or failed, 2 could not check. */
await ensureBuilt((what) => console.error(`compiling ${what}`));
const commands = [
  (await import("./commands/doctor.ts")).addDoctor,
  (await import("./commands/rehearse.ts")).addRehearse,
  (await import("./commands/verify.ts")).addVerify,
  (await import("./commands/trustee.ts")).addTrustee,
  (await import("./commands/ceremony.ts")).addCeremony,
  (await import("./commands/relayer.ts")).addRelayer,
  (await import("./commands/bench.ts")).addBench,
];

const program = new Command("hanpyo").description(
  "Anonymous, secret and verifiable votes of a municipality's residents",
);
for (const add of commands) add(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof HanpyoError) console.error(`${error.name}: ${error.what}.\n${error.remedy}.`);
  else console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
await endProving();
process.exit();
