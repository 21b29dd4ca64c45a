import { expect } from "chai";
import { sufficientGas } from "../../../sdk/chain/sufficientGas.ts";

const LIMITS = { bytes: 131_072, gas: 16_777_216n };

describe("Gas that suffices", () => {
  const tried = async (estimate: bigint, needed: bigint, limits = LIMITS) => {
    const asked: bigint[] = [];
    const found = await sufficientGas(estimate, "0x", limits, async (gasLimit) => {
      asked.push(gasLimit);
      return gasLimit >= needed;
    });
    return { found, asked };
  };

  it("is the estimate where the call comes to its end with it and its room", async () => {
    expect(await tried(100_000n, 125_000n)).to.deep.equal({ found: 100_000n, asked: [125_000n] });
  });

  it("is its first double with which the call does", async () => {
    expect((await tried(100_000n, 125_001n)).found).to.equal(200_000n);
    expect((await tried(100_000n, 900_000n)).found).to.equal(800_000n);
  });

  it("is the estimate again where no gas helps, or the limit is reached", async () => {
    const never = await tried(100_000n, 10n ** 12n);
    expect([never.found, never.asked.length]).to.deep.equal([100_000n, 7]);
    const limited = await tried(100_000n, 10n ** 12n, { ...LIMITS, gas: 150_000n });
    expect(limited).to.deep.equal({ found: 100_000n, asked: [125_000n] });
  });
});
