import type { PageConfig } from "../../web/src/shared/config.ts";

/** Where the page may connect to beside its own origin: the nodes, trust file, relayers, mirrors, offices, rolls and demonstration it names. */
function connections({
  rpc,
  nodes = [],
  trust,
  relayers,
  mirrors = [],
  offices,
  rollFiles,
  demo,
}: PageConfig): readonly string[] {
  const servers = [...relayers.map(({ url }) => url), ...mirrors, ...Object.values(offices ?? {})];
  const addresses = [rpc, ...nodes, trust, ...servers, rollFiles ?? rpc, demo?.url ?? rpc];
  return [...new Set(addresses.map((address) => new URL(address).origin))];
}

/** A node on the visitor's own machine, for the page's verifier. */
const OWN_NODE = ["http://127.0.0.1:*", "http://localhost:*"];

/** The headers that every file of the page is sent with. */
export function securityHeaders(config: PageConfig, origin: string): Readonly<Record<string, string>> {
  const others = connections(config).filter((address) => address !== origin);
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...others, ...OWN_NODE].join(" "),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "Content-Security-Policy": policy.join("; "),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=(self)",
  };
}
