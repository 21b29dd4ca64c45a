import { fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Attacked, HeldMemory } from "./attackedServices.ts";
import { HALF_REQUESTS, MALFORMED_BODIES, MALFORMED_HEADERS, MALFORMED_REQUESTS } from "./malformedRequests.ts";

/**
 * The campaign of malformed requests: bodies, headers and encodings, whole requests that are none, floods from many
 * networks, and connections on which nothing whole ever comes, against a relayer, an office and the page's server in a
 * process of their own, while honest people use them. Prints what was tried and answered, and what the services hold
 * before and after. Ends with 1 if a service crashed, kept anybody waiting for ten seconds, or shut an honest one out.
 *
 *   npm run test:attack -- [--flood 20000]
 */
const HANG = 10_000;
const [, flood = "20000"] = /--flood[ =](\d+)/.exec(process.argv.slice(2).join(" ")) ?? [];
const FLOOD = Number(flood);
/** Requests and connections under way at a time. */
const [AT_ONCE, HALF_OPEN] = [32, 1_500];

const call = { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] };
const ONE_CALL = JSON.stringify(call);
const TWENTY_CALLS = JSON.stringify(Array.from({ length: 20 }, (_, id) => ({ ...call, id })));

const counts = { tried: 0, answered: 0, ended: 0, hung: 0, failed: 0 };
const honest = { asked: 0, answered: 0, slowest: 0, refused: new Map<string, number>() };

// Tests are loaded together with what stands beside them.
if (import.meta.main) await attack();

async function attack(): Promise<never> {
  const child = fork(fileURLToPath(new URL("./attackedServices.ts", import.meta.url)), {
    execArgv: ["--expose-gc", "--disable-warning=ExperimentalWarning"],
  });
  let crashed = 0;
  child.once("exit", () => crashed++);
  const [attacked] = (await once(child, "message")) as [Attacked];

  async function held(): Promise<HeldMemory> {
    child.send("held");
    return ((await once(child, "message")) as [HeldMemory])[0];
  }

  async function inParallel<T>(all: Iterable<T>, action: (one: T) => Promise<void>, atOnce = AT_ONCE): Promise<void> {
    const left = all[Symbol.iterator]();
    const lane = async () => {
      for (let next = left.next(); !next.done && crashed === 0; next = left.next()) await action(next.value);
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }

  /** A request by fetch. @returns Its status; nothing where there was no answer. */
  async function ask(url: string, init: RequestInit): Promise<number | undefined> {
    counts.tried++;
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(HANG) });
      await response.arrayBuffer();
      counts.answered++;
      // What a service did not foresee is a fault of it; that its node or proof is busy is not.
      if (response.status === 500) counts.failed++;
      return response.status;
    } catch (error) {
      if ((error as { readonly name?: string }).name === "TimeoutError")
        hung(`${url} ${String(init.body).slice(0, 60)}`);
      else counts.ended++;
      return undefined;
    }
  }

  /** Bytes on a connection of their own; the end, or the first bytes of an answer, is an answer. */
  async function sendBytes(url: string, text: string): Promise<void> {
    counts.tried++;
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const over = new Promise<"answered" | "ended">((done) => {
      socket.once("data", () => done("answered"));
      socket.once("close", () => done("ended"));
      socket.on("error", () => done("ended"));
    });
    socket.write(Buffer.from(text, "latin1"));
    socket.end();
    const what = await Promise.race([over, wait(HANG, "hung" as const, { ref: false })]);
    if (what === "hung") hung(`${url} ${JSON.stringify(text.slice(0, 120))}`);
    else counts[what]++;
    socket.destroy();
  }

  function hung(what: string): void {
    console.log(`hung: ${what}`);
    counts.hung++;
  }

  /** Networks that nobody else has, /64 each. */
  const network = (i: number) => `2001:db8:${(i >> 16).toString(16)}:${(i & 0xffff).toString(16)}::${(i % 9) + 1}`;

  const servers = [attacked.office, attacked.relayer, attacked.page.replace(/\/$/, "")];
  const addresses = [
    ...["/sessions", "/sessions/x/presentation", "/sessions/x/voucher", "/sessions/x/objection", "/enrolments"].map(
      (path) => attacked.office + path,
    ),
    `${attacked.relayer}/ballots`,
    `${attacked.page}rpc`,
  ];

  async function bodies(): Promise<void> {
    const all = addresses.flatMap((url) =>
      MALFORMED_BODIES.flatMap((body) => MALFORMED_HEADERS.map((headers) => ({ url, body, headers }))),
    );
    let i = 0;
    await inParallel(all, async ({ url, body, headers }) => {
      const from = { "X-Forwarded-For": network(i++) };
      await ask(url, { method: "POST", body: body as BodyInit, headers: { ...from, ...headers } });
    });
  }

  async function bytes(): Promise<void> {
    const all = servers.flatMap((url) => MALFORMED_REQUESTS.map((text) => ({ url, text })));
    await inParallel([...all, ...all], ({ url, text }) => sendBytes(url, text));
  }

  async function floods(): Promise<void> {
    const headers = (i: number) => ({ "X-Forwarded-For": network(i), "Content-Type": "application/json" });
    const begun = { method: "letter", purpose: "enrol", identityCommitment: "5" };
    await inParallel(Array.from({ length: FLOOD }).keys(), async (i) => {
      const post = (url: string, body: string, from = i) => ask(url, { method: "POST", headers: headers(from), body });
      await post(`${attacked.office}/sessions`, JSON.stringify({ ...begun, identityCommitment: String(i + 1) }));
      if (i % 4 === 0) await ask(`${attacked.office}/health`, { headers: headers(7) });
      // From one home: more than any limit of one network.
      if (i % 10 === 0) await post(`${attacked.relayer}/ballots`, attacked.junk, i % 20 === 0 ? 9 : i);
      // As much as one may ask, from one home.
      if (i % 5 === 0) await post(`${attacked.page}rpc`, TWENTY_CALLS, 11);
      if (i % 50 === 0) await ask(`${attacked.page}keys/ballot-8.zkey`, { method: "HEAD" });
    });
  }

  async function halfOpen(): Promise<void> {
    for (const url of servers) {
      const sockets = Array.from({ length: HALF_OPEN }, (_, i) => {
        counts.tried++;
        const { hostname, port } = new URL(url);
        const socket = connect(Number(port), hostname).on("error", () => {});
        socket.write(HALF_REQUESTS[i % HALF_REQUESTS.length] as string);
        socket.resume();
        return socket;
      });
      await wait(3_000);
      counts.ended += sockets.filter((socket) => socket.closed).length;
      counts.answered += sockets.filter((socket) => !socket.closed).length;
      for (const socket of sockets) socket.destroy();
    }
  }

  /** What honest people do all the while, each from an address of his own: they are answered, and soon. */
  async function people(until: () => boolean): Promise<void> {
    const well = async (what: string, action: () => Promise<Response>, expected: number): Promise<unknown> => {
      honest.asked++;
      const since = Date.now();
      try {
        const response = await action();
        const body = await response.json().catch(() => undefined);
        honest.slowest = Math.max(honest.slowest, Date.now() - since);
        if (response.status === expected) honest.answered++;
        else note(`${what}: ${response.status} ${JSON.stringify(body)?.slice(0, 60)}`);
        return body;
      } catch (error) {
        note(`${what}: ${(error as Error).cause ?? error}`);
        return undefined;
      }
    };
    const note = (what: string) => honest.refused.set(what, (honest.refused.get(what) ?? 0) + 1);
    for (let i = 0; !until(); i++) {
      const headers = { "X-Forwarded-For": `198.51.100.${i % 250}`, "Content-Type": "application/json" };
      const signal = () => AbortSignal.timeout(HANG);
      const post = (url: string, body: string) => fetch(url, { method: "POST", headers, body, signal: signal() });
      const begun = JSON.stringify({ method: "letter", purpose: "ask", identityCommitment: "0" });
      const session = (await well("begin", () => post(`${attacked.office}/sessions`, begun), 201)) as {
        session?: string;
      };
      const code = JSON.stringify({ code: attacked.codes[i % attacked.codes.length] });
      await well("code", () => post(`${attacked.office}/sessions/${session?.session}/presentation`, code), 200);
      const ballot = attacked.ballots[i % attacked.ballots.length] as string;
      await well("ballot", () => post(`${attacked.relayer}/ballots`, ballot), 201);
      await well("rpc", () => post(`${attacked.page}rpc`, ONE_CALL), 200);
      await well("config", () => fetch(`${attacked.page}config.json`, { signal: signal() }), 200);
      await wait(100);
    }
  }

  const before = await held();
  let isOver = false;
  const using = people(() => isOver || crashed > 0);
  const mebibytes = ({ rss, heap }: HeldMemory) =>
    `${Math.round(rss / 2 ** 20)} MiB (heap ${Math.round(heap / 2 ** 20)})`;
  for (const [what, wave] of Object.entries({ bodies, bytes, floods, halfOpen })) {
    const [since, tried] = [Date.now(), counts.tried];
    await wave();
    if (crashed > 0) break;
    const seconds = Math.round((Date.now() - since) / 1_000);
    console.log(`${what}: ${counts.tried - tried} tried in ${seconds} s; holds ${mebibytes(await held())}`);
  }
  isOver = true;
  await using;
  console.log(`tried ${counts.tried}, answered ${counts.answered}, ended ${counts.ended}, hung ${counts.hung}`);
  console.log(`crashes ${crashed}, answers 500 ${counts.failed}`);
  console.log(`honest ${honest.asked}, answered ${honest.answered}, slowest ${honest.slowest} ms`);
  for (const [what, count] of honest.refused) console.log(`  ${count} x ${what}`);
  if (crashed === 0) console.log(`memory before ${mebibytes(before)}, after ${mebibytes(await held())}`);
  const isWell =
    crashed + counts.hung + counts.failed === 0 && honest.answered === honest.asked && honest.slowest < HANG;
  child.removeAllListeners("exit").kill("SIGKILL");
  process.exit(isWell ? 0 : 1);
}
