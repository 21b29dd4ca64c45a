import type { Plugin } from "vite";

/** Where ethers reads back a transaction that it signed, which only whoever sends one does. */
const READERS = /\/ethers\/lib\.esm\/providers\/abstract-(provider|signer)\.js$/;
const IMPORTED = /import \{ Transaction \} from "(\.\.\/transaction\/)index\.js";/;

/**
 * ethers' form of a signed transaction, and the curve behind it, are loaded where something is sent: its readers of the
 * chain name both in asynchronous functions alone. Fails where a new version of ethers has them elsewhere.
 */
export function signingLater(): Plugin {
  return {
    name: "signing-later",
    enforce: "pre",
    transform(code, id) {
      if (!READERS.test(id)) return undefined;
      const folder = IMPORTED.exec(code)?.[1];
      const later = code
        .replace(IMPORTED, "")
        .replace(" = Transaction.from(", ` = (await import("${folder}transaction.js")).Transaction.from(`);
      if (folder === undefined || /[^.]Transaction\.from\(/.test(later)) {
        throw new Error(`${id} reads transactions otherwise than web/signingLater.ts knows`);
      }
      return later;
    },
  };
}
