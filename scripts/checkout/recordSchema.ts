import { writeFileSync } from "node:fs";
import { recordJsonSchema } from "../../sdk/verify/record.ts";
import { projectRoot } from "./projectRoot.ts";

/** The record's JSON Schema, from the project's root. */
export const recordSchemaFile = "sdk/verify/record.schema.json";

/** The text of the generated file. */
export function recordSchemaSource(): string {
  return `${JSON.stringify(recordJsonSchema(), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(projectRoot + recordSchemaFile, recordSchemaSource());
