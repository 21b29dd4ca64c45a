import { getConnInfo } from "@hono/node-server/conninfo";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { formatTracker, parseTracker } from "../../sdk/crypto/tracker.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { rateLimit } from "../hosting/rateLimit.ts";
import { acknowledgementAnswer } from "./answers.ts";
import { takeBallot } from "./intake.ts";
import { openApi } from "./openapi.ts";
import { ChainUnreachableError, PackageTooLargeError, RateExceededError, RefusalError } from "./refusals.ts";
import { chainTrackers, healthOf, statusOf } from "./status.ts";
import type { Works } from "./works.ts";

/** The relayer's HTTP interface. It writes no log, and any page may call it. */
export function relayerApp(works: Works): Hono {
  const { limits, clock, random } = works;
  const mayGoOn = rateLimit(limits.requestsPerMinute, clock, random);
  const onChain = chainTrackers(works);
  const app = new Hono();

  app.use(cors());
  app.use(async (context, next) => {
    context.header("Cache-Control", "no-store");
    context.header("Referrer-Policy", "no-referrer");
    if (!mayGoOn(addressOf(context))) throw new RateExceededError(limits.requestsPerMinute);
    await next();
  });
  app.post(
    "/ballots",
    bodyLimit({
      maxSize: limits.requestBytes,
      onError: () => {
        throw new PackageTooLargeError(limits.requestBytes);
      },
    }),
    async (context) => context.json(acknowledgementAnswer(await takeBallot(works, await context.req.text())), 201),
  );
  app.get("/ballots/:tracker", async (context) => {
    const number = parseTracker(context.req.param("tracker"));
    const ballot = works.store.byTracker(formatTracker(number));
    if (ballot !== undefined) return context.json(statusOf(ballot, works.memory.head?.timestamp ?? 0));
    return context.json(
      await onChain(number).catch(() => {
        throw new ChainUnreachableError();
      }),
    );
  });
  app.get("/health", (context) => context.json(healthOf(works)));
  app.get("/openapi.json", (context) => context.json(openApi()));
  app.notFound((context) => context.json(refusal("NOT_FOUND", "There is nothing here", "See /openapi.json"), 404));
  app.onError((error, context) => {
    if (!(error instanceof HanpyoError)) {
      return context.json(refusal("FAILED", "The relayer failed", "Send the same ballot again, or elsewhere"), 500);
    }
    const status = error instanceof RefusalError ? error.status : 400;
    return context.json(refusal(error.code, error.what, error.remedy), status as 400);
  });
  return app;
}

function refusal(code: string, cause: string, remedy: string) {
  return { code, cause, remedy };
}

/** Unknown where the request came by no socket. */
function addressOf(context: Context): string {
  return context.env?.incoming === undefined ? "" : (getConnInfo(context).remote.address ?? "");
}
