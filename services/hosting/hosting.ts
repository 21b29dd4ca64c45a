import type { Hono } from "hono";
import type { RandomBytes } from "../../sdk/crypto/random.ts";
import type { ConnectionLimits } from "./connections.ts";
import { listen } from "./listening.ts";
import type { Rounds } from "./rounds.ts";

/** What any service is started with. */
export type HostingSettings = {
  readonly host?: string;
  /** 0 for any free one. */
  readonly port?: number;
  /** Whether the last address of `X-Forwarded-For` is the client's; only behind a proxy that sets it. */
  readonly behindProxy?: boolean;
  /** Most connections at a time. */
  readonly connections?: Partial<ConnectionLimits>;
  /** Milliseconds between two rounds; 0 to work only when told. */
  readonly interval?: number;
  /** Milliseconds that the last round has when the service is stopped. */
  readonly grace?: number;
  readonly clock?: () => number;
  readonly random?: RandomBytes;
  /** Told the code of every round's failure. */
  readonly say?: (line: string) => void;
};

/** A service that runs. */
export type Hosted = {
  readonly url: string;
  /** One round of its work. Never throws; its health names what failed. */
  work(): Promise<void>;
  /** Ends answering, then the round that is under way; a round that lasts longer than the grace is called off. */
  close(): Promise<void>;
};

/** Milliseconds that the last round has. */
const GRACE = 5_000;

/**
 * Runs a first round, then answers on 127.0.0.1 and a free port, unless told otherwise, and goes on with its rounds.
 * @param callOff Ends whatever a round may wait for outside.
 */
export async function host(
  app: Hono,
  rounds: Rounds,
  settings: HostingSettings,
  callOff: () => void = () => {},
): Promise<Hosted> {
  await rounds.work();
  const server = await listen(app, {
    ...(settings.host === undefined ? {} : { host: settings.host }),
    ...(settings.port === undefined ? {} : { port: settings.port }),
    behindProxy: settings.behindProxy ?? false,
    ...(settings.connections === undefined ? {} : { limits: settings.connections }),
  });
  rounds.repeat(settings.interval ?? 1_000);
  return {
    url: server.url,
    work: rounds.work,
    async close() {
      const ended = rounds.stop();
      await server.close();
      const timer = setTimeout(callOff, settings.grace ?? GRACE);
      await ended;
      clearTimeout(timer);
    },
  };
}
