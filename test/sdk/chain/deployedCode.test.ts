import { expect } from "chai";
import { type CompiledContract, compareCode, isLibraryAt } from "../../../sdk/chain/deployedCode.ts";

const ADDRESS = `0x${"a1".repeat(20)}`;
const OTHER = `0x${"b2".repeat(20)}`;
const BODY = "6080604052";

function library(deployedBytecode: string): CompiledContract {
  return { contractName: "Arithmetic", deployedBytecode, immutableReferences: {} };
}

describe("The code of a library on a chain", () => {
  const guarded = library(`0x73${"00".repeat(20)}3014${BODY}`);
  const codeNaming = (address: string) => `0x73${address.slice(2)}3014${BODY}`;

  it("names its own address where the library refuses direct calls, and no other", () => {
    expect(isLibraryAt(ADDRESS, codeNaming(ADDRESS), guarded)).to.equal(true);
    expect(isLibraryAt(ADDRESS, codeNaming(OTHER), guarded)).to.equal(false);
    expect(isLibraryAt(ADDRESS, codeNaming(ADDRESS).replace(/52$/, "53"), guarded)).to.equal(false);
  });

  it("is the compiled one to the byte where it can be called by anybody", () => {
    const open = library(`0x${BODY}`);
    expect(isLibraryAt(ADDRESS, `0x${BODY}`, open)).to.equal(true);
    expect(isLibraryAt(ADDRESS, codeNaming(ADDRESS), open)).to.equal(false);
    expect(isLibraryAt(ADDRESS, "0x", open)).to.equal(false);
  });
});

describe("The code of a contract that is linked with libraries", () => {
  const places = [
    { start: 1, length: 20 },
    { start: 22, length: 20 },
  ];
  const compiled: CompiledContract = {
    contractName: "Election",
    deployedBytecode: `0x73${"00".repeat(20)}73${"00".repeat(20)}${BODY}`,
    immutableReferences: {},
    deployedLinkReferences: { "Arithmetic.sol": { Arithmetic: places } },
  };
  const codeNaming = (first: string, second: string) => `0x73${first.slice(2)}73${second.slice(2)}${BODY}`;

  it("tells the address of each library, which is the same at all its places", () => {
    expect(compareCode(codeNaming(ADDRESS, ADDRESS), compiled)).to.deep.equal({
      same: true,
      immutables: [],
      libraries: { Arithmetic: ADDRESS },
    });
    expect(compareCode(codeNaming(ADDRESS, OTHER), compiled)).to.deep.equal({
      same: false,
      immutables: [],
      libraries: {},
    });
  });
});
