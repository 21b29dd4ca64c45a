import { expect } from "chai";
import { hashWords } from "../../sdk/crypto/transcript.ts";
import { RESIDENTS } from "./electionOnNetwork.ts";
import { reckoned, type Shown } from "./reckoning.ts";
import type { AcknowledgedBallot, Voted } from "./voters.ts";

const COUNTS = [BigInt(RESIDENTS), 0n];

function acknowledged(nullifier: bigint, during?: string): AcknowledgedBallot {
  const ballot = { ballot: { nullifier, version: 0n, next: [nullifier] } };
  return { ballot, tracker: `T${nullifier}`, relayer: { url: "relayer" }, during } as unknown as AcknowledgedBallot;
}

function castOf({ ballot: { ballot } }: AcknowledgedBallot): Shown["casts"][number] {
  return { nullifier: ballot.nullifier, version: ballot.version, ciphertexts: hashWords(ballot.next) };
}

describe("reckoning of the network's test", () => {
  const [one, other] = [acknowledged(1n), acknowledged(2n, "a node lies")];
  const voted: Voted = { acknowledged: [one, other], cast: [], untaken: [] };
  const casts = [one, other].map(castOf);

  it("finds nothing where every acknowledged ballot is held once", () => {
    expect(reckoned(voted, { casts, counts: COUNTS }, ["kept", "displaced"])).to.deep.equal({
      ...{ acknowledged: 2, acknowledgedWhileFailing: 1, lost: [], doubled: [], broken: [], miscounted: [] },
    });
  });

  it("calls a ballot lost that no block holds, or of which blocks hold other ciphertexts", () => {
    const without = reckoned(voted, { casts: casts.slice(1), counts: COUNTS }, ["broken", "kept"]);
    expect(without.lost).to.deep.equal(["T1 of relayer (all was well)"]);
    expect(without.miscounted).to.have.length(1);
    const changed = [castOf(one), { ...castOf(other), ciphertexts: hashWords([9n]) }];
    expect(reckoned(voted, { casts: changed, counts: COUNTS }, ["kept", "kept"]).lost).to.deep.equal([
      "T2 of relayer (a node lies)",
    ]);
  });

  it("calls a ballot doubled of which a version or the ciphertexts are held twice", () => {
    const twice = reckoned(voted, { casts: [...casts, castOf(one)], counts: COUNTS }, ["kept", "kept"]);
    expect(twice.doubled).to.deep.equal(["1:0", hashWords([1n])]);
    const again = { ...castOf(one), version: 1n };
    expect(reckoned(voted, { casts: [...casts, again], counts: COUNTS }, ["kept", "kept"]).doubled).to.have.length(1);
  });

  it("names promises that were neither kept nor nobody's fault", () => {
    expect(reckoned(voted, { casts, counts: COUNTS }, ["broken", "pending"]).broken).to.have.length(2);
  });

  it("finds a box or a result with more or fewer votes", () => {
    const early: Voted = { ...voted, cast: [acknowledged(3n).ballot] };
    expect(reckoned(early, { casts, counts: COUNTS }, ["kept", "kept"]).miscounted).to.have.length(1);
    for (const counts of [[BigInt(RESIDENTS) - 1n], [BigInt(RESIDENTS), 1n], undefined]) {
      expect(reckoned(voted, { casts, counts }, ["kept", "kept"]).miscounted).to.have.length(1);
    }
  });
});
