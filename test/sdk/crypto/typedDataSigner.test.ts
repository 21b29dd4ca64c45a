import { expect } from "chai";
import { verifyTypedData, Wallet } from "ethers";
import { typedDataSigner } from "../../../sdk/crypto/typedDataSigner.ts";

describe("The signer of typed data", () => {
  const domain = { name: "Hanpyo", version: "1", chainId: 31337n };
  const types = { Word: [{ name: "word", type: "string" }] };

  it("is whom ethers names, for whatever was signed", async () => {
    const wallet = new Wallet(`0x${"5".repeat(64)}`);
    const signature = await wallet.signTypedData(domain, types, { word: "표" });
    expect(typedDataSigner(domain, types, { word: "표" }, signature)).to.equal(wallet.address);
    const other = verifyTypedData(domain, types, { word: "다른 표" }, signature);
    expect(typedDataSigner(domain, types, { word: "다른 표" }, signature)).to.equal(other);
    expect(() => typedDataSigner(domain, types, { word: "표" }, "0x00")).to.throw();
  });
});
