import type { Hono } from "hono";
import { formatTracker, parseTracker } from "../../sdk/crypto/tracker.ts";
import { clientNetwork } from "../hosting/clientNetwork.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import { serviceApp } from "../hosting/serviceApp.ts";
import { acknowledgementAnswer } from "./answers.ts";
import { takeBallot } from "./intake.ts";
import { openApi } from "./openapi.ts";
import { PackageTooLargeError } from "./refusals.ts";
import { chainTrackers, healthOf, statusOf } from "./status.ts";
import type { Works } from "./works.ts";

/** The relayer's HTTP interface. @param behindProxy Whether `X-Forwarded-For` names the client. */
export function relayerApp(works: Works, behindProxy: boolean): Hono {
  const { limits, clock, random } = works;
  const networkOf = clientNetwork(behindProxy);
  const onChain = chainTrackers(works);
  const app = serviceApp({ limits, behindProxy, clock, random, tooLarge: PackageTooLargeError });

  app.post("/ballots", async (context) =>
    context.json(acknowledgementAnswer(await takeBallot(works, await context.req.text(), networkOf(context))), 201),
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
  return app;
}
