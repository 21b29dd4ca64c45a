/** What every error of the verifier says: what happened, with which value, and what to do. */
export class VerifierError extends Error {
  readonly code: string;
  readonly value: string;
  readonly remedy: string;

  constructor(code: string, happened: string, value: string, remedy: string) {
    super(`${happened}: ${value}. ${remedy}`);
    this.name = code;
    this.code = code;
    this.value = value;
    this.remedy = remedy;
  }
}

/** The file is no JSON: nothing in it can be checked. */
export class NotJson extends VerifierError {
  constructor(value: string) {
    super("NOT_JSON", "The file is no JSON", value, "Get the file again from who published it.");
  }
}

/** The check that a file of a wrong form fails: that of elections, or of proposals (docs/record.md, 9.1). */
export type FormCheck = "P11 format" | "P21.15 format";

/** What the formats of proposals' records begin with. */
export const PROPOSAL_FORMATS = "hanpyo-proposal-";

/** The file is JSON, but has not the form of a record. */
export class NotARecord extends VerifierError {
  readonly check: FormCheck;

  constructor(value: string, check: FormCheck = "P11 format") {
    super(
      "NOT_A_RECORD",
      "The file is not the record of an election or a proposal",
      value,
      "Get the file again from who published it.",
    );
    this.check = check;
  }
}

/** The file is a record of another format. */
export class OtherFormat extends VerifierError {
  readonly check: FormCheck;

  constructor(format: string) {
    super("OTHER_FORMAT", "This verifier does not read records of this format", format, remedyOf(format));
    this.check = format.startsWith(PROPOSAL_FORMATS) ? "P21.15 format" : "P11 format";
  }
}

const remedyOf = (format: string): string => {
  if (format === "hanpyo-record-1") return "Release 0.1.0 of Hanpyo reads it.";
  if (format === "hanpyo-record-2") {
    return "Release 0.1.0 of Hanpyo reads it, or 0.2.0 where the constitution says whether the election is a test.";
  }
  return "It reads hanpyo-record-3 and hanpyo-proposal-1; a later release may read more.";
};
