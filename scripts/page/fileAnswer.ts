import { createReadStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import type { Context } from "hono";

/** Answers with a file, of which no more is read than the client takes. */
export function fileAnswer(context: Context, path: string, headers: Readonly<Record<string, string>>): Response {
  const head = { ...headers, "Content-Length": String(statSync(path).size) };
  // Of a file that nobody reads no descriptor would ever be closed.
  if (context.req.method === "HEAD") return context.body(null, 200, head);
  return context.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, head);
}
