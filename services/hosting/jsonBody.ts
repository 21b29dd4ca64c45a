import type { Context } from "hono";
import type { z } from "zod";
import { RequestMalformedError } from "./refusals.ts";

/**
 * The request's JSON by a schema. What is wrong is named by its place alone, never by its value. Throws
 * `RequestMalformedError`.
 */
export async function jsonBody<T extends z.ZodType>(context: Context, schema: T): Promise<z.infer<T>> {
  const json: unknown = await context.req.json().catch(() => {
    throw new RequestMalformedError("The request is not JSON");
  });
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new RequestMalformedError(`The request is malformed at ${parsed.error.issues[0]?.path.join(".") || "its top"}`);
}
