import type { Text } from "../../sdk/election/content.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { termsInKorean } from "./termsInKorean.ts";

export class UnsafeElectionError extends HanpyoError {
  constructor(id: string, dangers: readonly Text[]) {
    const list = dangers.map(({ en }) => en).join("; ");
    super(
      "UNSAFE_ELECTION",
      `Election ${id} would bind people, and is not fit to: ${list}`,
      "Correct that, or write `test: true` into its file, which makes it a test election for ever",
    );
  }
}

export class PlaceholderAccountError extends HanpyoError {
  constructor(path: string, account: string) {
    super(
      "PLACEHOLDER_ACCOUNT",
      `${path} is ${account}, for which nobody holds a key`,
      "Write the real account into the file",
    );
  }
}

export class DeploymentDiffersError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(what: string, found: string, wanted: string) {
    super(
      "DEPLOYMENT_DIFFERS",
      `${what} was deployed with ${found}, the election file now says ${wanted}`,
      "What is deployed cannot change: restore the file, or give a new name (board.name, id or chain.deployment)",
    );
    this.reasonInKorean = `배포한 것: ${termsInKorean(found)}. 파일: ${termsInKorean(wanted)}.`;
  }
}

export class ContractGoneError extends HanpyoError {
  constructor(what: string, address: string) {
    super(
      "CONTRACT_GONE",
      `The chain knows no ${what} at ${address}, which the deployment file names`,
      "Check --rpc; if the chain was started anew, choose another chain.deployment",
    );
  }
}

export class BoardDeadError extends HanpyoError {
  constructor(board: string, missing: readonly string[]) {
    super(
      "BOARD_DEAD",
      `Board ${board} missed its deadline; ${missing.join(", ")} did not act`,
      "Give another board.name with later dates and run `deploy` again",
    );
  }
}

export class TooLateError extends HanpyoError {
  constructor(path: string, time: string) {
    super("TOO_LATE", `${path} was ${time}`, "Move the dates of the file, and run `npm run hanpyo -- check` again");
  }
}

/** An election that cannot be created any more, and of which nothing is known. */
export class OpeningPastError extends HanpyoError {
  constructor(path: string, time: string) {
    super(
      "OPENING_PAST",
      `${path} was to open at ${time}, and nothing notes that it was created`,
      "If it was, give its address: `deploy FILE --election ADDRESS` notes it again; if not, move the dates",
    );
  }
}

/** Throws `DeploymentDiffersError` unless what was deployed is what the file says. */
export function requireSame(what: string, found: string, wanted: string): void {
  if (found !== wanted) throw new DeploymentDiffersError(what, found, wanted);
}
