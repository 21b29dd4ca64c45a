import { ContractRefusedError } from "../../sdk/chain/contracts.ts";
import { readableValue } from "../../sdk/chain/refusalValues.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import type { ValueName } from "../../sdk/valueNames.ts";
import { koreanValue } from "./koreanValue.ts";
import { KOREAN_VALUE_NAMES } from "./koreanValueNames.ts";
import { shown } from "./shown.ts";

/** What stands elsewhere in the line: a refusal's own code and sentence, of whoever answered. */
const ELSEWHERE: readonly string[] = ["refusal", "said"];

/** A number, hash, address, name or path; or a time as `timeInKorea` writes it. */
const PLAIN = /^([\w.:/+-]+|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d KST)$/;

/** The values that an error names, each with its name, as people read them; nothing of an error that names none. */
export function koreanRefusalValues(error: unknown): string | undefined {
  if (!(error instanceof HanpyoError)) return undefined;
  const isContract = error instanceof ContractRefusedError;
  return inBrackets(
    Object.entries(isContract ? error.args : error.values)
      .filter(([name, value]) => !ELSEWHERE.includes(name) && value !== "")
      .map(([name, value]) => inKorean(name, koreanValue(name, isContract ? readableValue(name, value) : value))),
  );
}

/**
 * What a service says that its refusal names (P12.8), as far as it is a number, a time, a name without blanks, or words
 * that have a Korean form here: sentences of its own stand in the English line alone.
 */
export function koreanGivenValues(given: unknown): string | undefined {
  const values = Object.entries((given ?? {}) as Readonly<Record<string, string>>)
    .filter(([name]) => !ELSEWHERE.includes(name) && Object.hasOwn(KOREAN_VALUE_NAMES, name))
    .map(([name, value]) => ({ name, value, korean: koreanValue(name, value) }))
    .filter(({ value, korean }) => korean !== value || PLAIN.test(value));
  return inBrackets(values.map(({ name, korean }) => inKorean(name, korean)));
}

function inKorean(name: string, value: string): string {
  const named = Object.hasOwn(KOREAN_VALUE_NAMES, name) ? KOREAN_VALUE_NAMES[name as ValueName] : name;
  return `${named} ${shown(value)}`;
}

/** A value may stand twice under one name: as it is, and as a shell takes it. */
function inBrackets(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : `(${[...new Set(values)].join(", ")})`;
}
