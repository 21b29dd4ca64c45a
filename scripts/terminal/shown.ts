import { nodesError, nodesWords } from "../../sdk/chain/nodesError.ts";
import { HanpyoError } from "../../sdk/errors.ts";

/** Longest piece of foreign text that is shown. */
const LONGEST = 300;

/**
 * Foreign text as it may be shown on a terminal: no control characters and none that change the direction of writing,
 * so that a record cannot paint over the lines around it.
 */
export function shown(text: string): string {
  const whole = clean(text);
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}...` : whole;
}

/** The same, however long: for what must be read to its end. */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
}

/**
 * Why something failed: in the node's own words, if it gave any. Of ethers' errors only the short message: the whole
 * one quotes the request with the node's URL, whose path may be an access key.
 */
export function whyOf(error: unknown): string {
  if (!(error instanceof HanpyoError) && nodesError(error) !== undefined) return `the node says: ${nodesWords(error)}`;
  const { shortMessage, message } = Object(error) as { readonly shortMessage?: unknown; readonly message?: unknown };
  return (
    ([shortMessage, message].find((text) => typeof text === "string" && text !== "") as string | undefined) ??
    String(error)
  );
}

/** Shows where long work stands, in one line of standard error that is wiped at the end; nothing without a terminal. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): {
  say(text: string): void;
  end(): void;
} {
  const write = (text: string) => {
    if (stream.isTTY) stream.write(`\r\u001b[2K${text}`);
  };
  return { say: write, end: () => write("") };
}
