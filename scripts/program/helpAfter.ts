import { helpInKorean } from "./korean/catalogue.ts";

const HEADINGS: Readonly<Record<string, string>> = {
  "Example:": "예:",
  "Examples:": "예:",
  "Off line:": "인터넷 없이:",
};

/** Whether a line stands for itself, as part of no paragraph: empty, of an example, or a heading. */
function isApart(line: string): boolean {
  return line === "" || line.startsWith("  ") || line in HEADINGS;
}

/** The paragraphs of prose in the text after a help, their lines joined. */
export function proseOf(text: string): readonly string[] {
  return pieces(text).filter((piece) => !isApart(piece));
}

/** The text after a help: headings and prose in Korean, examples as they are. */
export function afterTextInKorean(text: string): string {
  return pieces(text)
    .map((piece) => HEADINGS[piece] ?? helpInKorean(piece))
    .join("\n");
}

/** The lines of a text, those of a paragraph joined. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let isOpen = false;
  for (const line of text.split("\n")) {
    const isProse = !isApart(line);
    if (isProse && isOpen) found.push(`${found.pop()} ${line}`);
    else found.push(line);
    isOpen = isProse;
  }
  return found;
}
