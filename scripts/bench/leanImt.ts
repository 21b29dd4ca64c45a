import { pairHash, pairHashFor } from "../../sdk/crypto/pairHash.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { coreSeconds, type Figures, median } from "./figures.ts";

const MILLION = 1_000_000;
const REFERENCE = 16_384;

/**
 * Seconds of one core to make the tree of a roll of a million, with the compiled Poseidon, making that included; beside
 * it the tree of 16,384 with the one in JavaScript.
 */
export async function leanImtSeconds(): Promise<Figures> {
  const leaves = Array.from({ length: MILLION }, (_, m) => (BigInt(m) + 5n) ** 12n);
  const few = leaves.slice(0, REFERENCE);
  const inJavaScript = await coreSeconds(() => rollTree(few, pairHash));
  const compiled = await coreSeconds(async () => rollTree(leaves, await pairHashFor(MILLION)));
  if (rollTree(few, await pairHashFor(MILLION)).root !== rollTree(few).root) throw new Error("the two hashes differ");
  return {
    [`seconds.leanImt.${MILLION}`]: median([compiled]),
    [`seconds.leanImt.inJavaScript.${REFERENCE}`]: median([inJavaScript]),
  };
}
