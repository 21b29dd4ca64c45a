import { expect } from "chai";
import { GENERATOR, IDENTITY, multiply, negate, type Point, toExtended } from "../../../sdk/crypto/babyjubjub.ts";
import { evenWalk, uOf } from "../../../sdk/crypto/evenWalk.ts";
import { torsionPoints } from "./torsionPoints.ts";

/** What is visited, by number; fails for a number that comes twice. */
function visited(start: Point, step: Point, count: number) {
  const seen = new Map<number, bigint | undefined>();
  evenWalk({ start, step, count }, (index, u) => {
    expect(seen.has(index), `${index} twice`).to.equal(false);
    seen.set(index, u);
    return false;
  });
  return seen;
}

/** The same by one addition after the other. */
function plainWalk(start: Point, step: Point, count: number) {
  let point = toExtended(start);
  return Array.from({ length: count }, () => {
    const here = uOf(point);
    point = point.add(toExtended(step));
    return here;
  });
}

describe("A walk in even steps", function () {
  this.timeout(20_000);
  const step = multiply(GENERATOR, 7n);
  const compare = (start: Point, count: number) => {
    const seen = visited(start, step, count);
    expect(seen.size).to.equal(count);
    expect(Array.from({ length: count }, (_, index) => seen.get(index))).to.deep.equal(plainWalk(start, step, count));
  };

  it("visits every point once, whatever their number", () => {
    const start = multiply(GENERATOR, 123456789n);
    for (const count of [0, 1, 2, 3, 4, 5, 100, 1024, 1025, 1026, 2051]) compare(start, count);
  });

  it("passes through the identity wherever it lies: at a centre, beside one, or equal to a step from it", () => {
    for (const at of [0n, 1n, 2n, 7n, 8n, 14n, 15n, 16n, 24n, 31n]) compare(multiply(step, -at), 15);
    for (const at of [512n, 513n, 1024n, 1537n]) compare(multiply(step, -at), 1600);
    expect(visited(multiply(step, -9n), step, 20).get(9)).to.equal(undefined);
  });

  it("goes from any point of the curve, of small order and beside the subgroup", () => {
    for (const torsion of torsionPoints()) compare(torsion, 11);
    compare(IDENTITY, 40);
    compare(negate(step), 3);
  });

  it("ends where it is told to, and tells how far it came", () => {
    let visits = 0;
    const told: number[] = [];
    evenWalk(
      { start: GENERATOR, step, count: 5000 },
      () => ++visits === 2000,
      (count) => told.push(count),
    );
    expect(visits).to.equal(2000);
    expect(told).to.deep.equal([1025]);
  });
});
