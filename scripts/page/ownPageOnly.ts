import type { MiddlewareHandler } from "hono";
import { refusal } from "../../services/hosting/refusal.ts";

export const ForeignPageError = refusal("FOREIGN_PAGE", {
  status: 403,
  what: "Only the demonstration's own page may ask this",
  remedy: "Open the page at the address that `npm start` printed",
});

const LOOPBACK = /^(127\.0\.0\.1|localhost)(:[0-9]+)?$/;

/**
 * Lets only a page of this server ask: by the name of this machine, since another name that leads here is somebody
 * else's page (DNS rebinding), and from no other origin. Throws `ForeignPageError`.
 */
export function ownPageOnly(): MiddlewareHandler {
  return async ({ req }, next) => {
    const [host = "", origin] = [req.header("Host"), req.header("Origin")];
    if (!LOOPBACK.test(host) || (origin !== undefined && origin !== `http://${host}`)) throw new ForeignPageError();
    await next();
  };
}
