import { HanpyoError } from "../../sdk/errors.ts";

/** What a trustee's command can be given, before it is known which part of the work is meant. */
export type Options = {
  readonly board?: string;
  readonly election?: string;
  readonly rpc: readonly string[];
  readonly trustee?: string;
  readonly key?: string;
  readonly passphraseFile?: string;
  readonly writeTask?: string;
  readonly task?: string;
  readonly out?: string;
  readonly post?: string;
  readonly account?: string;
  readonly journal?: string;
  readonly journalLost?: boolean;
  readonly oneNode?: boolean;
  readonly trust?: string;
  readonly anchor?: string;
  readonly withoutTrust?: boolean;
  readonly fingerprint?: string;
  readonly json?: boolean;
  readonly lang?: string;
};

/** The three parts, each for one machine, and all of them at once. */
export type Part = "read" | "make" | "post" | "all";

export class OptionsUnfitError extends HanpyoError {
  readonly reasonInKorean: string;

  constructor(reason: string, command: string, korean: string) {
    super("OPTIONS_UNFIT", reason, `See the four forms in \`npm run hanpyo -- trustee ${command} --help\``);
    this.reasonInKorean = korean;
  }
}

const needed: Readonly<Record<Part, readonly (keyof Options)[]>> = {
  read: ["writeTask", "rpc", "trustee"],
  make: ["task", "key", "out"],
  post: ["post", "rpc"],
  all: ["key", "rpc"],
};

const allowed: Readonly<Record<Part, readonly (keyof Options)[]>> = {
  read: ["board", "election", "oneNode", "trust", "anchor", "withoutTrust", "json"],
  make: ["passphraseFile", "journal", "journalLost", "fingerprint", "json"],
  post: ["account", "passphraseFile", "json"],
  all: [
    ...["board", "election", "oneNode", "trust", "anchor", "withoutTrust"],
    ...["passphraseFile", "journal", "journalLost", "fingerprint", "json"],
  ] as (keyof Options)[],
};

/** Which part the options ask for. Throws `OptionsUnfitError` for missing ones and for those that do not belong to it. */
export function partOf(options: Options, command: string, target: "board" | "election", anybodyPosts: boolean): Part {
  const part: Part =
    options.writeTask !== undefined
      ? "read"
      : options.task !== undefined
        ? "make"
        : options.post !== undefined
          ? "post"
          : "all";
  const wanted = [
    ...needed[part],
    ...(part === "read" || part === "all" ? [target] : []),
    ...(part === "post" && anybodyPosts ? ["account" as const] : []),
  ];
  const missing = wanted.find((name) => !isGiven(options[name]));
  if (missing !== undefined) {
    throw new OptionsUnfitError(`${flag(missing)} is missing`, command, `빠진 것: ${flag(missing)}.`);
  }
  const given = (Object.keys(options) as (keyof Options)[]).filter((name) => isGiven(options[name]));
  const foreign = given.find((name) => ![...wanted, ...allowed[part], "lang"].includes(name));
  if (foreign !== undefined) {
    const others = wanted.map(flag).join(", ");
    const korean = `${flag(foreign)}: ${others}와(과) 함께 쓸 수 없습니다.`;
    throw new OptionsUnfitError(`${flag(foreign)} does not go with ${others}`, command, korean);
  }
  return part;
}

function isGiven(value: Options[keyof Options]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function flag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
