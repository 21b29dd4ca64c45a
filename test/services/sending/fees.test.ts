import { expect } from "chai";
import { feesFor, replacing } from "../../../services/sending/fees.ts";

const most = { maxFee: 1_000n, priorityFee: 10n };

describe("A transaction's fees", () => {
  it("pay twice the base fee and the tip, and never more than the most", () => {
    expect(feesFor({ baseFee: 100n }, most)).to.deep.equal({ maxFee: 210n, priorityFee: 10n });
    expect(feesFor({ baseFee: 495n }, most).maxFee).to.equal(1_000n);
    expect(feesFor({ baseFee: 496n }, most).maxFee).to.equal(1_000n);
    expect(feesFor({ baseFee: 1n }, { maxFee: 5n, priorityFee: 10n })).to.deep.equal({ maxFee: 5n, priorityFee: 5n });
  });

  it("of a replacement are a quarter more and 1, or the latest where that is more, up to the most", () => {
    const before = { maxFee: 400n, priorityFee: 8n };
    expect(replacing(before, { maxFee: 100n, priorityFee: 1n }, 1_000n)).to.deep.equal({
      maxFee: 501n,
      priorityFee: 11n,
    });
    expect(replacing(before, { maxFee: 700n, priorityFee: 20n }, 1_000n)).to.deep.equal({
      maxFee: 700n,
      priorityFee: 20n,
    });
    expect(replacing(before, { maxFee: 100n, priorityFee: 1n }, 450n).maxFee).to.equal(450n);
  });
});
