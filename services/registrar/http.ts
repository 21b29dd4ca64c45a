import { getConnInfo } from "@hono/node-server/conninfo";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import type { z } from "zod";
import {
  enrolmentSchema,
  objectionRequestSchema,
  presentationSchema,
  sessionRequestSchema,
  voucherRequestSchema,
} from "../../sdk/enrolling/officeAnswers.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { rateLimit } from "../hosting/rateLimit.ts";
import { RefusalError } from "../relayer/refusals.ts";
import { enrolmentStatus, takeEnrolment } from "./enrolments.ts";
import { failedTries } from "./failedTries.ts";
import { takeObjection } from "./objecting.ts";
import { openApi } from "./openapi.ts";
import { presentationAnswer, walletRedirect } from "./presentationAnswers.ts";
import { beginSession } from "./presenting.ts";
import { RateExceededError, RequestMalformedError, RequestTooLargeError } from "./refusals.ts";
import { healthOf, officeOf } from "./status.ts";
import { giveVoucher } from "./vouchers.ts";
import { now, type OfficeWorks } from "./works.ts";

/**
 * An office's HTTP interface (P12). It writes no log; any page may call it. Person numbers and whatever a person
 * presents stay inside: no answer and no message repeats them.
 * @param behindProxy Whether the last address of `X-Forwarded-For` is the client's; only behind a proxy that sets it.
 */
export function officeApp(works: OfficeWorks, behindProxy: boolean): Hono {
  const { limits, clock, random, sessions } = works;
  const mayGoOn = rateLimit(limits.requestsPerMinute, clock, random);
  const addressOf = behindProxy ? forwardedAddress : socketAddress;
  const tries = failedTries(works);
  const sessionOf = (context: Context) => sessions.find(context.req.param("session") ?? "", now(works));
  const app = new Hono();

  app.use(cors());
  app.use(async (context, next) => {
    context.header("Cache-Control", "no-store");
    context.header("Referrer-Policy", "no-referrer");
    if (!mayGoOn(addressOf(context))) throw new RateExceededError(limits.requestsPerMinute);
    await next();
  });
  app.use(
    bodyLimit({
      maxSize: limits.requestBytes,
      onError: () => {
        throw new RequestTooLargeError(limits.requestBytes);
      },
    }),
  );
  app.get("/office", (context) => context.json(officeOf(works)));
  app.post("/sessions", async (context) =>
    context.json(await beginSession(works, await body(context, sessionRequestSchema)), 201),
  );
  app.post("/sessions/:session/presentation", async (context) => {
    const session = sessionOf(context);
    const address = addressOf(context);
    if (context.req.header("Content-Type")?.startsWith("application/x-www-form-urlencoded")) {
      const form = await context.req.parseBody();
      return context.json(await tries(address, () => walletRedirect(works, session, form)));
    }
    const given = await body(context, presentationSchema);
    return context.json(await tries(address, () => presentationAnswer(works, session, given)));
  });
  app.post("/sessions/:session/voucher", async (context) =>
    context.json(await giveVoucher(works, sessionOf(context), await body(context, voucherRequestSchema))),
  );
  app.post("/sessions/:session/objection", async (context) =>
    context.json(takeObjection(works, sessionOf(context), await body(context, objectionRequestSchema)), 201),
  );
  app.post("/enrolments", async (context) =>
    context.json(await takeEnrolment(works, await body(context, enrolmentSchema)), 202),
  );
  app.get("/enrolments/:commitment", (context) => {
    const text = context.req.param("commitment");
    if (!/^[0-9]{1,78}$/.test(text)) throw new RequestMalformedError("An identity commitment is a decimal number");
    return context.json(enrolmentStatus(works, BigInt(text)));
  });
  app.get("/health", (context) => context.json(healthOf(works)));
  app.get("/openapi.json", (context) => context.json(openApi()));
  app.notFound((context) => context.json(refusal("NOT_FOUND", "There is nothing here", "See /openapi.json"), 404));
  app.onError((error, context) => {
    if (!(error instanceof HanpyoError)) {
      return context.json(refusal("FAILED", "The office's service failed", "Try again, or call the office"), 500);
    }
    const status = error instanceof RefusalError ? error.status : 400;
    return context.json(refusal(error.code, error.what, error.remedy), status as 400);
  });
  return app;
}

/** The request's JSON by a schema. What is wrong is named by its place alone, never by its value. */
async function body<T extends z.ZodType>(context: Context, schema: T): Promise<z.infer<T>> {
  const json: unknown = await context.req.json().catch(() => {
    throw new RequestMalformedError("The request is not JSON");
  });
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new RequestMalformedError(`The request is malformed at ${parsed.error.issues[0]?.path.join(".") || "its top"}`);
}

function refusal(code: string, cause: string, remedy: string) {
  return { code, cause, remedy };
}

/** Unknown where the request came by no socket. */
function socketAddress(context: Context): string {
  return context.env?.incoming === undefined ? "" : (getConnInfo(context).remote.address ?? "");
}

function forwardedAddress(context: Context): string {
  return context.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim() ?? socketAddress(context);
}
