import type { Context, Hono } from "hono";
import { etag } from "hono/etag";
import type { HanpyoError } from "../../sdk/errors.ts";
import { ChainUnreachableError } from "../hosting/refusals.ts";
import { serviceApp } from "../hosting/serviceApp.ts";
import { ABOUT_PEOPLE, PEOPLE_PATHS } from "./aboutPeople.ts";
import type { ElectionFacts, Facts } from "./facts.ts";
import { openApi } from "./openapi.ts";
import { page } from "./pages.ts";
import { FactUnknownError, QuestionAboutPersonError } from "./refusals.ts";
import { factsHealth } from "./status.ts";
import { electionResult, listedElection, toldCheckpoints, toldNotes, toldProposal, wholeElection } from "./told.ts";
import { addToldFiles } from "./toldFiles.ts";
import type { Works } from "./works.ts";

const EXPLANATION = "/v1/explanations/about-a-person";
/** Public data that change with a block; a cache asks again by ETag. */
const CACHED = "public, max-age=10, must-revalidate";
/** What has a hash as its name never changes. */
const FOR_EVER = "public, max-age=31536000, immutable";

/** RFC 9457. */
function problem(context: Context, { code, what, remedy }: HanpyoError, status: number): Response {
  const type = code === "QUESTION_ABOUT_A_PERSON" ? EXPLANATION : "about:blank";
  const told = { type, title: code.toLowerCase().replaceAll("_", " "), status, code, detail: what, remedy };
  return context.json(told, status as 400, { "Content-Type": "application/problem+json" });
}

/** The HTTP interface (P29.3). @param behindProxy Whether `X-Forwarded-For` names the client. */
export function factsApp(works: Works, behindProxy: boolean): Hono {
  const { limits, clock, random } = works;
  const app = serviceApp({ limits, behindProxy, clock, random, tell: problem });
  const known = (): Facts => {
    if (works.facts === undefined) throw new ChainUnreachableError();
    return works.facts;
  };
  const oneOf = <T>(kind: string, facts: ReadonlyMap<string, T>, name: string): T => {
    const found = facts.get(name.toLowerCase());
    // Whatever was asked for may be a person's: only what has the form of a public name is said again.
    if (found === undefined)
      throw new FactUnknownError(kind, /^(0x[0-9a-f]{1,64}|[0-9]{1,78})$/i.test(name) ? name : "of that name");
    return found;
  };
  const electionOf = (context: Context): ElectionFacts =>
    oneOf("election", known().elections, context.req.param("address") ?? "");
  const record = (context: Context, { text, contentHash }: ElectionFacts, cached: string): Response => {
    const tag = `"${contentHash}"`;
    context.header("Cache-Control", cached);
    context.header("ETag", tag);
    if (context.req.header("If-None-Match")?.includes(tag)) return context.body(null, 304);
    return context.body(text, 200, { "Content-Type": "application/json" });
  };

  app.use("/v1/*", etag());
  app.use("/v1/*", async (context, next) => {
    await next();
    if (context.res.ok && context.res.headers.get("Cache-Control") === "no-store")
      context.header("Cache-Control", CACHED);
  });

  app.get("/v1/elections", (context) => {
    const { block, elections } = known();
    const { shown, next } = page(context, [...elections]);
    return context.json({ block, elections: shown.map(listedElection), next });
  });
  app.get("/v1/elections/:address", (context) => context.json(wholeElection(electionOf(context))));
  app.get("/v1/elections/:address/result", (context) => context.json(electionResult(electionOf(context))));
  app.get("/v1/elections/:address/record", (context) => record(context, electionOf(context), CACHED));
  app.get("/v1/records/:hash", (context) => {
    const hash = context.req.param("hash");
    const byHash = new Map([...known().elections.values()].map((facts) => [facts.contentHash, facts] as const));
    return record(context, oneOf("record", byHash, hash), FOR_EVER);
  });
  app.get("/v1/proposals", (context) => {
    const { block, proposals } = known();
    const { shown, next } = page(context, [...proposals]);
    return context.json({ block, proposals: shown.map(toldProposal), next });
  });
  app.get("/v1/proposals/:id", (context) => {
    const { block, proposals } = known();
    const proposal = oneOf("proposal", proposals, context.req.param("id"));
    return context.json({ block, ...toldProposal(proposal), notes: toldNotes(proposal) });
  });
  app.get("/v1/rolls", (context) => {
    const facts = known();
    const { shown, next } = page(context, [...facts.rolls]);
    const rolls = shown.map(({ rolls: address, rollId, checkpoints }) => {
      const { activeMembers = 0, time = 0 } = checkpoints.at(-1) ?? {};
      return { rolls: address, rollId, activeMembers, time };
    });
    return context.json({ block: facts.block, rolls, next });
  });
  app.get("/v1/rolls/:rolls/:rollId/checkpoints", (context) => {
    const facts = known();
    const { rolls, rollId } = context.req.param();
    const { checkpoints, ...told } = toldCheckpoints(oneOf("roll", facts.rolls, `${rolls}/${rollId}`), facts);
    const keyed = checkpoints.map((checkpoint) => [String(checkpoint.time), checkpoint] as const);
    const { shown, next } = page(context, keyed);
    return context.json({ ...told, checkpoints: shown, next });
  });
  addToldFiles(app, works, { known, electionOf, oneOf });
  app.get(EXPLANATION, (context) => context.json(ABOUT_PEOPLE));
  app.get("/v1/health", (context) => context.json(factsHealth(works)));
  for (const path of PEOPLE_PATHS) {
    for (const place of [`/v1/${path}`, `/v1/elections/:address/${path}`, `/v1/proposals/:id/${path}`]) {
      for (const asked of [place, `${place}/*`]) {
        app.all(asked, () => {
          throw new QuestionAboutPersonError();
        });
      }
    }
  }
  app.get("/openapi.json", (context) => context.json(openApi()));
  return app;
}
