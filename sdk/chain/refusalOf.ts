import { refusalInterfaces } from "./refusalInterfaces.ts";
import { readableValue } from "./refusalValues.ts";
import { type Refusal, remedies } from "./remedies.ts";

/** A contract's custom error: its values by name, as they are and as people read them, and what to do. */
export type Refused = {
  readonly refusal: Refusal;
  readonly args: Readonly<Record<string, string>>;
  readonly readable: Readonly<Record<string, string>>;
  readonly remedy: string;
};

/** The custom error of ours that a revert's data is; undefined for any other. */
export function refusalOf(data: string): Refused | undefined {
  for (const known of refusalInterfaces) {
    const parsed = known.parseError(data);
    if (parsed === null) continue;
    const args = parsed.fragment.inputs.map((input, i) => [input.name, String(parsed.args[i])] as const);
    const readable = args.map(([name, value]) => [name, readableValue(name, value)] as const);
    const refusal = parsed.name as Refusal;
    return {
      refusal,
      args: Object.fromEntries(args),
      readable: Object.fromEntries(readable),
      remedy: remedies[refusal],
    };
  }
  return undefined;
}
