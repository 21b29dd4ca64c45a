import { HanpyoError, told } from "../errors.ts";

/** A node that shows fewer events than there are: the contract itself says so. */
export class LogsMissingError extends HanpyoError {
  constructor(contract: string, counted: string, shown: string) {
    super(
      "LOGS_MISSING",
      told`The node leaves out events of ${{ contract }}: the contract says ${{ expected: counted }}, the node's events ${{ found: shown }}`,
      "Ask another RPC; some nodes leave out events without a word where there are more than they give",
    );
  }
}
