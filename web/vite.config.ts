import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL("./", import.meta.url));

/** The page: relative addresses only, so that it works behind any path, and nothing inline, for the strict CSP. */
export default defineConfig({
  root,
  base: "./",
  plugins: [react()],
  resolve: { alias: { krds: `${root}../node_modules/krds-uiux/resources` } },
  define: { global: "globalThis", "process.browser": "true" },
  build: {
    outDir: `${root}../build/page`,
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    // A font or picture as a data: address would be refused or escape the cache.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
});
