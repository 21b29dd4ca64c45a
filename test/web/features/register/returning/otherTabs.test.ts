import { expect } from "chai";
import {
  handToWaiting,
  hearOtherTabs,
  tellMoved,
} from "../../../../../web/src/features/register/returning/otherTabs.ts";

const CODE = "ABCD-EFGH-JKMN-PQ23";

describe("Tabs that wait for a wallet", () => {
  it("take the code that another tab was sent back with, and say so", async () => {
    let got: string | undefined;
    const stop = hearOtherTabs({ carried: (code) => (got = code) });
    expect(await handToWaiting(CODE)).to.equal(true);
    expect(got).to.equal(CODE);
    stop();
    expect(await handToWaiting(CODE)).to.equal(false);
  });

  it("that wait for nothing take none, and hear that another tab went on", async () => {
    const moved = new Promise<string>((fulfil) => {
      const stop = hearOtherTabs({
        moved: () => {
          stop();
          fulfil("moved");
        },
      });
    });
    expect(await handToWaiting(CODE)).to.equal(false);
    tellMoved();
    expect(await moved).to.equal("moved");
  });
});
