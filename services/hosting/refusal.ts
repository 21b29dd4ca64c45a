import { timeInKorea } from "../../sdk/election/timeInKorea.ts";
import { HanpyoError, type Told } from "../../sdk/errors.ts";

/** Why a service does not do what it is asked: `code` is stable, `status` is that of the HTTP answer. */
export abstract class RefusalError extends HanpyoError {
  readonly status: number;

  constructor(status: number, code: HanpyoError["code"], what: Told, remedy: string) {
    super(code, what, remedy);
    this.status = status;
  }
}

/** What a refusal's sentence names: one value for each `{name}`, in their order. */
type ValuesOf<What extends string> = What extends `${string}{${string}}${infer Rest}`
  ? readonly [value: string | number | bigint, ...ValuesOf<Rest>]
  : readonly [];

/** A refusal's parts. */
export type RefusalParts<What extends string> = {
  /** Of the HTTP answer. */
  readonly status: number;
  /** What happened, with `{name}` for each value, by a name of sdk/valueNames.ts, `{name:time}` for Unix seconds. */
  readonly what: What;
  /** What to do. */
  readonly remedy: string;
};

/** The error class of one fact, so that a service's refusals read as a table. It is made with the values of `what`. */
export function refusal<const What extends string>(
  code: HanpyoError["code"],
  { status, what, remedy }: RefusalParts<What>,
): new (
  ...values: ValuesOf<What>
) => RefusalError {
  const made = class extends RefusalError {
    constructor(...values: ValuesOf<What>) {
      const next = values.values();
      const named: Record<string, string> = {};
      const text = what.replace(/\{(\w+)(:time)?\}/g, (_, name: string, isTime?: string) => {
        const { value } = next.next();
        named[name] = isTime === undefined ? String(value) : timeInKorea(Number(value));
        return named[name];
      });
      super(status, code, { text, values: named }, remedy);
    }
  };
  // The name of its errors.
  Object.defineProperty(made, "name", { value: code });
  return made;
}
