import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { compiledHash } from "./compiledHash.ts";

describe("The hash for which rounds of the campaign count", () => {
  const metadata = (sources: string) => `a2646970667358221220${sources.repeat(32)}64736f6c63430008250033`;
  const placeholder = (path: string) => `__$${path.repeat(17)}$__`;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-artifacts-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function keep(file: string, contractName: string, bytecode: string, linkReferences = {}): string {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify({ contractName, bytecode, linkReferences }));
    return compiledHash(folder, "settings");
  }

  it("stays when comments change: of the contract, of one that it creates, and of an interface", () => {
    const before = keep("A.sol/A.json", "A", `0x60${metadata("01")}61${metadata("02")}`);
    expect(keep("A.sol/A.json", "A", `0x60${metadata("03")}61${metadata("04")}`)).to.equal(before);
    expect(keep("I.sol/I.json", "I", "0x")).to.equal(before);
  });

  it("stays when a contract moves to another folder", () => {
    const links = (path: string) => ({ [path]: { Library: [] } });
    const before = keep("a/A.sol/A.json", "A", `0x73${placeholder("01")}60`, links("a/L.sol"));
    rmSync(join(folder, "a"), { recursive: true });
    expect(keep("b/A.sol/A.json", "A", `0x73${placeholder("02")}60`, links("b/L.sol"))).to.equal(before);
  });

  it("changes with code, name, linked library, a further contract and the settings", () => {
    const hashes = [
      keep("A.sol/A.json", "A", "0x60"),
      keep("A.sol/A.json", "A", "0x61"),
      keep("A.sol/A.json", "B", "0x61"),
      keep("A.sol/A.json", "B", "0x61", { "L.sol": { Library: [] } }),
      keep("C.sol/C.json", "C", "0x61"),
      compiledHash(folder, "other settings"),
    ];
    expect(new Set(hashes).size).to.equal(hashes.length);
  });
});
