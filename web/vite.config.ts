import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { fontSlices } from "./fontSlices.ts";
import { leanArtifacts } from "./leanArtifacts.ts";
import { phraseLists } from "./phraseLists.ts";
import { signingLater } from "./signingLater.ts";
import { usedTokens } from "./usedTokens.ts";

const root = fileURLToPath(new URL("./", import.meta.url));

const fonts = `${root}../node_modules/krds-uiux/resources/fonts`;
const slices = `${root}../build/fonts`;

/** The parts of ethers that read contracts; those of wallets, signatures, key files and amounts stay with the pages that need them. */
const READS_CHAIN =
  /\/ethers\/lib\.esm\/(abi|address|constants|contract|hash\/(id|typed|namehash)|transaction\/accesslist|utils\/(?!fixednumber|units)|providers\/(abstract|provider-jsonrpc|provider\.|network|format|plugins|subscriber|ens)|crypto\/(keccak|signature|sha2|crypto))/;

/** Of zod only what its small form needs: configuration and content are read with that, and they come first. */
const FRAMEWORK =
  /\/node_modules\/(react|react-dom|scheduler|i18next|react-i18next|react-router|@tanstack|zod\/(mini|v4\/mini|v4\/core(?!\/(to-)?json-schema)))\//;

/** Modules of the sdk and of circomlibjs do nothing by being loaded: what a page or a worker does not use of them is left out. */
const treeshake = { moduleSideEffects: (id: string) => !/\/sdk\/[^?]*\.ts$|\/circomlibjs\//.test(id) };

/** The page: relative addresses only, so that it works behind any path, and nothing inline, for the strict CSP. */
export default defineConfig({
  root,
  base: "./",
  plugins: [
    fontSlices({ texts: `${root}src`, fonts, slices }),
    usedTokens(`${root}src`),
    leanArtifacts(),
    phraseLists(),
    signingLater(),
    react(),
  ],
  resolve: {
    alias: [
      { find: "krds", replacement: `${root}../node_modules/krds-uiux/resources` },
      { find: "slices", replacement: slices },
      // ethers' names like alice.eth, which this page never looks up, and the tables of their letters.
      { find: /^(@adraffy\/ens-normalize|\.\/ens-resolver\.js)$/, replacement: `${root}src/shared/noNames.ts` },
    ],
  },
  define: { global: "globalThis", "process.browser": "true" },
  build: {
    outDir: `${root}../build/page`,
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    // A font or picture as a data: address would be refused or escape the cache.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake,
      // What every page needs, in two files: many small ones take more time and compress worse.
      output: {
        codeSplitting: {
          groups: [
            { name: "ethereum", test: READS_CHAIN },
            { name: "framework", test: FRAMEWORK },
          ],
        },
      },
    },
  },
  worker: { format: "es", rolldownOptions: { treeshake } },
});
