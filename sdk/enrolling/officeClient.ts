import type { z } from "zod";
import { HanpyoError, told } from "../errors.ts";
import { type JsonAnswer, postJson, type Reach, requestJson } from "../relaying/jsonRequest.ts";
import {
  type BatchAnswer,
  type BatchRequest,
  batchAnswerSchema,
  type EnrolmentFile,
  type EnrolmentStatus,
  enrolmentStatusSchema,
  type FactsAnswer,
  factsAnswerSchema,
  type ObjectionAnswer,
  type OfficeCounts,
  type OfficeDescription,
  type OfficeHealth,
  objectionAnswerSchema,
  officeCountsSchema,
  officeHealthSchema,
  officeRefusalSchema,
  officeSchema,
  type Presentation,
  type SessionAnswer,
  type SessionRequest,
  type StandingAnswer,
  sessionAnswerSchema,
  standingAnswerSchema,
  type VoucherAnswer,
  type VoucherRequest,
  voucherAnswerSchema,
} from "./officeAnswers.ts";

/** An office answered that it does not go on; `refusal` is its stable code, `given` the values it names. */
export class OfficeRefusedError extends HanpyoError {
  readonly refusal: string;
  readonly status: number;
  readonly given: JsonAnswer["values"];

  constructor(
    url: string,
    status: number,
    { code, cause, remedy }: z.infer<typeof officeRefusalSchema>,
    given: JsonAnswer["values"] = {},
  ) {
    super("OFFICE_REFUSED", told`Office ${{ url }} refused: ${{ said: cause }} (${{ refusal: code }})`, remedy);
    this.refusal = code;
    this.status = status;
    this.given = given;
  }
}

export class OfficeUnreachableError extends HanpyoError {
  constructor(url: string, reason: string) {
    super(
      "OFFICE_UNREACHABLE",
      told`Office ${{ url }} gave no answer (${{ reason }})`,
      "Try again; the same request may be repeated",
    );
  }
}

export class OfficeAnswerMalformedError extends HanpyoError {
  constructor(url: string, place: string) {
    super(
      "OFFICE_ANSWER_MALFORMED",
      told`The answer of office ${{ url }} is malformed at ${{ place }}`,
      "Do not go on; report the address of the office",
    );
  }
}

/**
 * The requests of P12 to one office. Each throws `OfficeRefusedError`, `OfficeUnreachableError` or
 * `OfficeAnswerMalformedError`.
 */

export function readOffice(url: string, reach: Reach): Promise<OfficeDescription> {
  return ask(url, "/office", reach, undefined, officeSchema);
}

export function readOfficeHealth(url: string, reach: Reach): Promise<OfficeHealth> {
  return ask(url, "/health", reach, undefined, officeHealthSchema);
}

export function readOfficeCounts(url: string, reach: Reach): Promise<OfficeCounts> {
  return ask(url, "/counts", reach, undefined, officeCountsSchema);
}

export function beginSession(url: string, request: SessionRequest, reach: Reach): Promise<SessionAnswer> {
  return ask(url, "/sessions", reach, request, sessionAnswerSchema);
}

/** In a session begun to enrol. */
export function presentToEnrol(
  url: string,
  session: string,
  presentation: Presentation,
  reach: Reach,
): Promise<FactsAnswer> {
  return ask(url, `/sessions/${session}/presentation`, reach, presentation, factsAnswerSchema);
}

/** In a session begun to ask. */
export function presentToAsk(
  url: string,
  session: string,
  presentation: Presentation,
  reach: Reach,
): Promise<StandingAnswer> {
  return ask(url, `/sessions/${session}/presentation`, reach, presentation, standingAnswerSchema);
}

export function requestVoucher(
  url: string,
  session: string,
  request: VoucherRequest,
  reach: Reach,
): Promise<VoucherAnswer> {
  return ask(url, `/sessions/${session}/voucher`, reach, request, voucherAnswerSchema);
}

export function writeObjection(
  url: string,
  session: string,
  objection: { readonly rollId: string; readonly text: string },
  reach: Reach,
): Promise<ObjectionAnswer> {
  return ask(url, `/sessions/${session}/objection`, reach, objection, objectionAnswerSchema);
}

export function handInEnrolment(url: string, file: EnrolmentFile, reach: Reach): Promise<EnrolmentStatus> {
  return ask(url, "/enrolments", reach, file, enrolmentStatusSchema);
}

/** Asks for one signature over all (P12.13). */
export function requestBatchSignature(url: string, request: BatchRequest, reach: Reach): Promise<BatchAnswer> {
  return ask(url, "/batches", reach, request, batchAnswerSchema);
}

export function readEnrolmentStatus(url: string, identityCommitment: bigint, reach: Reach): Promise<EnrolmentStatus> {
  return ask(url, `/enrolments/${identityCommitment}`, reach, undefined, enrolmentStatusSchema);
}

async function ask<T extends z.ZodType>(
  url: string,
  path: string,
  reach: Reach,
  request: unknown,
  schema: T,
): Promise<z.infer<T>> {
  const init = request === undefined ? {} : postJson(JSON.stringify(request));
  const unreachable = (reason: string) => new OfficeUnreachableError(url, reason);
  const { status, body, values } = await requestJson(url + path, reach, init, unreachable);
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    throw new OfficeAnswerMalformedError(url, parsed.error.issues[0]?.path.join(".") || "its top");
  }
  const refusal = officeRefusalSchema.safeParse(body);
  if (refusal.success) throw new OfficeRefusedError(url, status, refusal.data, values);
  throw new OfficeUnreachableError(url, `status ${status}`);
}
