import type { Hono } from "hono";
import { formatTracker, parseTracker } from "../../sdk/crypto/tracker.ts";
import { actContent } from "../../sdk/proposals/act.ts";
import { parseActPackage } from "../../sdk/proposals/actPackage.ts";
import { clientNetwork } from "../hosting/clientNetwork.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import { serviceApp } from "../hosting/serviceApp.ts";
import { actIntake } from "./actIntake.ts";
import { acknowledgementAnswer, actAcknowledgementAnswer } from "./answers.ts";
import { ballotIntake } from "./ballotIntake.ts";
import { takePackage } from "./intake.ts";
import type { PackageKind } from "./kept.ts";
import { openApi } from "./openapi.ts";
import { takePostText } from "./postTexts.ts";
import { PackageTooLargeError } from "./refusals.ts";
import { chainTrackers, healthOf, type PackageStatus, statusOf } from "./status.ts";
import type { Works } from "./works.ts";

/** The relayer's HTTP interface. @param behindProxy Whether `X-Forwarded-For` names the client. */
export function relayerApp(works: Works, behindProxy: boolean): Hono {
  const { limits, clock, random } = works;
  const networkOf = clientNetwork(behindProxy);
  const onChain = { ballot: chainTrackers(works, "ballot"), act: chainTrackers(works, "act") } as const;
  const app = serviceApp({ limits, behindProxy, clock, random, tooLarge: PackageTooLargeError });

  async function statusBy(kind: PackageKind, tracker: string): Promise<PackageStatus> {
    const number = parseTracker(tracker);
    const kept = works.store.byTracker(kind, formatTracker(number));
    if (kept !== undefined) return statusOf(kept, works.memory.head?.timestamp ?? 0);
    return onChain[kind](number).catch(() => {
      throw new ChainUnreachableError();
    });
  }

  app.post("/ballots", async (context) => {
    const kept = await takePackage(works, ballotIntake, await context.req.text(), networkOf(context));
    return context.json(acknowledgementAnswer(kept), 201);
  });
  app.post("/acts", async (context) => {
    const text = await context.req.text();
    const kept = await takePackage(works, actIntake, text, networkOf(context));
    const { chainId, act } = parseActPackage(text);
    return context.json(actAcknowledgementAnswer(kept, actContent(chainId, act).subject), 201);
  });
  app.post("/acts/:tracker/text", async (context) =>
    context.json({ digest: takePostText(works, context.req.param("tracker"), await context.req.text()) }, 202),
  );
  app.get("/ballots/:tracker", async (context) => context.json(await statusBy("ballot", context.req.param("tracker"))));
  app.get("/acts/:tracker", async (context) => context.json(await statusBy("act", context.req.param("tracker"))));
  app.get("/health", (context) => context.json(healthOf(works)));
  app.get("/openapi.json", (context) => context.json(openApi()));
  return app;
}
