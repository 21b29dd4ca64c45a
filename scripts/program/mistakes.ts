import { type CommanderError, InvalidArgumentError } from "commander";
import type { HanpyoError } from "../../sdk/errors.ts";
import { UnfitValueError } from "../terminal/optionValues.ts";
import { clean } from "../terminal/shown.ts";
import { koreanHint } from "./koreanHint.ts";
import {
  ArgumentMissingError,
  ArgumentsTooManyError,
  CommandUnknownError,
  type Hint,
  OptionEmptyError,
  OptionMissingError,
  OptionsConflictError,
  OptionUnknownError,
  ValueUnfitError,
} from "./mistypedErrors.ts";

/** What commander says of a mistyped command, and the fact that it is; the groups are what was typed or asked for. */
const FORMS: readonly (readonly [form: RegExp, fact: (words: readonly string[], hint: Hint) => HanpyoError])[] = [
  [/^error: unknown command '(.*?)'/s, ([name = ""], hint) => new CommandUnknownError(name, hint)],
  [/^error: unknown option '(.*?)'/s, ([name = ""], hint) => new OptionUnknownError(name, hint)],
  [/^error: missing required argument '(.*?)'/, ([name = ""], hint) => new ArgumentMissingError(name, hint)],
  [/^error: required option '(.*?)' not specified/, ([flags = ""], hint) => new OptionMissingError(flags, hint)],
  [/^error: option '(.*?)' argument missing/, ([flags = ""], hint) => new OptionEmptyError(flags, hint)],
  [
    /^error: option '(.*?)' argument '(.*?)' is invalid\./s,
    ([flags = "", value = ""], hint) => new ValueUnfitError(printed(value), flags, hint),
  ],
  [
    /^error: option '(.*?)' value '(.*?)' from env '(.*?)' is invalid\./s,
    ([flags = "", value = "", variable = ""], hint) =>
      new ValueUnfitError(printed(value), `${variable} (${flags})`, hint),
  ],
  [
    /^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\./s,
    ([value = "", name = ""], hint) => new ValueUnfitError(printed(value), `<${name}>`, hint),
  ],
  [
    /^error: too many arguments.*? Expected (\d+) arguments? but got (\d+): (.*)\.$/s,
    ([taken = "", given = "", values = ""], hint) => new ArgumentsTooManyError(taken, given, values, hint),
  ],
  [
    /^error: (.*?) cannot be used with (.*)$/s,
    ([one = "", other = ""], hint) => new OptionsConflictError(one, other, hint),
  ],
];

/** What a mistyped command is, with what was typed and what it had to be; nothing of what commander says otherwise. */
export function mistakeOf(error: CommanderError): HanpyoError | undefined {
  const [first = "", ...more] = error.message.trim().split("\n");
  if (error instanceof InvalidArgumentError) {
    return new ValueUnfitError(error instanceof UnfitValueError ? printed(error.value) : "", "", hintOf(first, ""));
  }
  for (const [form, fact] of FORMS) {
    const found = form.exec(first);
    if (found !== null) return fact(found.slice(1), hintOf(first, more.join(" ")));
  }
  return undefined;
}

/** What has to stand there (behind the form, in its line) or which name was meant (in a line of its own). */
function hintOf(line: string, below: string): Hint {
  const meant = /^\((.*)\)$/.exec(below.trim())?.[1] ?? "";
  const needed = / is invalid(?: for argument '.*?')?\. (.*)$/s.exec(line)?.[1] ?? (/^error: /.test(line) ? "" : line);
  const en = clean(meant === "" ? needed : meant);
  return { en, ko: koreanHint(en) ?? "" };
}

/** As it was typed; but no private key, and of an address no more than its host: what follows may be an access key. */
function printed(value: string): string {
  if (/^(0x)?[0-9a-f]{64}$/i.test(value.trim())) return "64 hexadecimal digits, which may be a key";
  if (URL.canParse(value) && new URL(value).host !== "") return `${new URL(value).protocol}//${new URL(value).host}`;
  return clean(value);
}
