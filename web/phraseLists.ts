import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const lists = fileURLToPath(new URL("../node_modules/ethers/lib.esm/wordlists/", import.meta.url));
const MODULE = "\0phrase-lists";

/**
 * ethers' lists of words for recovery phrases, of which its own build for browsers has English alone, and its whole one
 * nine languages: those that the page shows.
 */
export function phraseLists(): Plugin {
  return {
    name: "phrase-lists",
    enforce: "pre",
    resolveId(id, importer) {
      return id === "./wordlists.js" && importer?.endsWith("/ethers/lib.esm/wordlists/index.js") ? MODULE : undefined;
    },
    load(id) {
      if (id !== MODULE) return undefined;
      return `import { LangEn } from ${JSON.stringify(`${lists}lang-en.js`)};
import { LangKo } from ${JSON.stringify(`${lists}lang-ko.js`)};
export const wordlists = { en: /* @__PURE__ */ LangEn.wordlist(), ko: /* @__PURE__ */ LangKo.wordlist() };`;
    },
  };
}
