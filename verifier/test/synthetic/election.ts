import type { VerifyingKeys } from "../../src/checks/case.ts";
import { addPoints, G, multiply, type Point } from "../../src/curve/babyJubjub.ts";
import { mod } from "../../src/field/modular.ts";
import { SUBGROUP_ORDER as l } from "../../src/field/primes.ts";
import { keccak, keccakText, keccakWords } from "../../src/hash/keccak.ts";
import { low128, tagged, tagged128 } from "../../src/hash/tagged.ts";
import type { Constitution } from "../../src/record/constitutionShape.ts";
import { addressText } from "../../src/record/shape.ts";
import { append, emptyRoll, stateOf } from "../../src/roll/registryRoll.ts";
import { constitutionHashOf, scopeOf } from "../../src/rules/constitutionHash.ts";
import { outcomeOf } from "../../src/rules/outcome.ts";
import { ballotConstants, identityWords, liveSignals } from "../../src/tally/ballotSignals.ts";
import { extendChain } from "../../src/tally/chain.ts";
import { addTo, pointsOf, takeFrom, wordsOfSums, zeroSums } from "../../src/tally/sums.ts";
import { prove, sent } from "./sigmaProof.ts";
import { forgeProof, trapdoorKey } from "./trapdoor.ts";

const BALLOT = new Map([4, 8, 32].map((size) => [size, trapdoorKey(3 + 12 + size)]));
const KEY_SHARE = trapdoorKey(10);
const ENROLMENT = trapdoorKey(2);
/** That of proposals. */
export const SEMAPHORE = trapdoorKey(4);

/** The keys that a synthetic record is made and checked with: their trapdoors are known. */
export const SYNTHETIC_KEYS: VerifyingKeys = {
  ballot: new Map([...BALLOT].map(([size, { key }]) => [size, key])),
  keyShare: KEY_SHARE.key,
  enrolment: ENROLMENT.key,
  semaphore: SEMAPHORE.key,
};

const CHAIN = 31337n;
const ELECTION = 0xe1n;
const BOARD = 0xb0n;
const REGISTRY = 0x40n;
const _N = 3;
const K = 2;
const SECRETS = [
  [111n, 222n],
  [333n, 444n],
  [555n, 666n],
] as const;
const TRUSTEES = [0xa1n, 0xa2n, 0xa3n] as const;

const scalar = (...parts: readonly (string | number | bigint)[]): bigint => mod(keccakText(parts.join("|")), l);
const hex = (value: bigint, bytes: number): string => `0x${value.toString(16).padStart(2 * bytes, "0")}`;
const json = ({ x, y }: Point) => ({ x: `${x}`, y: `${y}` });
const strings = (values: readonly bigint[]): readonly string[] => values.map(String);
const sigma = (proof: { challenge: bigint; response: bigint }) => ({
  challenge: `${proof.challenge}`,
  response: `${proof.response}`,
});
const shareOf = (i: number, j: number): bigint =>
  mod(
    SECRETS[i]!.reduce<bigint>((sum, a, m) => sum + a * BigInt(j) ** BigInt(m), 0n),
    l,
  );
const seatSecret = (j: number): bigint => mod(shareOf(0, j) + shareOf(1, j) + shareOf(2, j), l);
const ELECTION_KEY = multiply(
  G,
  SECRETS.reduce((sum, [a]) => sum + a, 0n),
);
const encryptionSecret = (seat: number): bigint => scalar("encryption", seat);

const at = (block: number, time: number) => ({ block, time });

const boardOf = () => {
  const context = tagged("hanpyo.keyshare.v1", CHAIN, BOARD) >> 8n;
  const polynomials = SECRETS.map((secrets) => secrets.map(sent));

  const registrations = TRUSTEES.map((account, i) => {
    const seat = i + 1;
    const key = multiply(G, encryptionSecret(seat));
    const proof = prove(encryptionSecret(seat), scalar("nonce", seat), (r) =>
      tagged128("hanpyo.registration.v1", CHAIN, BOARD, BigInt(seat), account, key.x, key.y, r.x, r.y),
    );
    const commitment = tagged(
      "hanpyo.dealing.v1",
      CHAIN,
      BOARD,
      BigInt(seat),
      account,
      polynomials[i]!.flatMap(({ x, y }) => [x, y]),
    );
    return {
      seat,
      at: at(10 + seat, 1000 + seat),
      encryptionKey: json(sent(encryptionSecret(seat))),
      proof: sigma(proof),
      commitment: hex(commitment, 32),
    };
  });

  const dealings = TRUSTEES.map((_, i) => ({
    seat: i + 1,
    at: at(20 + i, 3000 + i),
    polynomial: polynomials[i]!.map(json),
    shares: TRUSTEES.map((_account, index) => {
      const j = index + 1;
      const s = multiply(G, shareOf(i, j));
      const ephemeral = scalar("ephemeral", i, j);
      const r = multiply(G, ephemeral);
      const e = multiply(G, encryptionSecret(j));
      const ciphertext = BigInt(1000 * i + j);
      const signals = [s.x, s.y, r.x, r.y, ciphertext, e.x, e.y, context, BigInt(i + 1), BigInt(j)];
      return {
        ephemeral: json(r),
        ciphertext: `${ciphertext}`,
        proof: strings(forgeProof(KEY_SHARE, signals)),
      };
    }),
  }));

  return {
    factory: addressText(0xfan),
    trustees: TRUSTEES.map((account) => addressText(account)),
    threshold: K,
    registerBy: 2000,
    dealBy: 4000,
    termEndsAt: 100_000,
    registrations,
    dealings,
  };
};

const rollOf = (members: number, censusTime: number) => {
  const roll = emptyRoll();
  const enrolments = Array.from({ length: members }, (_, i) => {
    const commitment = scalar("commitment", i);
    const [registrar, approver] = [scalar("registrar", i), scalar("approver", i)];
    const context = tagged("hanpyo.enrolment.v1", CHAIN, REGISTRY, registrar, approver, 1n, commitment) >> 8n;
    append(roll, commitment);
    return {
      registrarPseudonym: hex(registrar, 32),
      approverPseudonym: hex(approver, 32),
      sequence: 1,
      identityCommitment: `${commitment}`,
      rollIds: ["1"],
      proof: strings(forgeProof(ENROLMENT, [commitment, context])),
    };
  });
  const state = stateOf(roll);
  const time = censusTime - 100;
  const checkpoints = [{ rollId: "1", time, depth: state.depth, activeMembers: members, root: `${state.root}` }];
  return { census: { ...state, time }, roll: [{ enrolments, checkpoints }] };
};

const CONTENT =
  '{"format":"hanpyo-content-2","language":"ko","options":[{"title":{"ko":"A"}},{"title":{"ko":"B"}},{"title":{"ko":"C"}}],' +
  '"question":{"ko":"?"},"title":{"ko":"!"}}';

const constitutionOf = (content: Uint8Array, ballotSize: number): Constitution => ({
  contentHash: keccak(content),
  jointHash: 0n,
  rolls: REGISTRY,
  rollId: 1n,
  minimumCensus: 1,
  board: BOARD,
  consentsRequired: 3,
  minimumBallots: 1,
  revoting: true,
  masked: false,
  isTest: true,
  ballotSize,
  rules: {
    optionCount: 3,
    maxPerOption: 1,
    minTotal: 0,
    maxTotal: 3,
    budget: 1000,
    credits: 1000,
    distinct: false,
    costs: [0, 0, 0],
  },
  schedule: {
    censusTime: 10_000,
    opensAt: 11_000,
    openGrace: 1000,
    closesAt: 20_000,
    closeGrace: 1000,
    sharesDueAt: 50_000,
    sealDelay: 60,
  },
  outcome: {
    kind: "Ranking",
    tieBreak: "ListedOrder",
    quorum: { numerator: 0, denominator: 1, moreThan: false },
    closedBelowQuorum: false,
    electors: 0,
    electorsSource: 0n,
    passingShare: { numerator: 0, denominator: 1, moreThan: false },
    winners: 1,
    minimumVotes: 0,
    budget: 0,
    costs: [],
  },
});

/** Only the addresses and hashes of a constitution are no plain JSON. */
const constitutionJson = (c: Constitution) => ({
  ...c,
  contentHash: hex(c.contentHash, 32),
  jointHash: hex(c.jointHash, 32),
  rolls: addressText(c.rolls),
  rollId: `${c.rollId}`,
  board: addressText(c.board),
  outcome: { ...c.outcome, electorsSource: hex(c.outcome.electorsSource, 32) },
});

/** One ballot of a synthetic election: whose, and for what. */
export interface Vote {
  readonly voter: number;
  readonly choices: readonly number[];
}

/** How many ciphertexts are encrypted anew; further ballots use them again, which no check minds. */
const POOL = 48;

const encryptor = (ciphertexts: number) => {
  const kept = new Map<string, readonly bigint[]>();
  return (choices: readonly number[], index: number): readonly bigint[] => {
    const name = `${choices.join()}|${index % POOL}`;
    const made =
      kept.get(name) ??
      Array.from({ length: ciphertexts }, (_, t) => t).flatMap((t) => {
        const m = BigInt(choices[2 * t] ?? 0) + BigInt(choices[2 * t + 1] ?? 0) * 2n ** 24n;
        const r = scalar("ballot", name, t);
        const c1 = multiply(G, r);
        const c2 = addPoints(multiply(ELECTION_KEY, r), multiply(G, m));
        return [c1.x, c1.y, c2.x, c2.y];
      });
    kept.set(name, made);
    return made;
  };
};

/** A whole election of three trustees, two of whom decrypt; `batchSize` ballots to a batch. */
export const syntheticElection = (members: number, votes: readonly Vote[], batchSize = 8, size = 4) => {
  const ciphertexts = size / 2;
  const content = new TextEncoder().encode(CONTENT);
  const constitution = constitutionOf(content, size);
  const constitutionHash = constitutionHashOf(constitution);
  const scope = scopeOf(CHAIN, ELECTION, constitutionHash);
  const { census, roll } = rollOf(members, constitution.schedule.censusTime);
  const constants = ballotConstants(scope, census.root, ELECTION_KEY, constitution);

  const consents = TRUSTEES.map((_, i) => {
    const seat = i + 1;
    const key = multiply(G, seatSecret(seat));
    const words = [census.time, census.root, census.depth, census.activeMembers].map(BigInt);
    const proof = prove(seatSecret(seat), scalar("consent", seat), (r) =>
      tagged128(
        "hanpyo.consent.v2",
        CHAIN,
        BOARD,
        ELECTION,
        constitutionHash,
        BigInt(seat),
        key.x,
        key.y,
        ...words,
        r.x,
        r.y,
      ),
    );
    return { seat, at: at(40 + seat, 10_100 + seat), proof: sigma(proof) };
  });

  const encrypt = encryptor(ciphertexts);
  const slots = new Map<number, { version: bigint; held: readonly bigint[] }>();
  const sums = zeroSums(ciphertexts);
  let chain = 0n;
  const batches = [];
  for (let start = 0; start < votes.length; start += batchSize) {
    const subtotal = zeroSums(ciphertexts);
    const ballots = votes.slice(start, start + batchSize).map(({ voter, choices }, i) => {
      const slot = slots.get(voter);
      const nullifier = scalar("nullifier", voter);
      const version = slot?.version ?? 0n;
      const next = encrypt(choices, start + i);
      if (slot) takeFrom(subtotal, pointsOf(slot.held));
      addTo(subtotal, pointsOf(next));
      slots.set(voter, { version: version + 1n, held: next });
      const digest = scalar("digest", voter, version);
      const live = liveSignals(digest, [nullifier, version, ...identityWords(ciphertexts), ...next]);
      const proof = strings(forgeProof(BALLOT.get(size)!, [...live, ...constants]));
      return { nullifier: `${nullifier}`, version: `${version}`, next: strings(next), digest: `${digest}`, proof };
    });
    const words = wordsOfSums(subtotal);
    addTo(sums, pointsOf(words));
    chain = extendChain(chain, words);
    const index: number = batches.length;
    batches.push({ at: at(100 + index, Math.min(12_000 + index, 20_999)), ballots, chain: hex(chain, 32) });
  }

  const sum = wordsOfSums(sums);
  const sumHash = keccakWords(sum);
  const c1 = pointsOf(sum).filter((_, i) => i % 2 === 0);
  const flat = (points: readonly Point[]): bigint[] => points.flatMap(({ x, y }) => [x, y]);
  const shares = [1, 3].map((seat) => {
    const x = seatSecret(seat);
    const key = multiply(G, x);
    const d = c1.map((point) => multiply(point, x));
    const transcript = tagged(
      "hanpyo.share.v1",
      CHAIN,
      ELECTION,
      sumHash,
      BigInt(seat),
      key.x,
      key.y,
      flat(c1),
      flat(d),
    );
    const weights = c1.map((_, t) => low128(keccakWords([transcript, BigInt(t)])));
    const c = c1.map((point, t) => multiply(point, weights[t]!)).reduce(addPoints);
    const nonce = scalar("share", seat);
    const r2 = multiply(c, nonce);
    const proof = prove(x, nonce, (r1) => low128(keccakWords([transcript, r1.x, r1.y, r2.x, r2.y])));
    return { seat, at: at(5000 + seat, 22_000 + seat), share: d.map(json), proof: sigma(proof) };
  });

  const last = new Map(votes.map(({ voter, choices }) => [voter, choices]));
  const counts = Array.from({ length: size }, (_, option) =>
    [...last.values()].reduce((total, choices) => total + BigInt(choices[option] ?? 0), 0n),
  );
  const record = {
    format: "hanpyo-record-3",
    rollSource: "registry",
    block: { number: 9000, hash: hex(9n, 32), time: 60_000 },
    chainId: `${CHAIN}`,
    election: addressText(ELECTION),
    creator: addressText(0xccn),
    created: at(30, 9000),
    constitutionHash: hex(constitutionHash, 32),
    constitution: constitutionJson(constitution),
    content: `0x${Buffer.from(content).toString("hex")}`,
    roll,
    board: boardOf(),
    consents,
    opening: {
      at: at(50, 11_001),
      censusRoot: `${census.root}`,
      activeMembers: members,
      depth: census.depth,
      electionKey: json(ELECTION_KEY),
    },
    batches,
    skipped: [],
    firstSum: at(4000, 21_000),
    seal: { at: at(4001, 21_060), sumHash: hex(sumHash, 32), ballots: slots.size },
    shares,
    result: {
      at: at(6000, 23_000),
      counts: strings(counts),
      seats: [1, 3],
      outcome: outcomeOf(constitution.outcome, 3, counts, slots.size, members),
    },
  };
  return record;
};
