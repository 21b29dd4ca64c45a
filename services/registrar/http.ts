import type { Context, Hono } from "hono";
import {
  batchRequestSchema,
  enrolmentSchema,
  objectionRequestSchema,
  presentationSchema,
  sessionRequestSchema,
  voucherRequestSchema,
} from "../../sdk/enrolling/officeAnswers.ts";
import { clientNetwork } from "../hosting/clientNetwork.ts";
import { jsonBody } from "../hosting/jsonBody.ts";
import { RequestMalformedError } from "../hosting/refusals.ts";
import { serviceApp } from "../hosting/serviceApp.ts";
import { signBatch } from "./batches.ts";
import { newCounting } from "./counting.ts";
import { countsOf } from "./counts.ts";
import { enrolmentStatus, takeEnrolment } from "./enrolments.ts";
import { takeObjection } from "./objecting.ts";
import { openApi } from "./openapi.ts";
import { presentationAnswer, walletRedirect } from "./presentationAnswers.ts";
import { beginSession } from "./presenting.ts";
import { presentedIn } from "./sessions.ts";
import { healthOf, officeOf } from "./status.ts";
import { giveVoucher } from "./vouchers.ts";
import { now, type OfficeWorks } from "./works.ts";

/** Bytes of what begins a session, and of a code. */
const SMALL = 1_024;

/**
 * An office's HTTP interface (P12). Person numbers and whatever a person presents stay inside: no answer and no message
 * repeats them.
 * @param behindProxy Whether `X-Forwarded-For` names the client.
 */
export function officeApp(works: OfficeWorks, behindProxy: boolean): Hono {
  const { limits, clock, random, sessions } = works;
  const networkOf = clientNetwork(behindProxy);
  const counting = newCounting(works);
  const sessionOf = (context: Context) => sessions.find(context.req.param("session") ?? "", now(works));
  /** A session that presented, whose requests are counted by itself. */
  const presentedSession = (context: Context) => {
    const session = sessionOf(context);
    presentedIn(sessions, session);
    counting.request(session);
    return session;
  };
  // To look at so little costs no more than to refuse it; and who presented is counted by his session.
  const countsItself = ({ req }: Context) => {
    const [, room, session] = req.path.split("/");
    if (room !== "sessions") return false;
    return Number(req.header("Content-Length")) <= SMALL || (session !== undefined && hasPresented(session));
  };
  const hasPresented = (name: string) => {
    try {
      return sessions.presented(sessions.find(name, now(works))) !== undefined;
    } catch {
      return false;
    }
  };
  const app = serviceApp({ limits, behindProxy, clock, random, countsItself });

  app.get("/office", (context) => context.json(officeOf(works)));
  app.post("/sessions", async (context) => {
    const request = await jsonBody(context, sessionRequestSchema);
    counting.begin(networkOf(context), request.method);
    return context.json(await beginSession(works, request), 201);
  });
  app.post("/sessions/:session/presentation", async (context) => {
    const session = sessionOf(context);
    const network = networkOf(context);
    if (context.req.header("Content-Type")?.startsWith("application/x-www-form-urlencoded")) {
      const form = await context.req.parseBody();
      return context.json(await counting.present(network, session, () => walletRedirect(works, session, form)));
    }
    const given = await jsonBody(context, presentationSchema);
    return context.json(await counting.present(network, session, () => presentationAnswer(works, session, given)));
  });
  app.post("/sessions/:session/voucher", async (context) =>
    context.json(await giveVoucher(works, presentedSession(context), await jsonBody(context, voucherRequestSchema))),
  );
  app.post("/sessions/:session/objection", async (context) =>
    context.json(takeObjection(works, presentedSession(context), await jsonBody(context, objectionRequestSchema)), 201),
  );
  app.post("/enrolments", async (context) =>
    context.json(await takeEnrolment(works, await jsonBody(context, enrolmentSchema)), 202),
  );
  app.post("/batches", async (context) =>
    context.json(await signBatch(works, await jsonBody(context, batchRequestSchema))),
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
