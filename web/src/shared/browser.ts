/** What keeps a browser from running this page, in the order in which it matters. */
export type BrowserFault = "old" | "inApp";

type Seen = { readonly userAgent: string; readonly globals: Readonly<Record<string, unknown>> };

/** What the proofs need of a browser. */
const NEEDED = ["WebAssembly", "BigInt", "Worker", "indexedDB", "TextDecoder"];

/** Browsers inside other apps lose keys and downloads; by the names that they give themselves. */
const IN_APP = /KAKAOTALK|NAVER\(inapp|Instagram|FBAN|FBAV|Line\/|DaumApps|everytimeApp/i;

/** Says why a browser is unfit, if it is. */
export function browserFault({ userAgent, globals }: Seen): BrowserFault | undefined {
  if (NEEDED.some((name) => globals[name] === undefined)) return "old";
  return IN_APP.test(userAgent) ? "inApp" : undefined;
}
