import type { Code } from "./codes.ts";

/**
 * The base of every error that Hanpyo throws on purpose: one class per fact.
 *
 * `code` is stable and meant for programs, `what` says what happened and names the value,
 * `remedy` says what to do. The message is both.
 */
export abstract class HanpyoError extends Error {
  readonly code: Code;
  readonly what: string;
  readonly remedy: string;

  constructor(code: Code, what: string, remedy: string) {
    super(`${what}. ${remedy}.`);
    this.name = new.target.name;
    this.code = code;
    this.what = what;
    this.remedy = remedy;
  }
}
