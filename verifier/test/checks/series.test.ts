import assert from "node:assert/strict";
import { test } from "node:test";
import { seriesAt } from "../../src/rules/proposal/series.ts";

const DAY = 86_400;
const [FIRST, SECOND, THIRD] = [1n, 2n, 3n];
const published = (hash: bigint, serial: number) => ({
  at: { block: serial, time: serial },
  ...{ published: hash, serial, inForceFrom: serial },
});
const tookOver = (hash: bigint, predecessor: bigint, block: number, time: number) => ({
  at: { block, time },
  ...{ tookOver: hash, predecessor },
});

/** Three templates of a test, of which the second and the third took over within an hour. */
const SERIES = [
  ...[published(FIRST, 1), published(SECOND, 2), published(THIRD, 3)],
  ...[tookOver(SECOND, FIRST, 100, 1000), tookOver(THIRD, SECOND, 200, 4600)],
];
const at = (block: number, time: number) => seriesAt(SERIES, true, { block, time });

test("each template that was taken over from can be posted under for a day, however many follow it", () => {
  assert.deepEqual([...at(300, 1000 + DAY - 1).postable], [FIRST, SECOND, THIRD]);
  assert.deepEqual([...at(300, 1000 + DAY).postable], [SECOND, THIRD]);
  assert.deepEqual([...at(300, 4600 + DAY).postable], [THIRD]);
});

test("a template that was taken over from is in force no more, so its board is no conversion's", () => {
  assert.deepEqual([...at(201, 4600).inForce], [THIRD]);
  assert.deepEqual([...at(200, 4600).inForce], [SECOND, THIRD]);
});
