import { expect } from "chai";
import { factsApp } from "../../../services/facts/http.ts";
import { openApi } from "../../../services/facts/openapi.ts";
import { DEFAULT_LIMITS, type Works } from "../../../services/facts/works.ts";

describe("The description of the service of facts", () => {
  it("names every path that the service has, but for those that are refused by design", () => {
    const works = { limits: DEFAULT_LIMITS, clock: Date.now, random: () => {} } as unknown as Works;
    const { routes } = factsApp(works, false);
    const served = routes.filter(({ method }) => method === "GET").map(({ path }) => path.replace(/:(\w+)/g, "{$1}"));
    expect(Object.keys(openApi().paths as object).toSorted()).to.deep.equal([...new Set(served)].toSorted());
  });
});
