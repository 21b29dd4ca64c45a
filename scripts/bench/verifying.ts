import { ballotStatement, verifyBallot } from "../../sdk/proofs/ballotProof.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import { proofsHere } from "../../sdk/proofs/manyProofs.ts";
import { verificationKey } from "../checkout/circuitFiles.ts";
import { coreSeconds, type Figures, interleaved } from "./figures.ts";
import { type ProvedBallot, provedBallot } from "./provedBallot.ts";

const COUNTS = [300, 1_000];
const ALONE = 5;

/**
 * Ballots of 8 options that one core verifies in a second, in batches, challenge and evaluation included; beside it
 * those that snarkjs verifies one by one. The same real ballots come again and again: each is verified each time.
 */
export async function verifiedPerSecond(): Promise<Figures> {
  const proved = [await provedBallot(), await provedBallot()];
  const key = verificationKey("ballot-8");
  const ballotAt = (place: number) => proved[place % proved.length] as ProvedBallot;
  const statementAt = (place: number) => {
    const { election, ballot } = ballotAt(place);
    return ballotStatement(election, ballot) ?? false;
  };
  const seconds = await interleaved({
    ...Object.fromEntries(
      COUNTS.map((count) => [
        `perSecond.verify.${count}`,
        () =>
          coreSeconds(async () => {
            const wrong = await proofsHere(key, { count, at: statementAt }, () => {});
            if (wrong !== undefined) throw new Error("a true ballot was found to be false");
          }),
      ]),
    ),
    "perSecond.verifyAlone": () =>
      coreSeconds(async () => {
        for (let place = 0; place < ALONE; place++) {
          const { election, ballot } = ballotAt(place);
          if (!(await verifyBallot(key, election, ballot))) throw new Error("a true ballot was found to be false");
        }
      }),
  });
  await endProving();
  return Object.fromEntries(
    Object.entries(seconds).map(([name, taken]) => {
      const count = Number(name.split(".").at(2) ?? ALONE);
      return [name, Math.round(count / taken)];
    }),
  );
}
