import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { factsApp } from "../../../services/facts/http.ts";
import { openApi } from "../../../services/facts/openapi.ts";
import { DEFAULT_LIMITS, type Works } from "../../../services/facts/works.ts";

const FILE = `${projectRoot}/docs/openapi/facts.json`;

describe("The description of the service of facts", () => {
  it("is the file that stands in docs/openapi (written anew with HANPYO_SNAPSHOT=write)", () => {
    const text = `${JSON.stringify(openApi(), null, 2)}\n`;
    if (process.env.HANPYO_SNAPSHOT === "write") writeFileSync(FILE, text);
    expect(readFileSync(FILE, "utf8")).to.equal(text);
  });

  it("names every path that the service has, but for those that are refused by design", () => {
    const works = { limits: DEFAULT_LIMITS, clock: Date.now, random: () => {} } as unknown as Works;
    const { routes } = factsApp(works, false);
    const served = routes.filter(({ method }) => method === "GET").map(({ path }) => path.replace(/:(\w+)/g, "{$1}"));
    expect(Object.keys(openApi().paths as object).toSorted()).to.deep.equal([...new Set(served)].toSorted());
  });
});
