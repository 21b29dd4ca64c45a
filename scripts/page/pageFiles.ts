import { existsSync, readdirSync } from "node:fs";
import { extname } from "node:path";
import { circuitFiles } from "../checkout/buildCircuits.ts";
import { circuitInstances } from "../checkout/instances.ts";
import { keyFiles, sumsFile } from "../checkout/keys.ts";
import { projectRoot } from "../checkout/projectRoot.ts";
import { ceremonySumsFile, semaphoreArtifacts, semaphoreCircuit } from "../checkout/semaphoreCircuit.ts";
import { pageFolder } from "./buildPage.ts";
import { compressedKeys } from "./compressedKeys.ts";

/** A file that the server gives out. Only files listed here are: an address never becomes a path. */
export type ServedFile = { readonly path: string; readonly type: string; readonly cache: string };

const types: Readonly<Record<string, string>> = {
  ...{
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
  },
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".gz": "application/gzip",
};

/** Files of `assets/` have their hash in the name. */
export const FOR_EVER = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";

/** The built page and its keys, by address below the page. */
export function pageFiles(): ReadonlyMap<string, ServedFile> {
  const entries = readdirSync(pageFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const built = entries.map((entry) => {
    const path = `${entry.parentPath.replace(/\/$/, "")}/${entry.name}`;
    const address = path.slice(pageFolder.length);
    return [address, served(path, address.startsWith("assets/") ? FOR_EVER : ASK_AGAIN)] as const;
  });
  const index = built.filter(([address]) => address === "index.html").map(([, file]) => ["", file] as const);
  return new Map([...built, ...index, ...keys()]);
}

/** Proving keys, verification keys and circuits, keys and circuits also compressed, as `config.json` names their folder; the lists of sums say what they must be. */
function keys(): readonly (readonly [string, ServedFile])[] {
  const named = circuitInstances().flatMap(({ name }) => {
    const { provingKey, verificationKey } = keyFiles(name);
    return [
      [`keys/${name}.zkey`, provingKey],
      [`keys/${name}.json`, verificationKey],
      [`keys/${name}.wasm`, circuitFiles(name).wasm],
    ] as const;
  });
  const { name: acts } = semaphoreCircuit;
  const others = [
    [`keys/${acts}.zkey`, semaphoreArtifacts.provingKey],
    [`keys/${acts}.json`, semaphoreArtifacts.verificationKey],
    [`keys/${acts}.wasm`, semaphoreArtifacts.wasm],
    ["keys/SHA256SUMS", sumsFile],
    ["keys/CEREMONY_SHA256SUMS", ceremonySumsFile],
  ] as const;
  const compressed = [...compressedKeys()].filter(([, path]) => existsSync(path));
  return [
    ...[...named, ...others].map(([address, path]) => [address, served(projectRoot + path, ASK_AGAIN)] as const),
    ...compressed.map(([name, path]) => [`keys/${name}`, served(path, ASK_AGAIN)] as const),
  ];
}

function served(path: string, cache: string): ServedFile {
  return { path, type: types[extname(path)] ?? "application/octet-stream", cache };
}
