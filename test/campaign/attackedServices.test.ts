import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Attacked } from "./attackedServices.ts";

/** More than an office once held for all, and than a process may keep open files by default. */
const FLOOD = 400;
const WHO = { flood: "2001:db8:1:1::", neighbour: "2001:db8:1:2::1", other: "198.51.100.7" } as const;

describe("Services in a process of their own", function () {
  this.timeout(120_000);
  let child: ChildProcess;
  let attacked: Attacked;

  before(async () => {
    child = fork(fileURLToPath(new URL("./attackedServices.ts", import.meta.url)), { stdio: "ignore" });
    [attacked] = (await once(child, "message")) as [Attacked];
  });
  after(() => child.kill("SIGKILL"));

  async function post(url: string, body: string, from: string) {
    const headers = { "X-Forwarded-For": from, "Content-Type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body });
    const said = (await response.json()) as { readonly session: string; readonly code?: string };
    return { status: response.status, ...said };
  }
  const begin = (from: string, purpose = "ask") =>
    post(`${attacked.office}/sessions`, JSON.stringify({ method: "letter", purpose, identityCommitment: "0" }), from);
  const present = ({ session }: { readonly session: string }, code: string, from: string) =>
    post(`${attacked.office}/sessions/${session}/presentation`, JSON.stringify({ code }), from);

  it("begin sessions for others while one network, with hundreds of addresses, begins as many at once", async () => {
    const flood = await Promise.all(Array.from({ length: FLOOD }, (_, i) => begin(`${WHO.flood}${i.toString(16)}`)));
    expect(flood.filter(({ status }) => status !== 201 && status !== 429)).to.deep.equal([]);
    expect((await begin(WHO.neighbour)).status).to.equal(201);
    expect((await begin(WHO.other)).status).to.equal(201);
  });

  it("name a wrong code as such, and look at a right one from the same address after twenty wrong ones", async () => {
    const [first, second] = attacked.codes as [string, string];
    for (let i = 0; i < 5; i++) {
      const session = await begin(WHO.neighbour);
      for (let j = 0; j < 4; j++) {
        expect((await present(session, `0000-0000-0000-${i}${j}00`, WHO.neighbour)).code).to.equal("CODE_UNKNOWN");
      }
    }
    expect((await present(await begin(WHO.neighbour), first, WHO.neighbour)).status).to.equal(200);
    expect((await present(await begin(WHO.other), second, WHO.other)).status).to.equal(200);
  });

  it("tell who has no proof the same of a slot for which nothing waits and of one for which a ballot does", async () => {
    const submit = (ballot: string, from: string) => post(`${attacked.relayer}/ballots`, ballot, from);
    const before = await submit(attacked.junk, WHO.other);
    expect((await submit(attacked.besideJunk, WHO.neighbour)).status).to.equal(201);
    const after = await submit(attacked.junk, WHO.other);
    expect(before.code).to.equal("PROOF_INVALID");
    expect(after).to.deep.equal(before);
  });

  it("keep no file open for hundreds who ask for the head of a large one", async function () {
    const files = `/proc/${child.pid}/fd`;
    if (!existsSync(files)) return this.skip();
    const earlier = readdirSync(files).length;
    const url = `${attacked.page}keys/ballot-8.zkey`;
    for (let i = 0; i < FLOOD; i++) expect((await fetch(url, { method: "HEAD" })).status).to.equal(200);
    expect(readdirSync(files).length).to.be.lessThan(earlier + 20);
  });

  it("read no body without end for the page's node, and go on", async () => {
    const call = { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] };
    const large = JSON.stringify({ ...call, params: ["0".repeat(30_000_000)] });
    const ask = (body: string) =>
      fetch(`${attacked.page}rpc`, { method: "POST", body, headers: { "X-Forwarded-For": WHO.other } }).then(
        ({ status }) => status,
        () => undefined,
      );
    expect(await ask(large)).to.be.oneOf([413, undefined]);
    expect(await ask(JSON.stringify(call))).to.equal(200);
  });
});
