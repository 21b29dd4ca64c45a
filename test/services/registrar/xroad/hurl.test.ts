import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../../scripts/checkout/projectRoot.ts";
import { type CheckWorld, checkWorld } from "./checkWorld.ts";
import { holds, readHurl } from "./hurlEntries.ts";
import { rawRequest } from "./rawRequest.ts";

const FOLDER = `${projectRoot}/conformance/xroad`;

describe("The Hurl files of X-Road", () => {
  let world: CheckWorld;
  before(async () => {
    world = await checkWorld();
  });
  after(() => world.close());

  for (const file of globSync("*.hurl", { cwd: FOLDER }).toSorted()) {
    it(`${file} holds of the double`, async () => {
      const lines = readFileSync(`${FOLDER}/variables.example`, "utf8").matchAll(/^(\w+)=(.+)$/gm);
      const variables = {
        ...Object.fromEntries(Array.from(lines, ([, name, value]) => [name, value])),
        server: world.double.url,
      };
      const entries = readHurl(readFileSync(`${FOLDER}/${file}`, "utf8"), variables);
      expect(entries).to.not.have.length(0);
      for (const { line, method, url, headers, body, status, asserts } of entries) {
        const path = url.slice(world.double.url.length);
        const answer = await rawRequest(world.double.url, path, { method, headers: headers.flat(), body });
        const answered = { headers: new Headers(answer.headers as Record<string, string>), body: answer.body };
        expect(answer.status, `${file}:${line}`).to.equal(status);
        for (const assert of asserts) expect(holds(assert, answered), `${file}:${line} ${assert}`).to.equal(true);
      }
    });
  }

  it("are read strictly: what is no known form, or does not hold, is told", () => {
    expect(() => readHurl("GET http://a\n[Options]\nHTTP 200", {})).to.throw("Line 2");
    expect(() => readHurl("GET http://a\nX-A: {{unknown}}\nHTTP 200", {})).to.throw("Line 2");
    const answered = { headers: new Headers({ "X-A": "one" }), body: '{"type":"two"}' };
    expect(() => holds('header "X-A" count == 1', answered)).to.throw("No assertion");
    for (const line of [
      'header "X-A" == "two"',
      'header "X-A" not exists',
      'jsonpath "$.b" exists',
      'body not contains "two"',
    ]) {
      expect(holds(line, answered), line).to.equal(false);
    }
  });
});
