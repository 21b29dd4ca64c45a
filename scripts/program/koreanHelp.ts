import type { EventEmitter } from "node:events";
import { type Command, Help } from "commander";
import { columnsOf } from "../terminal/columns.ts";
import { ENVIRONMENTS_NODES } from "../terminal/commandOptions.ts";
import { afterTextInKorean } from "./helpAfter.ts";
import { helpInKorean } from "./korean/catalogue.ts";

/** Headings that commander writes. */
const HEADINGS: Readonly<Record<string, string>> = {
  "Usage:": "쓰는 법:",
  "Arguments:": "넣을 값:",
  "Options:": "옵션:",
  "Commands:": "명령:",
};

const plain = new Help();

/** What commander builds a help from, in Korean. */
const koreanHelp: Partial<Help> = {
  styleTitle: (title) => HEADINGS[title] ?? title,
  commandUsage: (command) => termInKorean(plain.commandUsage(command)),
  subcommandTerm: (command) => termInKorean(plain.subcommandTerm(command)),
  commandDescription: (command) => helpInKorean(command.description()),
  subcommandDescription: (command) => helpInKorean(command.description()),
  optionDescription: (option) => described(option.description, plain.optionDescription(option)),
  argumentDescription: (argument) => described(argument.description, plain.argumentDescription(argument)),
  displayWidth: columnsOf,
};

/** Lets a whole command line give its help in Korean. */
export function speakKorean(command: Command): void {
  command.configureHelp(koreanHelp);
  // Its types leave out that a command is an emitter of events.
  const events = command as unknown as EventEmitter;
  const inEnglish = events.listeners("afterHelp");
  events.removeAllListeners("afterHelp");
  events.on("afterHelp", (context: { readonly write: (text: string) => void }) => {
    const korean = { ...context, write: (text: string) => context.write(afterTextInKorean(text)) };
    for (const say of inEnglish) say(korean);
  });
  for (const below of command.commands) speakKorean(below);
}

/** How a command is written. */
function termInKorean(term: string): string {
  return term.replace("[options]", "[옵션]").replace("[command]", "[명령]");
}

/** A description with what commander adds to it: the choices, and the default. */
function described(english: string, whole: string): string {
  const added = whole
    .slice(english.length)
    .replace("(choices: ", "(고를 수 있는 값: ")
    .replace("env: ", "환경 변수: ")
    .replace("default: ", "기본값: ")
    .replace(ENVIRONMENTS_NODES, "환경 변수의 것");
  return helpInKorean(english) + added;
}
