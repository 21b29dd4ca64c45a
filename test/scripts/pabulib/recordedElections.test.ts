import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { compare } from "../../../scripts/pabulib/comparison.ts";
import { parsePabulib } from "../../../scripts/pabulib/parsePabulib.ts";
import { allocate, deployAllocator } from "../../../scripts/pabulib/runOnChain.ts";
import { toElection } from "../../../scripts/pabulib/toElection.ts";
import { type LocalChain, startLocalChain } from "../../../scripts/rehearsal/localChain.ts";

const folder = `${projectRoot}../shared/data/pabulib/`;
const isPresent = existsSync(folder);

/** What the city recorded as funded. */
const recorded: Readonly<Record<string, readonly string[] | null>> = {
  Poland_Warszawa_2017_Sadul: ["1549", "1547"],
  Poland_Warszawa_2019_Nadwisle: ["2093", "2337", "557", "2195"],
  Poland_Gdynia_2024_Dzialki_Lesne__small: ["2024/DZL/0001", "2024/DZL/0007"],
  Poland_Czestochowa_2024_Mirow: ["795", "687", "146", "717"],
  Poland_Krakow_2019_Bienczyce: ["3", "4", "2", "20", "6", "17", "10"],
  Poland_Wroclaw_2017_Rejon_nr_11_250: ["538", "426", "324", "190"],
  Netherlands_Amsterdam_522: null,
  US_Stanford_Dataset_2022_Jersey_City_Ward_B_vote_knapsacks: null,
};

const deviations: Readonly<Record<string, readonly string[]>> = {
  Netherlands_Amsterdam_522: [
    'leftover_budget says "Fund additional projects that fit within leftover budget ordered by score"; here the rule alone decides',
  ],
  US_Stanford_Dataset_2022_Jersey_City_Ward_B_vote_knapsacks: ["the file states no rule; greedy is assumed"],
};

describe("Real elections of Pabulib, allocated on chain", function () {
  this.timeout(60_000);
  let chain: LocalChain;
  let factory: string;

  before(async function () {
    if (!isPresent) {
      console.log("      ../shared/data/pabulib is absent: the real elections are not compared");
      this.skip();
    }
    chain = await startLocalChain();
    factory = await deployAllocator(chain);
  });

  after(() => chain?.close());

  for (const [name, winners] of Object.entries(recorded)) {
    it(`${name}: ${winners === null ? "runs without a record to compare with" : "funds what the city recorded"}`, async () => {
      const file = parsePabulib(readFileSync(`${folder}${name}.pb`, "utf8"));
      const election = toElection(file);
      const compared = compare(file, election, await allocate(election, factory, chain));
      expect(compared.match).to.equal(true);
      expect(compared.recordedFunded).to.deep.equal(winners);
      if (winners !== null) expect(compared.funded).to.deep.equal(winners);
      expect(compared.totals).to.deep.equal(compared.recordedTotals);
      expect(compared.deviations).to.deep.equal(deviations[name] ?? []);
    });
  }

  it("are all the files of the folder", () => {
    const files = readdirSync(folder).filter((name) => name.endsWith(".pb"));
    expect(files.sort()).to.deep.equal(
      Object.keys(recorded)
        .map((name) => `${name}.pb`)
        .sort(),
    );
  });
});
