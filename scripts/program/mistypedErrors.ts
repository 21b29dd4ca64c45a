import { HanpyoError } from "../../sdk/errors.ts";

/** What commander adds to a mistake: which name was meant, or what the value has to be; in both languages. */
export type Hint = { readonly en: string; readonly ko: string };

const HELP = "Add --help to see what it takes";

/** The hint before the way to the help, as a remedy. */
function remedyOf({ en }: Hint): string {
  return en === "" ? HELP : `${en.replace(/(?<![.?])$/, ".")} ${HELP}`;
}

export class CommandMissingError extends HanpyoError {
  readonly reasonInKorean: string;

  /** @param group The words that were given, or the program's name. */
  constructor(group: string) {
    super("COMMAND_MISSING", `${group} stands for several commands`, "Give one of those that are listed above");
    this.reasonInKorean = `받은 것: ${group}.`;
  }
}

export class CommandUnknownError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(name: string, hint: Hint) {
    super("COMMAND_UNKNOWN", `There is no command ${name}`, remedyOf(hint));
    this.reasonInKorean = `${name}. ${hint.ko}`.trim();
  }
}

export class ArgumentMissingError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(name: string, hint: Hint) {
    super("ARGUMENT_MISSING", `The value <${name}> is missing`, remedyOf(hint));
    this.reasonInKorean = `빠진 것: <${name}>.`;
  }
}

export class ArgumentsTooManyError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(taken: string, given: string, values: string, hint: Hint) {
    super(
      "ARGUMENTS_TOO_MANY",
      `${taken} of these values would be taken, ${given} were given: ${values}`,
      remedyOf(hint),
    );
    this.reasonInKorean = `${taken}개만 받는데 ${given}개를 주었습니다: ${values}.`;
  }
}

export class OptionUnknownError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(name: string, hint: Hint) {
    super("OPTION_UNKNOWN", `There is no option ${name}`, remedyOf(hint));
    this.reasonInKorean = `${name}. ${hint.ko}`.trim();
  }
}

export class OptionMissingError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(flags: string, hint: Hint) {
    super("OPTION_MISSING", `${flags} is needed, and was not given`, remedyOf(hint));
    this.reasonInKorean = `빠진 것: ${flags}.`;
  }
}

export class OptionEmptyError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(flags: string, hint: Hint) {
    super("OPTION_EMPTY", `${flags} was given without its value`, remedyOf(hint));
    this.reasonInKorean = `값이 빠진 옵션: ${flags}.`;
  }
}

export class ValueUnfitError extends HanpyoError {
  readonly reasonInKorean: string;

  /** @param where The option or the argument that the value is of, as it is written; nothing where that is not known. */
  constructor(value: string, where: string, hint: Hint) {
    const named = value === "" ? "an empty text" : value;
    super("VALUE_UNFIT", where === "" ? `${named} cannot be taken` : `${where} cannot be ${named}`, remedyOf(hint));
    const written = value === "" ? "빈 글" : value;
    this.reasonInKorean = [where === "" ? `받은 값: ${written}.` : `${where}에 받은 값: ${written}.`, hint.ko]
      .join(" ")
      .trim();
  }
}

export class OptionsConflictError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(one: string, other: string, hint: Hint) {
    super("OPTIONS_CONFLICT", `${one} and ${other} cannot be given together`, remedyOf(hint));
    this.reasonInKorean = `${one}, ${other}.`;
  }
}
