import type { Context, Hono } from "hono";
import {
  enrolmentSchema,
  objectionRequestSchema,
  presentationSchema,
  sessionRequestSchema,
  voucherRequestSchema,
} from "../../sdk/enrolling/officeAnswers.ts";
import { clientAddress } from "../hosting/clientAddress.ts";
import { jsonBody } from "../hosting/jsonBody.ts";
import { RequestMalformedError } from "../hosting/refusals.ts";
import { serviceApp } from "../hosting/serviceApp.ts";
import { countsOf } from "./counts.ts";
import { enrolmentStatus, takeEnrolment } from "./enrolments.ts";
import { failedTries } from "./failedTries.ts";
import { takeObjection } from "./objecting.ts";
import { openApi } from "./openapi.ts";
import { presentationAnswer, walletRedirect } from "./presentationAnswers.ts";
import { beginSession } from "./presenting.ts";
import { healthOf, officeOf } from "./status.ts";
import { giveVoucher } from "./vouchers.ts";
import { now, type OfficeWorks } from "./works.ts";

/**
 * An office's HTTP interface (P12). Person numbers and whatever a person presents stay inside: no answer and no message
 * repeats them.
 * @param behindProxy Whether `X-Forwarded-For` names the client.
 */
export function officeApp(works: OfficeWorks, behindProxy: boolean): Hono {
  const { limits, clock, random, sessions } = works;
  const addressOf = clientAddress(behindProxy);
  const tries = failedTries(works);
  const sessionOf = (context: Context) => sessions.find(context.req.param("session") ?? "", now(works));
  const app = serviceApp({ limits, behindProxy, clock, random });

  app.get("/office", (context) => context.json(officeOf(works)));
  app.post("/sessions", async (context) =>
    context.json(await beginSession(works, await jsonBody(context, sessionRequestSchema)), 201),
  );
  app.post("/sessions/:session/presentation", async (context) => {
    const session = sessionOf(context);
    const address = addressOf(context);
    if (context.req.header("Content-Type")?.startsWith("application/x-www-form-urlencoded")) {
      const form = await context.req.parseBody();
      return context.json(await tries(address, () => walletRedirect(works, session, form)));
    }
    const given = await jsonBody(context, presentationSchema);
    return context.json(await tries(address, () => presentationAnswer(works, session, given)));
  });
  app.post("/sessions/:session/voucher", async (context) =>
    context.json(await giveVoucher(works, sessionOf(context), await jsonBody(context, voucherRequestSchema))),
  );
  app.post("/sessions/:session/objection", async (context) =>
    context.json(takeObjection(works, sessionOf(context), await jsonBody(context, objectionRequestSchema)), 201),
  );
  app.post("/enrolments", async (context) =>
    context.json(await takeEnrolment(works, await jsonBody(context, enrolmentSchema)), 202),
  );
  app.get("/enrolments/:commitment", (context) => {
    const text = context.req.param("commitment");
    if (!/^[0-9]{1,78}$/.test(text)) throw new RequestMalformedError("An identity commitment is a decimal number");
    return context.json(enrolmentStatus(works, BigInt(text)));
  });
  app.get("/counts", (context) => context.json(countsOf(works)));
  app.get("/health", (context) => context.json(healthOf(works)));
  app.get("/openapi.json", (context) => context.json(openApi()));
  return app;
}
