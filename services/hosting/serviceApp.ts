import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import { HanpyoError } from "../../sdk/errors.ts";
import { REFUSAL_VALUES, writeRefusalValues } from "../../sdk/relaying/refusalValues.ts";
import { clientNetwork } from "./clientNetwork.ts";
import { rateLimit } from "./rateLimit.ts";
import { RefusalError } from "./refusal.ts";
import { NotFoundError, RateExceededError, RequestTooLargeError, ServiceFailedError } from "./refusals.ts";

/** What a service allows those who ask it. */
export type RequestLimits = {
  /** Most requests in a minute from one network that make the service work. */
  readonly requestsPerMinute: number;
  /** Most in a minute from one network that only read (GET), counted by themselves. */
  readonly readsPerMinute: number;
  /** Most bytes of a request. */
  readonly requestBytes: number;
};

/** What services allow unless told otherwise. */
export const REQUEST_DEFAULTS: RequestLimits = { requestsPerMinute: 120, readsPerMinute: 600, requestBytes: 65_536 };

export type ServiceAppSettings = {
  readonly limits: RequestLimits;
  /** Whether the last address of `X-Forwarded-For` is the client's; only behind a proxy that sets it. */
  readonly behindProxy: boolean;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly random: RandomBytes;
  /** Whether a request is counted where it is answered, and not by its network beforehand. */
  readonly countsItself?: (context: Context) => boolean;
  /** What a request that is too large is refused with. */
  readonly tooLarge?: new (
    most: number,
  ) => RefusalError;
  /** How a refusal is written; its code, cause and remedy as JSON, unless told otherwise. */
  readonly tell?: (context: Context, error: HanpyoError, status: number) => Response;
};

/**
 * A service's HTTP interface before it has any paths: any page may call it, no answer is kept in caches, and no log is
 * written. Whatever is refused has a code, a cause and a remedy, and their values by name in a header (P12.8).
 */
export function serviceApp(settings: ServiceAppSettings): Hono {
  const { limits, behindProxy, clock, random, tooLarge: TooLargeError = RequestTooLargeError } = settings;
  const { tell = inJson } = settings;
  const mayAsk = rateLimit(limits.requestsPerMinute, clock, random);
  const mayRead = rateLimit(limits.readsPerMinute, clock, random);
  const networkOf = clientNetwork(behindProxy);
  const app = new Hono();

  app.use(cors({ origin: "*", exposeHeaders: [REFUSAL_VALUES] }));
  app.use(async (context, next) => {
    context.header("Cache-Control", "no-store");
    context.header("Referrer-Policy", "no-referrer");
    const reads = ["GET", "HEAD"].includes(context.req.method);
    if (reads && !mayRead(networkOf(context))) throw new RateExceededError(limits.readsPerMinute);
    if (!reads && settings.countsItself?.(context) !== true && !mayAsk(networkOf(context))) {
      throw new RateExceededError(limits.requestsPerMinute);
    }
    await next();
  });
  app.use(
    bodyLimit({
      maxSize: limits.requestBytes,
      onError: () => {
        throw new TooLargeError(limits.requestBytes);
      },
    }),
  );
  app.notFound((context) => tell(context, new NotFoundError(), 404));
  app.onError((error, context) => {
    const told = error instanceof HanpyoError ? error : new ServiceFailedError();
    const values = writeRefusalValues(told.values);
    if (values !== "") context.header(REFUSAL_VALUES, values);
    return tell(context, told, told instanceof RefusalError ? told.status : 400);
  });
  return app;
}

function inJson(context: Context, { code, what: cause, remedy }: HanpyoError, status: number): Response {
  return context.json({ code, cause, remedy }, status as 400);
}
