import { z } from "zod";
import {
  batchAnswerSchema,
  batchRequestSchema,
  enrolmentSchema,
  enrolmentStatusSchema,
  factsAnswerSchema,
  objectionAnswerSchema,
  objectionRequestSchema,
  officeCountsSchema,
  officeHealthSchema,
  officeRefusalSchema,
  officeSchema,
  presentationSchema,
  sessionAnswerSchema,
  sessionRequestSchema,
  standingAnswerSchema,
  voucherAnswerSchema,
  voucherRequestSchema,
} from "../../sdk/enrolling/officeAnswers.ts";
import { jsonContent } from "../hosting/jsonContent.ts";

/** The service's OpenAPI 3.1 description, made from the schemas that it checks and answers with. */
export function openApi(): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: {
      title: "Hanpyo office",
      version: "1",
      description: "Registrar or approver: checks who somebody is, and signs its half of a voucher.",
    },
    paths: {
      "/office": { get: operation("Who the office is and what it offers", undefined, 200, officeSchema) },
      "/sessions": { post: operation("Begin", sessionRequestSchema, 201, sessionAnswerSchema) },
      "/sessions/{session}/presentation": {
        post: operation(
          "Present an eID; a wallet may post OpenID4VP's form",
          presentationSchema,
          200,
          z.union([factsAnswerSchema, standingAnswerSchema]),
          "session",
        ),
      },
      "/sessions/{session}/voucher": {
        post: operation("Get the half-voucher", voucherRequestSchema, 200, voucherAnswerSchema, "session"),
      },
      "/sessions/{session}/objection": {
        post: operation("Object", objectionRequestSchema, 201, objectionAnswerSchema, "session"),
      },
      "/enrolments": {
        post: operation(
          "Have an enrolment brought to the chain, or filed",
          enrolmentSchema,
          202,
          enrolmentStatusSchema,
        ),
      },
      "/batches": {
        post: operation(
          "Have the office sign newcomers as a whole, for each of whom it gave its half-voucher",
          batchRequestSchema,
          200,
          batchAnswerSchema,
        ),
      },
      "/enrolments/{commitment}": {
        get: operation("Where an enrolment is", undefined, 200, enrolmentStatusSchema, "commitment"),
      },
      "/counts": {
        get: operation("Who may vote by the office's own book, per district", undefined, 200, officeCountsSchema),
      },
      "/health": { get: operation("Key, chain and queue", undefined, 200, officeHealthSchema) },
      "/openapi.json": {
        get: { summary: "This description", responses: { 200: { description: "OpenAPI 3.1" } } },
      },
    },
  };
}

function operation(
  summary: string,
  request: z.ZodType | undefined,
  status: number,
  answer: z.ZodType,
  parameter?: string,
): Record<string, unknown> {
  return {
    summary,
    ...(parameter === undefined
      ? {}
      : { parameters: [{ name: parameter, in: "path", required: true, schema: { type: "string" } }] }),
    ...(request === undefined ? {} : { requestBody: { required: true, ...jsonContent(request, "input") } }),
    responses: {
      [status]: { description: "Done", ...jsonContent(answer) },
      default: { description: "Refused", ...jsonContent(officeRefusalSchema) },
    },
  };
}
