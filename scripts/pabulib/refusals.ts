import { HanpyoError } from "../../sdk/errors.ts";
import { pabulibWords } from "./phrases.ts";

/** The file is not what the format says, or its meaning is unclear. */
export class PabulibMalformedError extends HanpyoError {
  readonly line: number;
  readonly reasonInKorean: string;

  constructor(line: number, reason: string) {
    super("PABULIB_MALFORMED", `Line ${line}: ${reason}`, "Correct the file");
    this.line = line;
    this.reasonInKorean = `${pabulibWords(this.what, "ko")}.`;
  }
}

/** The file is sound, but no constitution says what it says. */
export class NotExpressibleError extends HanpyoError {
  readonly reason: string;
  readonly reasonInKorean: string;

  constructor(reason: string) {
    super(
      "NOT_EXPRESSIBLE",
      `This election cannot be run here: ${reason}`,
      "Take an election of up to 32 projects, whole points up to 255 and the rule greedy, greedy-threshold or greedy-no-skip",
    );
    this.reason = reason;
    this.reasonInKorean = `${pabulibWords(reason, "ko")}.`;
  }
}
