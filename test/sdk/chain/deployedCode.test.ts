import { expect } from "chai";
import { type CompiledContract, cloneCode, compareCode, isLibraryAt } from "../../../sdk/chain/deployedCode.ts";

/** Twelve bytes: an immutable of two bytes at 2 and again at 9, a library's address of two bytes at 6. */
const compiled: CompiledContract = {
  contractName: "Sample",
  deployedBytecode: "0x010200000560000006000007",
  immutableReferences: {
    7: [
      { start: 2, length: 2 },
      { start: 9, length: 2 },
    ],
  },
  deployedLinkReferences: { "Library.sol": { Library: [{ start: 6, length: 2 }] } },
};
const deployed = "0x0102abcd0560ef0106abcd07";
const DIFFERENT = { same: false, immutables: [], libraries: {} };

describe("Code on a chain beside the compiled code", () => {
  it("is the same apart from immutables and libraries, and gives their values", () => {
    expect(compareCode(deployed, compiled)).to.deep.equal({
      same: true,
      immutables: [0xabcdn],
      libraries: { Library: "0xef01" },
    });
  });

  it("is other code with any byte outside of them changed, from the first to the last", () => {
    const places = [...(compiled.immutableReferences[7] ?? []), { start: 6, length: 2 }];
    const isFree = (byte: number) => places.some(({ start, length }) => byte >= start && byte < start + length);
    for (let byte = 0; byte < 12; byte++) {
      const at = 2 + 2 * byte;
      const changed = `${deployed.slice(0, at)}ff${deployed.slice(at + 2)}`;
      if (!isFree(byte)) expect(compareCode(changed, compiled), `byte ${byte}`).to.deep.equal(DIFFERENT);
    }
  });

  it("is other code with an immutable of two values, a byte more, a byte less, or none", () => {
    for (const code of [deployed.replace("06abcd", "06abce"), `${deployed}00`, deployed.slice(0, -2), "0x"]) {
      expect(compareCode(code, compiled), code).to.deep.equal(DIFFERENT);
    }
  });
});

describe("A clone's code", () => {
  const implementation = "ab".repeat(20);
  const code = `0x363d3d373d3d3d363d73${implementation}5af43d82803e903d91602b57fd5bf3`;

  it("gives what it delegates to, and its arguments, of any length", () => {
    expect(cloneCode(code)).to.deep.equal({ implementation: `0x${implementation}`, args: "0x" });
    expect(cloneCode(`${code}0102`)).to.deep.equal({ implementation: `0x${implementation}`, args: "0x0102" });
  });

  it("is none with one digit changed before its arguments, cut off, or empty", () => {
    for (const other of [code.replace("5af4", "5af2"), code.replace("0x36", "0x37"), code.slice(0, -2), "0x"]) {
      expect(cloneCode(other), other).to.equal(undefined);
    }
  });
});

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
