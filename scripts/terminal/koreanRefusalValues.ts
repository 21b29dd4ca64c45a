import { ContractRefusedError } from "../../sdk/chain/contracts.ts";
import { readableValue } from "../../sdk/chain/refusalValues.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import type { ValueName } from "../../sdk/valueNames.ts";
import { koreanValue } from "./koreanValue.ts";
import { KOREAN_VALUE_NAMES } from "./koreanValueNames.ts";
import { shown } from "./shown.ts";

/** What stands elsewhere in the line: a refusal's own code and sentence, of whoever answered. */
const ELSEWHERE: readonly string[] = ["refusal", "said"];

/** The values that an error names, each with its name, as people read them; nothing of an error that names none. */
export function koreanRefusalValues(error: unknown): string | undefined {
  if (!(error instanceof HanpyoError)) return undefined;
  const isContract = error instanceof ContractRefusedError;
  const values = Object.entries(isContract ? error.args : error.values)
    .filter(([name, value]) => !ELSEWHERE.includes(name) && value !== "")
    .map(([name, value]) => {
      const named = Object.hasOwn(KOREAN_VALUE_NAMES, name) ? KOREAN_VALUE_NAMES[name as ValueName] : name;
      return `${named} ${shown(koreanValue(name, isContract ? readableValue(name, value) : value))}`;
    });
  // A value may stand twice under one name: as it is, and as a shell takes it.
  return values.length === 0 ? undefined : `(${[...new Set(values)].join(", ")})`;
}
