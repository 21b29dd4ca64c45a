import type { Wallet } from "ethers";
import type { Trustee } from "../../../scripts/rehearsal/ceremony.ts";

type Accounts = Pick<Wallet, "address">;

/** An example as a test election with real accounts: a board of two of the trustees given, a roll of three, one ballot enough. */
export function filledIn(
  text: string,
  registrar: Accounts,
  approver: Accounts,
  trustees: readonly Pick<Trustee, "account">[],
): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.includes("name: { ko: 의회"));
  const kept = lines.filter((_, i) => i < first + 2 * trustees.length || i >= first + 10).join("\n");
  return trustees
    .reduce((filled, { account }, i) => filled.replace(`0x${String(31 + i).repeat(20)}`, account.address), kept)
    .replace(`0x${"11".repeat(20)}`, registrar.address)
    .replace(`0x${"22".repeat(20)}`, approver.address)
    .replace("threshold: 3", "threshold: 2")
    .replace("minimumCensus: 30", "minimumCensus: 3")
    .replace("minimumBallots: 10", "minimumBallots: 1")
    .replace(/^chain:$/m, "test: true\n\nchain:");
}
