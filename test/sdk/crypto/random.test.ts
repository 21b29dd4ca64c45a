import { expect } from "chai";
import { SUBGROUP_ORDER } from "../../../sdk/crypto/field.ts";
import { RandomSourceBrokenError, randomScalar, scalarFromBytes, systemRandom } from "../../../sdk/crypto/random.ts";
import { seededRandom } from "../seededRandom.ts";

describe("randomness", () => {
  it("draws scalars below l from 48 bytes of the given source", () => {
    const asked: number[] = [];
    const source = seededRandom("scalars");
    const scalar = randomScalar((count) => {
      asked.push(count);
      return source(count);
    });
    expect(asked).to.deep.equal([48]);
    expect(scalar > 0n && scalar < SUBGROUP_ORDER).to.equal(true);
  });

  it("reads bytes big-endian and reduces them modulo l", () => {
    const bytes = new Uint8Array(48);
    bytes[47] = 5;
    bytes[46] = 1;
    expect(scalarFromBytes(bytes)).to.equal(261n);
    expect(scalarFromBytes(new Uint8Array(48).fill(255))).to.equal(((1n << 384n) - 1n) % SUBGROUP_ORDER);
  });

  it("refuses a source that gives zeros or the wrong number of bytes", () => {
    expect(() => randomScalar((count) => new Uint8Array(count))).to.throw(RandomSourceBrokenError, /zeros/);
    expect(() => randomScalar(() => new Uint8Array(32).fill(1))).to.throw(RandomSourceBrokenError, /32/);
  });

  it("takes the platform's generator by default, which repeats nothing", () => {
    expect(randomScalar(systemRandom)).to.not.equal(randomScalar(systemRandom));
  });
});
