import { isError } from "ethers";

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** The fields of a JSON object. */
export type Fields = Readonly<Record<string, Json>>;

/**
 * One thing that every implementation of the protocol computes, with inputs and what comes of them. Numbers are decimal
 * strings (small ones that a record holds as numbers are numbers here too), bytes 0x-prefixed hex, points {x, y}.
 */
export type Operation = {
  /** What goes in and what comes out, with the step of docs/protocol.md. */
  readonly says: string;
  readonly inputs: readonly Fields[];
  /** Throws where the input is to be refused. */
  readonly compute: (input: Fields) => Fields | Promise<Fields>;
};

/** What every implementation answers for an input that it refuses. */
export const REFUSED: Fields = { refused: true };

/** The answer to one input: what comes of it, or that it is refused. */
export async function answer({ compute }: Operation, input: Fields): Promise<Fields> {
  try {
    return await compute(input);
  } catch (error) {
    // A vector of the wrong form is a fault here; what the ABI has no encoding for is refused.
    if (error instanceof TypeError && !isError(error, "INVALID_ARGUMENT")) throw error;
    return REFUSED;
  }
}
