import { InvalidArgumentError } from "commander";
import { getAddress, isAddress } from "ethers";
import { hiddenCharacter } from "../../sdk/election/plainText.ts";

/** An option's or an argument's value that cannot be taken; commander adds whose it is. */
export class UnfitValueError extends InvalidArgumentError {
  readonly value: string;

  /** @param needed What it has to be, in a sentence. */
  constructor(value: string, needed: string) {
    super(needed);
    this.value = value;
  }
}

/** Reads an option's value as a whole number from `least` to `most`, or of up to nine digits where there is no most. */
export function wholeNumber(least: number, most?: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^[0-9]{1,15}$/.test(text) && value >= least && value <= (most ?? 999_999_999)) return value;
    if (most === undefined) throw new UnfitValueError(text, `Give a whole number from ${least}.`);
    throw new UnfitValueError(text, `Give a whole number from ${least} to ${most}.`);
  };
}

/** A name as it is signed and compared, whichever way a keyboard composes its characters (NFC). */
export function composedText(text: string): string {
  return text.normalize("NFC");
}

/** Reads an option's value as an Ethereum address; a mixed-case one must have the right checksum. */
export function accountAddress(text: string): string {
  if (!isAddress(text) || !text.startsWith("0x")) {
    throw new UnfitValueError(
      text,
      "Give an address: 0x and 40 hexadecimal digits, with the checksum if in mixed case.",
    );
  }
  return getAddress(text);
}

/** Reads an option's value as the URL of a node. */
export function rpcUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UnfitValueError(text, "Give the node's URL, for example http://127.0.0.1:8545.");
  }
  return text;
}

/** Reads an option's value as the address at which a service is reached. */
export function serviceUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UnfitValueError(text, "Give the service's address, for example https://registrar.example.");
  }
  return text.replace(/\/$/, "");
}

/** Reads an option's value as the address at which people find the page; it comes out with a slash at the end. */
export function pageUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw new UnfitValueError(text, "Give the page's address, for example https://vote.example/.");
  }
  return url.href.replace(/\/?$/, "/");
}

/** Reads an option's value as an account and the address at which it serves, as relayers are announced. */
export function accountAtUrl(text: string): { readonly account: string; readonly url: string } {
  const [, account, url] = /^(0x[0-9a-fA-F]{40})@(https?:\/\/.+?)\/?$/.exec(text) ?? [];
  if (account === undefined || url === undefined || !URL.canParse(url)) {
    throw new UnfitValueError(text, "Give ACCOUNT@URL, for example 0x...@https://relayer.example.");
  }
  return { account: accountAddress(account), url };
}

/** Reads an option's value as words that others read: nothing in it that nobody sees, or that turns the text around. */
export function seenText(text: string): string {
  const hidden = hiddenCharacter(text);
  if (hidden !== undefined) throw new UnfitValueError(text, `It holds ${hidden}, which nobody sees. Type it anew.`);
  if (text.trim() === "") throw new UnfitValueError(text, "It holds nothing that anybody sees. Type it anew.");
  return text.normalize("NFC");
}
