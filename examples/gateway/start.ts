import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { serve } from "@hono/node-server";
import { gatewayApp, residentsOf } from "./gateway.ts";

/**
 * node examples/gateway/start.ts --office 0x... [--csv examples/gateway/residents.csv] [--key gateway.pem] [--port 8670]
 * Makes its key if there is none, prints what the office's file needs, and answers on this machine until stopped.
 */
const { values } = parseArgs({
  options: {
    office: { type: "string", multiple: true },
    csv: { type: "string", default: "examples/gateway/residents.csv" },
    key: { type: "string", default: "gateway.pem" },
    port: { type: "string", default: "8670" },
  },
});
const KID = "gateway-1";

function keyOf(file: string): KeyObject {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  }
  return createPrivateKey(readFileSync(file));
}

if (values.office === undefined) throw new Error("Give --office with the account that `office key` printed");
const key = keyOf(values.key);
const app = gatewayApp({
  residents: residentsOf(readFileSync(values.csv, "utf8"), statSync(values.csv).mtime.toISOString()),
  ...{ key, kid: KID, offices: values.office, clock: Date.now },
});
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(values.port) }, ({ port }) => {
  const jwk = { ...createPublicKey(key).export({ format: "jwk" }), kid: KID };
  console.log(`register: { kind: gateway, url: "http://127.0.0.1:${port}", keys: [${JSON.stringify(jwk)}] }`);
});
