import { ZeroAddress } from "ethers";
import { FIELD_ORDER } from "../../../sdk/crypto/field.ts";
import type { ProofWords } from "../../../sdk/election/ballot.ts";
import { nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import { verifyProof } from "../../../sdk/proofs/groth16.ts";
import { actTracker } from "../../../sdk/proposals/act.ts";
import {
  changeMessage,
  isSupport,
  LAST_VERSION,
  plainSubject,
  postMessage,
  postScope,
  proposalId,
  signalOf,
  subjectHash,
  supportScope,
} from "../../../sdk/proposals/actions.ts";
import { isHidden, isLeftOut, type LeafNotice } from "../../../sdk/proposals/leafNotice.ts";
import { countSupports } from "../../../sdk/proposals/supportCount.ts";
import { postingClosesAt, postingCuts, postingPeriods } from "../../../sdk/proposals/weeklyCut.ts";
import type { ProposalEvidence } from "../../../sdk/verify/proposalEvidence.ts";
import { noticeChecks } from "../../../sdk/verify/proposalNoticeChecks.ts";
import { verificationKey } from "../../checkout/circuitFiles.ts";
import { knownProof } from "../../checkout/knownProofs.ts";
import { semaphoreCircuit } from "../../checkout/semaphoreCircuit.ts";
import { big, bigs, fields, list, text, whole } from "../jsonValues.ts";
import type { Fields, Json, Operation } from "../operation.ts";
import { COUNCIL, DAY, ORGANIZER, PLACE, REVIEWER, ROLLS, THURSDAY, word } from "./proposalInputs.ts";

const MOST = String(FIELD_ORDER - 1n);
const ID = String(2n ** 248n - 1n);

const posting: Fields = {
  ...PLACE,
  ...{ templateHash: word(0x7e), digest: word(0xd1), limitKey: word(0x11), periodLength: 30 * DAY },
  ...{ period: 700, slot: 0, censusRoot: "4242", nullifier: "7" },
};

/** The known proof, and what does not hold beside it: each signal another, one too large, one word of the proof. */
function proved(): readonly Fields[] {
  const { publicSignals, proof } = knownProof(semaphoreCircuit.name);
  const spelt = (signals: readonly bigint[], words: readonly bigint[]): Fields => {
    return { publicSignals: signals.map(String), proof: words.map(String) };
  };
  const added = (values: readonly bigint[], at: number, more: bigint) =>
    values.map((value, m) => (m === at ? value + more : value));
  return [
    spelt(publicSignals, proof),
    ...[0, 1, 2, 3].map((at) => spelt(added(publicSignals, at, 1n), proof)),
    ...[spelt(added(publicSignals, 2, FIELD_ORDER), proof), spelt(publicSignals, added(proof, 6, 1n))],
  ];
}

/** Changes as nullifiers with versions, in a shorthand: "1:0 2:0 1:1". */
function changes(said: string): Json {
  const one = (pair: string) => {
    const [nullifier = "", version] = pair.split(":");
    return { nullifier, version: Number(version) };
  };
  return said === "" ? [] : said.split(" ").map(one);
}

const [NOON, EVE] = [THURSDAY + 12 * 3_600, THURSDAY + DAY];
const times = [NOON, EVE - 1, EVE, EVE + DAY - 1, EVE + DAY, THURSDAY + 7 * DAY, THURSDAY - 1];

const [CLOSES, HOUR] = [THURSDAY + 30 * DAY, 3_600];
const at = (after: number): Fields => {
  return { block: 100 + after, time: THURSDAY + after };
};
const WORDS = "다른 사람의 전화번호가 적혀 있습니다.";
const hidden = (after: number, from: number, until: number, change: Fields = {}): Fields => ({
  ...{ kind: "hidden", at: at(after), leaf: word(1), by: ORGANIZER, reason: 0, words: WORDS },
  ...{ from: THURSDAY + from, until: THURSDAY + until, ...change },
});
const named = (after: number, by: string, change: Fields = {}): Fields => {
  return { kind: "named", at: at(after), leaf: word(1), by, reason: 4, words: WORDS, ...change };
};
const joint = (after: number, bindsAfter = after + 7 * DAY): Fields => {
  return { kind: "joint", at: at(after), leaf: word(1), bindsFrom: THURSDAY + bindsAfter };
};
const withdrawn = (after: number, by: string): Fields => ({ kind: "withdrawn", at: at(after), leaf: word(1), by });
const restored = (after: number, by: string, from = after + DAY): Fields => ({
  ...{ kind: "restored", at: at(after), leaf: word(1), by, restoredFrom: THURSDAY + from, words: WORDS },
});
const told: Fields = { at: at(5), day: THURSDAY, evidence: word(0), words: WORDS };
const stage = (change: Fields): Fields => ({ kind: "stage", ...told, by: COUNCIL, stage: 5, ...change });
const milestone = (change: Fields): Fields => {
  return { kind: "milestone", ...told, by: ORGANIZER, number: 1, progress: 4, ...change };
};
const both = [named(1, ORGANIZER), named(2, REVIEWER), joint(2)];
const OTHER = { leaf: word(2) };

/** What could be given, and what could not; parties as below, supports close 30 days after. */
const notices: readonly (readonly Fields[])[] = [
  ...[[], [hidden(1, 1, HOUR)], [hidden(1, 1, 1 + 3 * DAY)], [hidden(1, 1, 2 + 3 * DAY)], [hidden(1, 1, 1)]],
  ...[
    [hidden(1, 1, HOUR), hidden(9, HOUR, 2 * HOUR)],
    [hidden(1, 1, HOUR), hidden(9, 9, HOUR)],
  ],
  ...[
    [hidden(1, 1, HOUR), hidden(2 * HOUR, 2 * HOUR, 3 * HOUR)],
    [hidden(1, 1, 2 * DAY), hidden(3, 2 * DAY, 4 * DAY)],
  ],
  [hidden(22 * DAY, 22 * DAY, 23 * DAY)],
  [hidden(22 * DAY, 22 * DAY, 23 * DAY + 1)],
  [hidden(30 * DAY - 1, 30 * DAY - 1, 31 * DAY)],
  [hidden(30 * DAY, 30 * DAY, 31 * DAY)],
  ...[[hidden(1, 2, HOUR)], [hidden(1, 1, HOUR, { reason: 5 })], [hidden(1, 1, HOUR, { words: "" })]],
  ...[
    [hidden(1, 1, HOUR, { by: ROLLS })],
    [hidden(1, 1, HOUR, { by: COUNCIL })],
    [hidden(1, 1, HOUR, { by: ZeroAddress })],
  ],
  ...[both, [named(1, COUNCIL), named(2, REVIEWER), joint(2)], [named(1, REVIEWER), named(2, COUNCIL), joint(2)]],
  ...[
    [named(1, ORGANIZER), named(2, COUNCIL)],
    [named(1, ORGANIZER), named(2, COUNCIL), joint(2)],
    [named(1, REVIEWER)],
  ],
  ...[both.slice(0, 2), [...both.slice(0, 2), joint(3)], [...both.slice(0, 2), joint(2, 7 * DAY)], [joint(2)]],
  ...[
    [named(1, ORGANIZER), named(2, ORGANIZER)],
    [...both, named(3, COUNCIL)],
    [...both, withdrawn(3, REVIEWER)],
  ],
  [named(1, ORGANIZER), withdrawn(2, ORGANIZER), named(3, REVIEWER), named(4, ORGANIZER), joint(4)],
  ...[[withdrawn(2, ORGANIZER)], [named(1, ORGANIZER), withdrawn(2, COUNCIL)]],
  [named(1, ORGANIZER), named(2, REVIEWER, OTHER)],
  ...[
    [...both, restored(9, ORGANIZER)],
    [...both, restored(9, REVIEWER)],
    [...both, restored(9, COUNCIL)],
  ],
  ...[[...both, restored(9, ORGANIZER, 9)], [restored(9, ORGANIZER)], [named(1, ORGANIZER), restored(9, ORGANIZER)]],
  [...both, restored(9, ORGANIZER), restored(10, REVIEWER)],
  [...both, restored(9, ORGANIZER), hidden(10, 10, HOUR)],
  [...both, restored(9, ORGANIZER), hidden(10, 10, HOUR, OTHER)],
  ...[[...both, hidden(10, 10, HOUR)], [named(1, ORGANIZER, { reason: 5 })]],
  ...[[stage({})], [stage({ stage: 6 })], [stage({ by: ORGANIZER })], [stage({ words: "" })]],
  ...[[milestone({})], [milestone({ progress: 5 })], [milestone({ by: COUNCIL })], [milestone({ progress: 2 })]],
  [milestone({ progress: 2, evidence: word(1) })],
];

const kept = { aloneUntil: 0, jointAt: 0, restoredFrom: 0 };
const JOINT = { ...kept, jointAt: THURSDAY };

export const proposalActs: Readonly<Record<string, Operation>> = {
  posting: {
    says: "Of a posting: hash of its subject, scope and message, the four signals of its proof, and the id (P21.1, P21.3, P21.4).",
    inputs: [
      ...[posting, { ...posting, slot: 255, period: 4_294_967_295 }, { ...posting, censusRoot: MOST, nullifier: MOST }],
      ...[
        { ...posting, chainId: "1" },
        { ...posting, digest: word(0) },
        { ...posting, templateHash: word(0) },
      ],
    ],
    compute: ({ chainId, proposals: to, templateHash, digest, limitKey, periodLength, period, slot, ...rest }) => {
      const place = { chainId: big(chainId), proposals: text(to) };
      const subject = plainSubject(text(templateHash), text(digest));
      const taken = {
        limitKey: text(limitKey),
        periodLength: whole(periodLength),
        period: whole(period),
        slot: whole(slot),
      };
      const [root, nullifier] = [big(rest.censusRoot), big(rest.nullifier)];
      const [scope, message] = [postScope(place, taken), postMessage(subject)];
      const signals = [root, nullifier, signalOf(message), signalOf(scope)].map(String);
      return {
        subject: subjectHash(subject),
        scope,
        message,
        signals,
        id: String(proposalId(place, subject, root, nullifier)),
      };
    },
  },
  change: {
    says: "Of a support (even version) or a withdrawal (odd): scope and message, and the four signals of its proof (P21.1, P21.5); refused beyond version 13.",
    inputs: [0, 1, 2, 13, 14]
      .map((version) => ({ ...PLACE, id: ID, version, root: "4242", nullifier: MOST }))
      .concat([{ ...PLACE, id: "0", version: 0, root: "1", nullifier: "0" }]),
    compute: ({ chainId, proposals: to, id, version, root, nullifier }) => {
      if (whole(version) > LAST_VERSION) throw new RangeError("no version is left");
      const scope = supportScope({ chainId: big(chainId), proposals: text(to) }, big(id));
      const message = changeMessage(big(id), whole(version));
      const signals = [big(root), big(nullifier), signalOf(message), signalOf(scope)].map(String);
      return { isSupport: isSupport(whole(version)), scope, message, signals };
    },
  },
  actNullifier: {
    says: "The nullifier of an identity's secret in a scope of 32 bytes (P21.1), with the scope as a signal.",
    inputs: [
      { scope: word(0xff), secret: "1" },
      { scope: word(0), secret: "2736030358979909402780800718157159386076813972158567259200215660948447373040" },
    ],
    compute: ({ scope, secret }) => {
      const signal = signalOf(text(scope));
      return { signal: String(signal), nullifier: String(nullifierOf(signal, big(secret))) };
    },
  },
  actTracker: {
    says: "The number by which an act is found (P21.9).",
    inputs: [
      { proposals: ROLLS, nullifier: MOST, version: "0", message: word(1) },
      { proposals: ROLLS, nullifier: "0", version: "13", message: word(0xff) },
    ],
    compute: ({ proposals: to, nullifier, version, message }) => {
      const act = { nullifier: big(nullifier), version: big(version), message: text(message) };
      return { tracker: String(actTracker(text(to), act)) };
    },
  },
  verifySemaphoreProof: {
    says: "Whether a proof of `semaphore-20` holds (P0, P21.1); never refused, false instead.",
    inputs: proved(),
    compute: async ({ publicSignals, proof }) => {
      const statement = { proof: bigs(proof) as unknown as ProofWords, publicSignals: bigs(publicSignals) };
      return { holds: await verifyProof(verificationKey(semaphoreCircuit.name), statement) };
    },
  },
  countSupports: {
    says: "What changes come to in their order (P21.5, P21.8): supporters, the place of the change that reaches the quota, the place of the first that cannot be, at which counting ends.",
    inputs: (
      [
        ...[
          ["", 3],
          ["1:0", 1],
          ["1:0 2:0 3:0", 3],
          ["1:0 2:0 1:1 3:0", 3],
          ["1:0 1:1 1:2 2:0", 2],
          ["1:0 2:0 3:0", 2],
        ],
        ...[
          ["1:1", 3],
          ["1:0 1:0", 3],
          ["1:0 1:2", 3],
          ["2:0 1:0 2:1 2:2", 3],
          ["1:0 2:0 1:1", 2],
          ["1:0 2:0 1:1", 3],
        ],
        [Array.from({ length: 15 }, (_, version) => `1:${version}`).join(" "), 3],
        [Array.from({ length: 14 }, (_, version) => `1:${version}`).join(" "), 3],
      ] as unknown as readonly (readonly [string, number])[]
    ).map(([said, quota]) => ({ changes: changes(said), quota })),
    compute: ({ changes: given, quota }) => {
      const read = list(given).map((one) => {
        const { nullifier, version } = fields(one);
        return { nullifier: big(nullifier), version: whole(version) };
      });
      const { supporters, reachedBy, wrong } = countSupports(read, whole(quota));
      return { supporters, reachedBy: reachedBy ?? null, wrong: wrong ?? null };
    },
  },
  postingTimes: {
    says: "Cuts and periods that a posting may name at a time (P21.2, P21.3), the one in use first, and from when on the first cut and period are refused.",
    inputs: times.flatMap((time) => [DAY, 7 * DAY, 30 * DAY].map((periodLength) => ({ time, periodLength }))),
    compute: ({ time, periodLength }) => {
      const [cuts, periods] = [postingCuts(whole(time)), postingPeriods(whole(time), whole(periodLength))];
      const closesAt = postingClosesAt(cuts[0] as number, periods[0] as number, whole(periodLength));
      return { cuts, periods, closesAt };
    },
  },
  notices: {
    says: "Whether every notice of a proposal is one that its sender could give then (P26, docs/record.md 9.5); `closesAt` is when supports close.",
    inputs: [
      ...notices.map((given) => ({
        organizer: ORGANIZER,
        reviewer: REVIEWER,
        council: COUNCIL,
        closesAt: CLOSES,
        notices: given,
      })),
      ...[[stage({ by: ZeroAddress })], [hidden(1, 1, HOUR, { by: ZeroAddress })]].map((given) => ({
        ...{ organizer: ORGANIZER, reviewer: REVIEWER, council: ZeroAddress, closesAt: CLOSES, notices: given },
      })),
      ...[both, [named(1, ORGANIZER), named(2, ORGANIZER)], [named(1, ORGANIZER), named(2, REVIEWER)]].map((given) => ({
        ...{ organizer: ORGANIZER, reviewer: REVIEWER, council: ORGANIZER, closesAt: CLOSES, notices: given },
      })),
    ],
    compute: async ({ organizer, reviewer, council, closesAt, notices: given }) => {
      const [record, template] = [
        { noticesGiven: given, posting: { at: { block: 100, time: whole(closesAt) - 30 * DAY } } },
        { organizer, reviewer, council, window: 30 * DAY },
      ];
      const checks = await noticeChecks({ record, template } as unknown as ProposalEvidence);
      return { holds: checks.every(({ ok }) => ok) };
    },
  },
  leafNotice: {
    says: "Of a leaf's measures at a time: whether readers are not shown it (P26.5), and whether a conversion leaves it out (P26.3).",
    inputs: [
      { notice: kept, time: THURSDAY },
      ...[-1, 0].map((after) => ({ notice: { ...kept, aloneUntil: THURSDAY }, time: THURSDAY + after })),
      ...[0, 7 * DAY - 1, 7 * DAY].map((after) => ({ notice: JOINT, time: THURSDAY + after })),
      ...[-1, 0].map((after) => ({ notice: { ...JOINT, restoredFrom: EVE + 9 * DAY }, time: EVE + 9 * DAY + after })),
      { notice: { ...JOINT, restoredFrom: EVE, aloneUntil: EVE + 2 }, time: EVE + 1 },
    ],
    compute: ({ notice, time }) => {
      const read = fields(notice) as unknown as LeafNotice;
      return { hidden: isHidden(read, whole(time)), leftOut: isLeftOut(read, whole(time)) };
    },
  },
};
