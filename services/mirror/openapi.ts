import { jsonContent } from "../hosting/jsonContent.ts";
import { healthSchema, keptSchema, offeredSchema, refusalSchema, textSchema } from "./answers.ts";

/** The service's OpenAPI 3.1 description, made from the schemas that it checks and answers with. */
export function openApi(): Record<string, unknown> {
  const refused = { description: "Refused: nothing was kept", ...jsonContent(refusalSchema) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Hanpyo mirror",
      version: "1",
      description: "Keeps texts of proposals by their digests, and gives them without what notices hide.",
    },
    paths: {
      "/texts": {
        post: {
          summary: "Give the text of a proposal that was posted; the same again changes nothing",
          requestBody: { required: true, ...jsonContent(offeredSchema, "input") },
          responses: { 201: { description: "Written", ...jsonContent(keptSchema) }, default: refused },
        },
      },
      "/texts/{digest}": {
        get: {
          summary: "The text of a digest",
          parameters: [{ name: "digest", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            200: { description: "To be held against the digest", ...jsonContent(textSchema) },
            default: refused,
          },
        },
      },
      "/health": {
        get: {
          summary: "Chain, texts and other mirrors",
          responses: { 200: { description: "Now", ...jsonContent(healthSchema) } },
        },
      },
      "/openapi.json": {
        get: { summary: "This description", responses: { 200: { description: "OpenAPI 3.1" } } },
      },
    },
  };
}
