import { expect } from "chai";
import { verificationKeys } from "../../../scripts/checkout/circuitFiles.ts";
import { CAST_TOPICS } from "../../../sdk/chain/ballotBox.ts";
import { canonicalJson } from "../../../sdk/election/canonicalJson.ts";
import { REFUSAL_VALUES, readRefusalValues } from "../../../sdk/relaying/refusalValues.ts";
import { recordContentHash } from "../../../sdk/verify/contentHash.ts";
import { exportRecord } from "../../../sdk/verify/exportRecord.ts";
import { type ElectionRecord, recordSchema } from "../../../sdk/verify/record.ts";
import {
  checkpointsSchema,
  electionResultSchema,
  electionSchema,
  electionsSchema,
  healthSchema,
  problemSchema,
  rollsSchema,
} from "../../../services/facts/answers.ts";
import { type FactsService, startFacts } from "../../../services/facts/service.ts";
import { type DecidedElection, decidedElection } from "../../end-to-end/decidedElection.ts";
import { type RpcCall, startRpcProxy } from "../../rpcProxy.ts";
import { readAtom, readCsv, readIcs } from "./parsedFiles.ts";

describe("The service of facts", function () {
  this.timeout(600_000);
  let real: DecidedElection;
  let record: ElectionRecord;
  let service: FactsService;

  const start = (rolls: readonly string[], withdrawnFrom = 0, rpc = real.chain.url) =>
    startFacts({
      rpc,
      told: {
        organizer: real.record.creator,
        factories: [{ factory: real.record.board.factory, withdrawnFrom }],
        rolls,
      },
      keysFor: verificationKeys,
      interval: 0,
      limits: { finality: 1, readsPerMinute: 1e6 },
      page: "https://vote.example/",
    });
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(service.url + path, { headers });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) as unknown };
  };
  const problemOf = async (path: string) => {
    const answer = await ask(path);
    expect(answer.headers.get("content-type")).to.contain("application/problem+json");
    const { status, code } = problemSchema.parse(answer.json());
    expect(status).to.equal(answer.status);
    return [status, code];
  };

  before(async () => {
    real = await decidedElection();
    service = await start([real.record.constitution.rolls]);
    record = await exportRecord(real.record.election, real.chain.provider, service.health().block?.number);
  });
  after(() => service.close());

  it("lists elections as of a final block, each with what was verified of it", async () => {
    const { elections, block, next } = electionsSchema.parse((await ask("/v1/elections")).json());
    expect([elections.length, next]).to.deep.equal([1, null]);
    expect(block).to.deep.equal(record.block);
    expect(elections[0]).to.deep.include({ address: record.election, phase: "decided", final: true, isTest: true });
    const { verified, made, failed, notMade } = elections[0]?.verification ?? {};
    expect([verified, failed, notMade]).to.deep.equal([true, [], []]);
    expect(made).to.be.greaterThan(40);
  });

  it("tells an election's constitution, content, turnout and result as the record has them", async () => {
    const election = electionSchema.parse((await ask(`/v1/elections/${record.election}`)).json());
    expect(election.constitution).to.deep.equal(record.constitution);
    expect(election.turnout).to.deep.equal({ ballots: 3, activeMembers: record.opening?.activeMembers });
    expect(election.content).to.have.property("question");
    const { result } = electionResultSchema.parse((await ask(`/v1/elections/${record.election}/result`)).json());
    expect(result).to.deep.equal(record.result);
  });

  it("gives the record whose hash is its ETag and its name", async () => {
    const given = await ask(`/v1/elections/${record.election.toLowerCase()}/record`);
    expect(given.text).to.equal(canonicalJson(recordSchema.parse(given.json())));
    expect(given.text).to.equal(canonicalJson(record));
    const hash = recordContentHash(record);
    expect(given.headers.get("etag")).to.equal(`"${hash}"`);
    const named = await ask(`/v1/records/${hash}`);
    expect([named.text, named.headers.get("cache-control")]).to.deep.equal([
      given.text,
      "public, max-age=31536000, immutable",
    ]);
    expect((await ask(`/v1/records/${hash}`, { "If-None-Match": `"${hash}"` })).status).to.equal(304);
    expect(await problemOf(`/v1/records/0x${"0".repeat(64)}`)).to.deep.equal([404, "FACT_UNKNOWN"]);
  });

  it("answers the same again with 304, to any page, and with no header of X-Road", async () => {
    const first = await ask("/v1/elections", { Origin: "https://council.example", "X-Road-Client": "EE/GOV/1/forged" });
    expect(first.headers.get("access-control-allow-origin")).to.equal("*");
    expect([...first.headers.keys()].filter((name) => name.startsWith("x-road"))).to.deep.equal([]);
    expect(first.headers.get("cache-control")).to.equal("public, max-age=10, must-revalidate");
    const again = await ask("/v1/elections", { "If-None-Match": first.headers.get("etag") as string });
    expect([again.status, again.text]).to.deep.equal([304, ""]);
    expect(first.text).to.equal((await ask("/v1/elections")).text);
  });

  it("gives sizes of rolls in pages, whose cursors lead to the end", async () => {
    const { rolls } = rollsSchema.parse((await ask("/v1/rolls")).json());
    const roll = rolls.find(({ rollId }) => rollId === record.constitution.rollId);
    expect(roll?.activeMembers).to.equal(record.opening?.activeMembers);
    const path = `/v1/rolls/${roll?.rolls}/${roll?.rollId}/checkpoints`;
    const all = checkpointsSchema.parse((await ask(path)).json()).checkpoints;
    const paged: unknown[] = [];
    for (let after = ""; ; ) {
      const { checkpoints, next } = checkpointsSchema.parse((await ask(`${path}?limit=1${after}`)).json());
      paged.push(...checkpoints);
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(paged).to.deep.equal(all);
    for (const query of ["limit=0", "limit=101", "limit=x", "after=unknown"]) {
      expect(await problemOf(`${path}?${query}`)).to.deep.equal([400, "REQUEST_MALFORMED"]);
    }
  });

  it("tells what happened and when the voting is, in both languages, for all and for the roll alone", async () => {
    const { rolls, rollId, schedule } = record.constitution;
    const at = `/v1/rolls/${rolls}/${rollId}`;
    const feed = await ask("/v1/feeds/ko.atom");
    expect(feed.headers.get("content-type")).to.equal("application/atom+xml; charset=utf-8");
    const entries = readAtom(feed.text);
    expect(entries.map(({ updated }) => updated)).to.deep.equal([
      record.result?.at.time,
      schedule.closesAt,
      record.opening?.at.time,
      record.created.time,
    ]);
    expect(entries[0]?.title).to.match(/^결과: \[시험\] /);
    expect(entries[0]?.text).to.contain(`${record.opening?.activeMembers}명 가운데 3명 참여`);
    const counts = (record.result?.counts ?? []).slice(0, record.constitution.rules.optionCount);
    const [, ...lines] = entries[0]?.text.split("\n") ?? [];
    expect(lines.map((line) => line.split(": ").at(-1))).to.deep.equal(counts);
    for (const { href } of entries) expect(href).to.equal(`https://vote.example/v/${record.election}`);
    expect(readAtom((await ask(`${at}/feeds/ko.atom`)).text)).to.deep.equal(entries);
    const english = readAtom((await ask("/v1/feeds/en.atom")).text);
    expect(english[0]?.title).to.match(/^Result: \[Test\] /);
    const ids = [...entries, ...english].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(8);
    for (const id of ids)
      expect(id).to.match(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

    const dates = await ask("/v1/calendars/ko.ics");
    expect(dates.headers.get("content-type")).to.equal("text/calendar; charset=utf-8");
    const [voting, ...others] = readIcs(dates.text);
    expect(others).to.deep.equal([]);
    expect(voting).to.deep.include({ start: schedule.opensAt, end: schedule.closesAt, sequence: 0, status: null });
    expect((await ask(`${at}/calendars/ko.ics`)).text).to.equal(dates.text);
    expect((await ask("/v1/feeds/ko.atom", { "If-None-Match": feed.headers.get("etag") as string })).status).to.equal(
      304,
    );
    expect(await problemOf(`/v1/rolls/${rolls}/99/feeds/ko.atom`)).to.deep.equal([404, "FACT_UNKNOWN"]);
    expect(await problemOf("/v1/feeds/fr.atom")).to.deep.equal([404, "NOT_FOUND"]);
  });

  it("gives results as a table, as the record has them", async () => {
    const table = await ask("/v1/results.csv");
    const rows = readCsv(table.text);
    const counts = record.result?.counts ?? [];
    expect(rows.map(({ votes }) => votes)).to.deep.equal(counts.slice(0, record.constitution.rules.optionCount));
    for (const row of rows) {
      expect(row).to.deep.include({ election: record.election, isTest: "true", verified: "true", ballots: "3" });
    }
    expect((await ask(`/v1/elections/${record.election}/result.csv`)).text).to.equal(table.text);
  });

  it("says nothing of a person, repeats no name, and says why", async () => {
    for (const path of [
      "/v1/people/900101-1234567",
      `/v1/elections/${record.election}/voters/kim`,
      "/v1/proposals/1/supporters",
    ]) {
      expect(await problemOf(path)).to.deep.equal([404, "QUESTION_ABOUT_A_PERSON"]);
    }
    const { text } = await ask("/v1/people/900101-1234567");
    expect(text).to.not.contain("900101");
    expect((await ask("/v1/elections/kim-cheolsu")).text).to.not.contain("kim");
    const { type } = problemSchema.parse(JSON.parse(text));
    expect((await ask(type)).json()).to.have.keys("ko", "en");
  });

  it("tells how it is, and refuses what it does not know", async () => {
    const health = healthSchema.parse((await ask("/v1/health")).json());
    expect(health).to.deep.include({ status: "single-node", elections: 1, verified: 1, notVerified: 0, failure: null });
    expect(await problemOf("/v1/nothing")).to.deep.equal([404, "NOT_FOUND"]);
    expect(await problemOf(`/v1/elections/${record.creator}`)).to.deep.equal([404, "FACT_UNKNOWN"]);
    expect(await problemOf("/v1/proposals/1")).to.deep.equal([404, "FACT_UNKNOWN"]);
    const { headers } = await ask("/v1/proposals/1");
    expect(readRefusalValues(headers.get(REFUSAL_VALUES))).to.deep.equal({ what: "proposal", name: "1" });
    expect(headers.get("access-control-expose-headers")).to.equal(REFUSAL_VALUES);
    expect((await ask("/v1/health")).headers.has(REFUSAL_VALUES)).to.equal(false);
  });

  it("tells nothing of an election whose events a node leaves out, and reads it once they are shown", async () => {
    let isHiding = true;
    const proxy = await startRpcProxy(real.chain.url, async ({ method }: RpcCall, pass) => {
      const reply = await pass();
      if (method !== "eth_getLogs" || !isHiding) return reply;
      const logs = reply.result as readonly { readonly topics: readonly string[] }[];
      return { ...reply, result: logs.filter(({ topics }) => !CAST_TOPICS.includes(topics[0] as string)) };
    });
    const other = await start([record.constitution.rolls], 0, proxy.url);
    expect([other.health().elections, other.health().failure]).to.deep.equal([0, "LOGS_MISSING"]);
    isHiding = false;
    await other.work();
    expect([other.health().verified, other.health().failure]).to.deep.equal([1, null]);
    await other.close();
    await proxy.close();
  });

  it("tells of no election over other rolls, or of a factory that was withdrawn before", async () => {
    const countOf = async (other: FactsService) => {
      const { elections } = other.health();
      await other.close();
      return elections;
    };
    expect(await countOf(await start([record.creator]))).to.equal(0);
    expect(await countOf(await start([record.constitution.rolls], record.created.block))).to.equal(0);
    expect(await countOf(await start([record.constitution.rolls], record.created.block + 1))).to.equal(1);
  });
});
