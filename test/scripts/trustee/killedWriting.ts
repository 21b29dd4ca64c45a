import { keyFileJournal } from "../../../scripts/trustee/journal.ts";

/** Writes an entry into a key file and dies at a step of it; run as a program of its own. */
// Hardhat's runner of tests imports every file below test/.
if (import.meta.main) {
  const [, , file = "", fatal, passphrase = ""] = process.argv;
  const journal = keyFileJournal(file, passphrase, [], (step) => {
    if (step === fatal) process.kill(process.pid, "SIGKILL");
  });
  const election = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
  await journal.write({ act: "consent", election, constitutionHash: `0x${"33".repeat(32)}`, flags: [] });
}
