import { writeFileSync } from "node:fs";
import { openApi as ofFacts } from "../../services/facts/openapi.ts";
import { openApi as ofMirror } from "../../services/mirror/openapi.ts";
import { openApi as ofOffice } from "../../services/registrar/openapi.ts";
import { openApi as ofRelayer } from "../../services/relayer/openapi.ts";
import { projectRoot } from "../checkout/projectRoot.ts";

/** Where the services' descriptions stand, from the project's root. */
export const OPENAPI = "docs/openapi";

/** By the file's name, what each service answers under `/openapi.json`, for whoever writes a client without running one. */
export function openApiFiles(): Readonly<Record<string, string>> {
  const descriptions = { relayer: ofRelayer(), office: ofOffice(), mirror: ofMirror(), facts: ofFacts() };
  return Object.fromEntries(
    Object.entries(descriptions).map(([name, text]) => [`${name}.json`, `${JSON.stringify(text, null, 1)}\n`]),
  );
}

if (import.meta.main) {
  for (const [file, text] of Object.entries(openApiFiles())) writeFileSync(`${projectRoot + OPENAPI}/${file}`, text);
}
