/** The environment's variable that says by which name the command line was called; scripts/hanpyo.mjs sets it. */
export const CALLED_VARIABLE = "HANPYO_CALLED";

/** A text whose commands stand as this command was called: by the linked program, or by npm in the project's folder. */
export function asCalled(text: string): string {
  return process.env[CALLED_VARIABLE] === "hanpyo" ? text.replaceAll("npm run hanpyo -- ", "hanpyo ") : text;
}
