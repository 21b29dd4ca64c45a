import { HanpyoError, told } from "../errors.ts";

export class BallotDisplacedError extends HanpyoError {
  /** @param blockNumber In which the other ballot was taken, where that is known. */
  constructor({ version }: { readonly version: bigint }, blockNumber?: number) {
    super(
      "BALLOT_DISPLACED",
      blockNumber === undefined
        ? told`Another ballot took version ${{ version }} of this slot`
        : told`Another ballot took version ${{ version }} of this slot, in block ${{ block: blockNumber }}`,
      "Read the slot again; if the vote shall still change, prove the ballot for the next version",
    );
  }
}
