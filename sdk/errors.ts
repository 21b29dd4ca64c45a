import type { Code } from "./codes.ts";
import type { ValueName } from "./valueNames.ts";

/** A value under its name, as `{ account }`. */
export type NamedValue = Readonly<Partial<Record<ValueName, string | number | bigint>>>;

/** A sentence in English, and the values in it by name, so that any language can tell them. */
export type Told = { readonly text: string; readonly values: Readonly<Record<string, string>> };

/** A sentence with values, each under its registered name: told`There is no circuit ${{ circuit }}`. */
export function told(parts: TemplateStringsArray, ...places: readonly NamedValue[]): Told {
  const values: Record<string, string> = {};
  const text = parts.reduce((before, part, place) => {
    const [[name, value] = ["", ""]] = Object.entries(places[place - 1] ?? {});
    values[name] = String(value);
    return `${before}${value}${part}`;
  });
  return { text, values };
}

/**
 * The base of every error that Hanpyo throws on purpose: one class per fact.
 *
 * `code` is stable and meant for programs, `what` says what happened and names the value,
 * `remedy` says what to do. The message is both. `values` has what both name, for other languages.
 */
export abstract class HanpyoError extends Error {
  readonly code: Code;
  readonly what: string;
  readonly remedy: string;
  readonly values: Readonly<Record<string, string>>;

  constructor(code: Code, what: string | Told, remedy: string | Told) {
    const [said, cure] = [what, remedy].map((text) => (typeof text === "string" ? { text, values: {} } : text)) as [
      Told,
      Told,
    ];
    super(`${said.text}. ${cure.text}.`);
    this.name = new.target.name;
    this.code = code;
    this.what = said.text;
    this.remedy = cure.text;
    this.values = { ...said.values, ...cure.values };
  }
}
