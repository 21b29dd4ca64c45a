import type { z } from "zod";
import { recordSchema } from "../../sdk/verify/record.ts";
import { jsonContent } from "../hosting/jsonContent.ts";
import {
  checkpointsSchema,
  electionResultSchema,
  electionSchema,
  electionsSchema,
  explanationSchema,
  healthSchema,
  problemSchema,
  proposalSchema,
  proposalsSchema,
  rollsSchema,
} from "./answers.ts";
import { TOLD_LANGUAGES } from "./toldLanguage.ts";

const named = (name: string) => ({ name, in: "path", required: true, schema: { type: "string" } });
const paged = [
  { name: "after", in: "query", description: "The `next` of the page before", schema: { type: "string" } },
  { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100, default: 50 } },
];
const { schema: problem } = (jsonContent(problemSchema).content as { "application/json": { schema: object } })[
  "application/json"
];
const refused = {
  description: "A problem with a stable code",
  content: { "application/problem+json": { schema: problem } },
};

function asked(summary: string, schema: z.core.$ZodType, parameters: readonly object[] = []) {
  const ok = { description: "As of the block that is named; 304 where the ETag is the same", ...jsonContent(schema) };
  return { get: { summary, parameters, responses: { 200: ok, default: refused } } };
}

function file(summary: string, type: string, parameters: readonly object[] = []) {
  const content = { [type]: { schema: { type: "string" } } };
  const ok = { description: "As of the last final block; 304 where the ETag is the same", content };
  return { get: { summary, parameters, responses: { 200: ok, default: refused } } };
}

const roll = [named("rolls"), named("rollId")];
const toldFiles = Object.fromEntries([
  ...TOLD_LANGUAGES.flatMap((language) => [
    [`/v1/feeds/${language}.atom`, file("What happened, as Atom", "application/atom+xml")],
    [`/v1/calendars/${language}.ics`, file("Dates, as iCalendar", "text/calendar")],
    [`/v1/rolls/{rolls}/{rollId}/feeds/${language}.atom`, file("The same of a district", "application/atom+xml", roll)],
    [`/v1/rolls/{rolls}/{rollId}/calendars/${language}.ics`, file("The same of a district", "text/calendar", roll)],
  ]),
  ["/v1/results.csv", file("All results, a line for each option", "text/csv")],
  ["/v1/elections/{address}/result.csv", file("A result, a line for each option", "text/csv", [named("address")])],
]) as Record<string, unknown>;

/** The service's OpenAPI 3.1 description, made from the schemas that it answers with. */
export function openApi(): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: {
      title: "Hanpyo facts",
      version: "1",
      description:
        "Public facts of a municipality's elections, proposals and rolls, as of a final block. What this service says, it says by itself: rely on the record, which anybody verifies. Nothing is said of a person.",
    },
    paths: {
      "/v1/elections": asked("Elections, the oldest first", electionsSchema, paged),
      "/v1/elections/{address}": asked("An election", electionSchema, [named("address")]),
      "/v1/elections/{address}/result": asked("What was counted, and which checks hold", electionResultSchema, [
        named("address"),
      ]),
      "/v1/elections/{address}/record": asked("Its record; the ETag is the content hash", recordSchema, [
        named("address"),
      ]),
      "/v1/records/{hash}": asked("A record by its content hash", recordSchema, [named("hash")]),
      "/v1/proposals": asked("Proposals, the oldest first", proposalsSchema, paged),
      "/v1/proposals/{id}": asked("A proposal", proposalSchema, [named("id")]),
      "/v1/rolls": asked("Rolls with their last size", rollsSchema, paged),
      "/v1/rolls/{rolls}/{rollId}/checkpoints": asked("Sizes of a roll over time", checkpointsSchema, [
        named("rolls"),
        named("rollId"),
        ...paged,
      ]),
      ...toldFiles,
      "/v1/explanations/about-a-person": asked("Why nothing is said of a person", explanationSchema),
      "/v1/health": asked("Chain, and what is told", healthSchema),
      "/openapi.json": { get: { summary: "This description", responses: { 200: { description: "OpenAPI 3.1" } } } },
    },
  };
}
