import type { Context } from "hono";
import { RequestMalformedError } from "../hosting/refusals.ts";

const MOST = 100;
const USUAL = 50;

/**
 * A page of a list by `after` (the key of the last entry of the page before) and `limit` (1 to 100, 50 by default). As
 * lists only grow at their end, a cursor stays right. Throws `RequestMalformedError`.
 */
export function page<T>(context: Context, entries: readonly (readonly [key: string, value: T])[]) {
  const { after, limit = String(USUAL) } = context.req.query();
  if (!/^[1-9][0-9]{0,2}$/.test(limit) || Number(limit) > MOST) {
    throw new RequestMalformedError(`limit is no number from 1 to ${MOST}`);
  }
  const start = after === undefined ? 0 : entries.findIndex(([key]) => key === after) + 1;
  if (after !== undefined && start === 0) throw new RequestMalformedError("after is no cursor of this list");
  const shown = entries.slice(start, start + Number(limit));
  const isLast = start + shown.length >= entries.length;
  return { shown: shown.map(([, value]) => value), next: isLast ? null : (shown.at(-1)?.[0] ?? null) };
}
