import type { Hono } from "hono";
import { isSilence } from "../../sdk/chain/silence.ts";
import { jsonBody } from "../hosting/jsonBody.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import { serviceApp } from "../hosting/serviceApp.ts";
import { offeredSchema } from "./answers.ts";
import { openApi } from "./openapi.ts";
import { mirrorHealth } from "./status.ts";
import { giveText, takeText } from "./texts.ts";
import type { Works } from "./works.ts";

/** The mirror's HTTP interface. @param behindProxy Whether `X-Forwarded-For` names the client. */
export function mirrorApp(works: Works, behindProxy: boolean): Hono {
  const { limits, clock, random } = works;
  const app = serviceApp({ limits, behindProxy, clock, random });

  app.post("/texts", async (context) => {
    const offered = await jsonBody(context, offeredSchema);
    const kept = await takeText(works, offered).catch((error: unknown) => {
      throw isSilence(error) ? new ChainUnreachableError() : error;
    });
    return context.json(kept, 201);
  });
  app.get("/texts/:digest", (context) => context.json({ text: giveText(works, context.req.param("digest")) }));
  app.get("/health", (context) => context.json(mirrorHealth(works)));
  app.get("/openapi.json", (context) => context.json(openApi()));
  return app;
}
