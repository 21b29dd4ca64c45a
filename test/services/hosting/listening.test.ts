import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { Hono } from "hono";
import { AddressUnusableError, type Listening, listen } from "../../../services/hosting/listening.ts";
import { errorOf } from "../../errorOf.ts";

/** What a server says to bytes that are sent to it, until it ends the connection. */
function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname).on("error", () => {});
}

describe("A service that listens", function () {
  this.timeout(60_000);
  const running: Listening[] = [];
  const sockets: Socket[] = [];
  after(async () => {
    for (const socket of sockets) socket.destroy();
    for (const one of running) await one.close();
  });

  async function started(limits: Parameters<typeof listen>[1]["limits"] = {}): Promise<Listening> {
    const app = new Hono();
    app.onError((_, context) => context.text("failed", 500));
    app.get("/", (context) => context.text("here"));
    app.get("/slow", async (context) => {
      await wait(300);
      return context.text("done");
    });
    app.post("/", async (context) => context.text(await context.req.text()));
    const server = await listen(app, { limits });
    running.push(server);
    return server;
  }

  async function halfOpen(url: string, count: number, text: string): Promise<Socket[]> {
    const opened = Array.from({ length: count }, () => open(url));
    sockets.push(...opened);
    await Promise.all(opened.map((socket) => Promise.race([once(socket, "connect"), once(socket, "close")])));
    for (const socket of opened) socket.write(text);
    await wait(50);
    return opened;
  }

  it("answers whoever comes, though others hold more connections than it keeps, and send nothing or a half", async () => {
    const { url } = await started({ connections: 20, connectionsPerNetwork: 20 });
    for (const text of [
      "",
      "GET / HTTP/1.1\r\nHost: x\r\n",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf",
    ]) {
      await halfOpen(url, 60, text);
      for (let i = 0; i < 5; i++) expect(await (await fetch(url)).text(), text).to.equal("here");
    }
  });

  it("keeps the connection of who asked something, while others hold theirs and have asked nothing", async () => {
    const { url } = await started({ connections: 20, connectionsPerNetwork: 20 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const asked = () =>
      new Promise<boolean>((done, fail) => {
        const asking = get(url, { agent }, (response) => {
          response.resume().once("end", () => done(asking.reusedSocket));
        }).on("error", fail);
      });
    expect(await asked()).to.equal(false);
    await halfOpen(url, 60, "GET / HTTP/1.1\r\nHost: x\r\n");
    expect(await asked()).to.equal(true);
    agent.destroy();
  });

  it("keeps as many connections of one network as it may have, the newest", async () => {
    const { url } = await started({ connections: 100, connectionsPerNetwork: 10 });
    const opened = await halfOpen(url, 30, "");
    expect(opened.filter((socket) => !socket.closed)).to.have.length(10);
  });

  it("ends a connection whose head does not come whole in its time", async () => {
    const server = await listen(new Hono(), { headTime: 400 });
    running.push(server);
    const [socket] = (await halfOpen(server.url, 1, "GET / HTTP/1.1\r\nHost: x\r\n")) as [Socket];
    const since = Date.now();
    await once(socket.resume(), "close");
    expect(Date.now() - since).to.be.within(200, 5_000);
  });

  it("says where it cannot listen and why", async () => {
    const { port } = new URL((await started()).url);
    const error = await errorOf(listen(new Hono(), { port: Number(port) }), AddressUnusableError);
    expect(error.message).to.include(
      `127.0.0.1:${port}: another process does. End that process, or give another --port`,
    );
    const elsewhere = await errorOf(listen(new Hono(), { host: "192.0.2.1" }), AddressUnusableError);
    expect(elsewhere.message).to.include("192.0.2.1:0: EADDRNOTAVAIL. Give an address of this machine");
  });

  it("refuses a head that is too long", async () => {
    const { url } = await started();
    expect((await fetch(url, { headers: { "X-Long": "x".repeat(20_000) } })).status).to.equal(431);
  });

  it("ends what is under way before it closes, and takes nothing new", async () => {
    const server = await started();
    const answer = fetch(`${server.url}/slow`);
    await wait(100);
    await halfOpen(server.url, 3, "GET / HTTP/1.1\r\n");
    const since = Date.now();
    const closed = server.close();
    expect(await (await answer).text()).to.equal("done");
    await closed;
    expect(Date.now() - since).to.be.below(3_000);
    expect(
      await fetch(server.url).then(
        () => "taken",
        () => "refused",
      ),
    ).to.equal("refused");
  });
});
