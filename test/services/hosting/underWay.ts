import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

/** A request of which a service has the head and the first half of the body. */
export type HalfSent = {
  /** Sends the rest. @returns The answer. */
  finish(): Promise<{ readonly status: number | undefined; readonly body: Record<string, unknown> }>;
};

/** Posts the first half of a body, to a service that says that it is waiting for it. */
export async function halfSent(url: string, body: string): Promise<HalfSent> {
  const bytes = Buffer.from(body);
  const headers = { "Content-Type": "application/json", "Content-Length": bytes.length, Expect: "100-continue" };
  const asking = request(url, { method: "POST", headers, agent: false });
  const answered = once(asking, "response") as Promise<[IncomingMessage]>;
  answered.catch(() => {});
  asking.flushHeaders();
  await once(asking, "continue");
  asking.write(bytes.subarray(0, bytes.length / 2));
  return {
    async finish() {
      asking.end(bytes.subarray(bytes.length / 2));
      const [response] = await answered;
      return { status: response.statusCode, body: (await json(response)) as Record<string, unknown> };
    },
  };
}

/** Asks for new connections until one is refused; rejects if all are taken for five seconds. */
export async function untilRefused(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const refused = await fetch(`${url}/health`, { headers: { Connection: "close" } }).then(
      () => false,
      () => true,
    );
    if (refused) return;
    await wait(50);
  }
  throw new Error(`${url} takes new connections`);
}
