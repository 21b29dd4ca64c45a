import { ballotPackageSchema } from "../../sdk/election/ballotPackage.ts";
import { actPackageSchema } from "../../sdk/proposals/actPackage.ts";
import { textFileSchema } from "../../sdk/proposals/textFile.ts";
import { jsonContent } from "../hosting/jsonContent.ts";
import {
  acknowledgementSchema,
  actAcknowledgementSchema,
  actStatusSchema,
  digestSchema,
  healthSchema,
  refusalSchema,
  statusSchema,
} from "./answers.ts";

/** The service's OpenAPI 3.1 description, made from the schemas that it checks and answers with. */
export function openApi(): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: {
      title: "Hanpyo relayer",
      version: "1",
      description:
        "Takes proved ballots and acts of proposals, acknowledges them with a signature, and puts them on the chain in batches.",
    },
    paths: {
      "/ballots": {
        post: {
          summary: "Submit a ballot; the same ballot again gives the same acknowledgement",
          requestBody: { required: true, ...jsonContent(ballotPackageSchema) },
          responses: {
            201: { description: "Written and acknowledged", ...jsonContent(acknowledgementSchema) },
            default: { description: "Refused: nothing was promised", ...jsonContent(refusalSchema) },
          },
        },
      },
      "/ballots/{tracker}": {
        get: {
          summary: "Where a ballot is",
          parameters: [{ name: "tracker", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            200: { description: "Accepted, included, final, displaced or missing", ...jsonContent(statusSchema) },
            default: { description: "Not a tracker, or the chain is out of reach", ...jsonContent(refusalSchema) },
          },
        },
      },
      "/acts": {
        post: {
          summary: "Submit a support, a withdrawal or a posting; the same act again gives the same acknowledgement",
          requestBody: { required: true, ...jsonContent(actPackageSchema) },
          responses: {
            201: { description: "Written and acknowledged", ...jsonContent(actAcknowledgementSchema) },
            default: { description: "Refused: nothing was promised", ...jsonContent(refusalSchema) },
          },
        },
      },
      "/acts/{tracker}": {
        get: {
          summary: "Where an act is",
          parameters: [{ name: "tracker", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            200: { description: "As of a ballot, or never to be taken any more", ...jsonContent(actStatusSchema) },
            default: { description: "Not a tracker, or the chain is out of reach", ...jsonContent(refusalSchema) },
          },
        },
      },
      "/acts/{tracker}/text": {
        post: {
          summary: "Hand over the text of a posting that was acknowledged, for the mirrors",
          parameters: [{ name: "tracker", in: "path", required: true, schema: { type: "string" } }],
          requestBody: { required: true, ...jsonContent(textFileSchema) },
          responses: {
            202: {
              description: "Written; mirrors get it once the posting is in a block",
              ...jsonContent(digestSchema),
            },
            default: { description: "Refused, or no mirror is known here", ...jsonContent(refusalSchema) },
          },
        },
      },
      "/health": {
        get: {
          summary: "Account, queue and chain",
          responses: { 200: { description: "Now", ...jsonContent(healthSchema) } },
        },
      },
      "/openapi.json": {
        get: { summary: "This description", responses: { 200: { description: "OpenAPI 3.1" } } },
      },
    },
  };
}
