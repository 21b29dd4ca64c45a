import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { boardKeysOf } from "../../src/checks/boardKeys.ts";
import { registrationHolds } from "../../src/checks/ceremony.ts";
import { consentHolds } from "../../src/checks/consents.ts";
import { countsHold, lagrange, shareHolds } from "../../src/checks/decryption.ts";
import { titleLeafOf } from "../../src/checks/originContent.ts";
import { enrolmentContext } from "../../src/checks/registry.ts";
import { addPoints, equal, fromOutside, IDENTITY, multiply, onCurve, type Point } from "../../src/curve/babyJubjub.ts";
import type { SigmaProof } from "../../src/curve/sigma.ts";
import { inverse } from "../../src/field/modular.ts";
import { SUBGROUP_ORDER as l, SCALAR_FIELD as r } from "../../src/field/primes.ts";
import { type Abi, abiEncode } from "../../src/hash/abi.ts";
import { keccak, keccakText, keccakWords, wordsOf } from "../../src/hash/keccak.ts";
import { poseidon } from "../../src/hash/poseidon.ts";
import { low128, tagged } from "../../src/hash/tagged.ts";
import { KEY_FILES } from "../../src/keys/generated/keyFiles.ts";
import { parseKey } from "../../src/keys/parseKey.ts";
import { foldKey } from "../../src/pairing/groth16.ts";
import { refutedClaims } from "../../src/pairing/groth16Batch.ts";
import { proofOf } from "../../src/pairing/proofWords.ts";
import { type Constitution, constitutionShape } from "../../src/record/constitutionShape.ts";
import { type Notice, noticeShape } from "../../src/record/proposal/noticeShape.ts";
import { seriesShape, textShape } from "../../src/record/proposal/proposalShape.ts";
import { type Template, templateShape } from "../../src/record/proposal/templateShape.ts";
import { addressText, Misshapen } from "../../src/record/shape.ts";
import { depthOf, emptyTree, rootOf, writeLeaves } from "../../src/roll/leanTree.ts";
import { companionsHold, emptyBook, enrol, enrolmentFaults, rollIn } from "../../src/roll/registryBook.ts";
import { stateOf } from "../../src/roll/registryRoll.ts";
import { leafOf, levelsOver } from "../../src/roll/snapshotTree.ts";
import { canonicalJson } from "../../src/rules/canonicalJson.ts";
import { constitutionAbi, constitutionHashOf, scopeOf } from "../../src/rules/constitutionHash.ts";
import { fieldAgainstBoard, fieldAgainstTime, invalidField } from "../../src/rules/constitutionRules.ts";
import { readContent } from "../../src/rules/content.ts";
import { outcomeOf } from "../../src/rules/outcome.ts";
import { phaseOf } from "../../src/rules/phase.ts";
import {
  asSignal,
  changeMessage,
  postMessage,
  postScope,
  proposalIdOf,
  signalsOf,
  subjectOf,
  supportScope,
} from "../../src/rules/proposal/actions.ts";
import { cellContentBytes, projectTitle, readCellContent } from "../../src/rules/proposal/cellContent.ts";
import { derivedCell } from "../../src/rules/proposal/derivedCell.ts";
import { type Conversion, derivedConstitution } from "../../src/rules/proposal/derivedConstitution.ts";
import { openNotices } from "../../src/rules/proposal/leafNotices.ts";
import { proposalContentBytes, readProposalContent } from "../../src/rules/proposal/proposalContent.ts";
import { isReadable, leafHash, readHeader, shownText, textDigest } from "../../src/rules/proposal/proposalText.ts";
import { readQuestion } from "../../src/rules/proposal/question.ts";
import { scheduleOf } from "../../src/rules/proposal/schedule.ts";
import { seriesAt } from "../../src/rules/proposal/series.ts";
import { type Candidate, inOrder, isShortlist } from "../../src/rules/proposal/shortlist.ts";
import { openCount } from "../../src/rules/proposal/supportCount.ts";
import { limitKeyOf, seriesKeyOf, templateAbi, templateHashOf } from "../../src/rules/proposal/templateHash.ts";
import { cutsAt, DAY, periodsAt, WEEK } from "../../src/rules/proposal/weeklyCut.ts";
import { ballotConstants, identityWords, liveSignals } from "../../src/tally/ballotSignals.ts";
import { extendChain } from "../../src/tally/chain.ts";
import { addTo, pointsOf, takeFrom, wordsOfSums, zeroSums } from "../../src/tally/sums.ts";
import { cellStanding } from "./cellStanding.ts";
import { conversionTerm } from "./conversionTerm.ts";
import { leftOut, notShown } from "./leafMeasures.ts";
import { sponge } from "./sponge.ts";
import { trackerOf, trackerText } from "./tracker.ts";

/** What a vector holds; only its own test reads it, field by field. */
// biome-ignore lint/suspicious/noExplicitAny: vectors are of as many shapes as there are operations
type Given = any;

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const hex32 = (value: bigint): string => `0x${value.toString(16).padStart(64, "0")}`;
const hexOf = (bytes: Uint8Array): string => `0x${bytesToHex(bytes)}`;
const bytesOf = (text: string): Uint8Array => hexToBytes(text.slice(2));
const big = (value: Given): bigint => BigInt(value);
const bigs = (values: Given): bigint[] => values.map(big);
const point = ({ x, y }: Given): Point => ({ x: BigInt(x), y: BigInt(y) });
const strings = (values: readonly bigint[]): string[] => values.map(String);
const json = ({ x, y }: Point): { x: string; y: string } => ({ x: `${x}`, y: `${y}` });
const proof = ({ challenge, response }: Given): SigmaProof => ({ challenge: big(challenge), response: big(response) });
const encoded = (words: readonly bigint[]): string => hexOf(wordsOf(words));
const refused = { refused: true };
const orRefused = <T>(value: T | undefined, show: (value: T) => unknown): unknown =>
  value === undefined ? refused : show(value);

const isInSubgroup = (p: Point): boolean => onCurve(p) && equal(multiply(p, l), IDENTITY);

const replay = (transactions: Given): unknown => {
  const book = emptyBook();
  const checkpoints: unknown[] = [];
  for (const enrolments of transactions) {
    const changed = new Set<bigint>();
    for (const given of enrolments) {
      const enrolment = {
        registrarPseudonym: big(given.registrarPseudonym),
        approverPseudonym: big(given.approverPseudonym),
        sequence: given.sequence,
        identityCommitment: big(given.identityCommitment),
        rollIds: bigs(given.rollIds),
      };
      if (enrolmentFaults(book, enrolment).length > 0) return refused;
      for (const id of enrol(book, enrolment)) changed.add(id);
    }
    checkpoints.push(
      [...changed]
        .sort((a, b) => (a < b ? -1 : 1))
        .map((id) => {
          const { root, depth, activeMembers } = stateOf(rollIn(book, id));
          return { rollId: `${id}`, root: `${root}`, depth, activeMembers };
        }),
    );
  }
  return { checkpoints };
};

const bothRead = (leaves: Given): readonly boolean[] => leaves.map((leaf: Given) => "text" in leaf);

const conversionIn = (given: Given): Conversion => {
  return { ...given, board: big(given.board), contentHash: big(given.contentHash) };
};

const constitutionOut = (made: Constitution): unknown => {
  const hash = hex32(constitutionHashOf(made));
  const { contentHash, jointHash, rollId, rolls, board, outcome } = made;
  const addresses = { rolls: addressText(rolls), board: addressText(board), rollId: `${rollId}` };
  const hashes = { contentHash: hex32(contentHash), jointHash: hex32(jointHash) };
  const told = { ...outcome, electorsSource: hex32(outcome.electorsSource) };
  return { constitution: { ...made, ...addresses, ...hashes, outcome: told }, encodedHash: hash, hash };
};

/** The operations on proposals (P20 to P26). */
const PROPOSALS: Readonly<Record<string, (given: Given) => unknown>> = {
  templateHash: ({ chainId, templates, template }) => {
    let read: Template;
    try {
      read = templateShape(template);
    } catch (error) {
      if (error instanceof Misshapen) return refused;
      throw error;
    }
    const hash = templateHashOf(big(chainId), big(templates), read);
    if (hash === undefined) return refused;
    const words = abiEncode([keccakText("hanpyo.template.v1"), big(chainId), big(templates), templateAbi(read)]);
    const keys = { seriesKey: hex32(seriesKeyOf(read)), limitKey: hex32(limitKeyOf(read)) };
    return { encoded: encoded(words), hash: hex32(hash), ...keys };
  },
  keysOf: ({ organizer, isTest, series, limitName, rolls, rollId, kind }) => {
    const named = { organizer: big(organizer), isTest, series: big(series), limitName: big(limitName) };
    const given = { ...named, rolls: big(rolls), rollId: big(rollId), kind } as Template;
    return { seriesKey: hex32(seriesKeyOf(given)), limitKey: hex32(limitKeyOf(given)) };
  },
  series: ({ series, isTest, posted }) => {
    const { postable, wrong } = seriesAt(series.map(seriesShape), isTest, posted);
    return { inForce: [...postable].map(hex32), wrong: wrong[0] ?? null };
  },
  posting: ({ chainId, proposals, templateHash, digest, limitKey, periodLength, period, slot, ...given }) => {
    const forum = { chainId: big(chainId), proposals: big(proposals) };
    const [root, nullifier] = [big(given.censusRoot), big(given.nullifier)];
    const subject = subjectOf(big(templateHash), big(digest));
    const scope = postScope(forum, big(limitKey), periodLength, period, slot);
    const message = postMessage(subject, big(digest));
    const hashes = { subject: hex32(subject), scope: hex32(scope), message: hex32(message) };
    const id = proposalIdOf(forum, subject, root, nullifier);
    return { ...hashes, signals: strings(signalsOf(root, nullifier, message, scope)), id: `${id}` };
  },
  change: ({ chainId, proposals, id, version, root, nullifier }) => {
    if (version > 13) return refused;
    const scope = supportScope({ chainId: big(chainId), proposals: big(proposals) }, big(id));
    const message = changeMessage(big(id), version);
    const signals = strings(signalsOf(big(root), big(nullifier), message, scope));
    return { isSupport: version % 2 === 0, scope: hex32(scope), message: hex32(message), signals };
  },
  actNullifier: ({ scope, secret }) => {
    const signal = asSignal(big(scope));
    return { signal: `${signal}`, nullifier: `${poseidon([signal, big(secret)])}` };
  },
  actTracker: ({ proposals, nullifier, version, message }) => {
    const words = [proposals, nullifier, version, message].map(big);
    return { tracker: `${low128(tagged("hanpyo.act.v1", ...words))}` };
  },
  verifySemaphoreProof: ({ publicSignals, proof: words }) => {
    const key = parseKey("semaphore-20", KEY_FILES["semaphore-20"]!.key);
    const live = bigs(publicSignals);
    const claims = [{ proof: proofOf(bigs(words)), live }];
    return { holds: refutedClaims(foldKey(key, 4, []), claims, random).length === 0 };
  },
  countSupports: ({ changes, quota }) => {
    const count = openCount(quota);
    const wrong = changes.findIndex((one: Given) => !count.count(big(one.nullifier), one.version));
    return { supporters: count.supporters(), reachedBy: count.reachedBy() ?? null, wrong: wrong < 0 ? null : wrong };
  },
  postingTimes: ({ time, periodLength }) => {
    const [cuts, periods] = [cutsAt(time), periodsAt(time, periodLength)];
    const closesAt = Math.min(cuts[0]! + WEEK + 2 * DAY, (periods[0]! + 1) * periodLength + DAY);
    return { cuts: [...new Set(cuts)], periods: [...new Set(periods)], closesAt };
  },
  notices: ({ organizer, reviewer, council, closesAt, notices: list }) => {
    const parties = { organizer: big(organizer), reviewer: big(reviewer), council: big(council), closesAt };
    const book = openNotices(parties);
    const read: Notice[] = list.map(noticeShape);
    return { holds: read.map((notice, i) => book.take(notice, read[i + 1])).every(Boolean) };
  },
  conversionTerm: (given) => ({ term: conversionTerm(given) }),
  leafNotice: ({ notice, time }) => ({ hidden: notShown(notice, time), leftOut: leftOut(notice, time) }),
  schedule: ({ timing, isTest, postponement, start }) =>
    orRefused(scheduleOf(timing, isTest, postponement, start), (dates) => dates),
  derivedConstitution: ({ template, conversion }) =>
    orRefused(derivedConstitution(templateShape(template), conversionIn(conversion)), constitutionOut),
  projectPosting: ({ chainId, proposals, cell, digest, cost, censusRoot, nullifier }) => {
    const subject = subjectOf(big(cell), big(digest), big(cell), big(cost));
    const forum = { chainId: big(chainId), proposals: big(proposals) };
    const id = proposalIdOf(forum, subject, big(censusRoot), big(nullifier));
    return { subject: hex32(subject), message: hex32(postMessage(subject, big(digest))), id: `${id}` };
  },
  shortlist: ({ most, candidates }) => {
    const listed: Candidate[] = [];
    for (const { id, ...one } of candidates) {
      if (listed.some((other) => other.id === big(id))) continue;
      listed.push({ ...one, id: big(id) });
      listed.sort(inOrder).splice(most);
    }
    return isShortlist(listed, most) ? { ids: listed.map(({ id }) => `${id}`) } : refused;
  },
  titleLeaf: ({ salt, title }) => ({ hash: hex32(titleLeafOf(big(salt), bytesOf(title))) }),
  encodeCellContent: ({ templateHash, question, projects }) => {
    const read = projects.map(({ id, digest, cost, title }: Given) => {
      return { id: big(id), digest: big(digest), cost, title: bytesOf(title) };
    });
    const bytes = cellContentBytes(big(templateHash), bytesOf(question), read);
    return { bytes: hexOf(bytes), contentHash: hex32(keccak(bytes)) };
  },
  cellContent: ({ bytes }) =>
    orRefused(readCellContent(bytesOf(bytes)), ({ templateHash, projects }) => ({
      templateHash: hex32(templateHash),
      projects: projects.map((one) => {
        return { id: `${one.id}`, digest: hex32(one.digest), cost: one.cost, title: projectTitle(one) };
      }),
    })),
  derivedCell: ({ template, conversion, costs }) =>
    orRefused(derivedCell(templateShape(template), conversionIn(conversion), costs), constitutionOut),
  cellState: cellStanding,
  textDigest: ({ leaves }) => ({ leaves: leaves.map(leafHash).map(hex32), digest: hex32(textDigest(leaves)) }),
  proposalText: ({ leaves }) => {
    if (!isReadable(leaves)) return refused;
    const header = readHeader(shownText(leaves[0]) ?? "");
    return { kind: header?.kind ?? null, language: header?.language ?? null, shown: bothRead(leaves) };
  },
  textFile: ({ file, digest }) => {
    if (file.length > 65_536) return refused;
    try {
      const { leaves } = textShape(JSON.parse(file));
      const canonical = canonicalJson(JSON.parse(file)) === file;
      const own = canonical && isReadable(leaves) && textDigest(leaves) === big(digest);
      return own ? { shown: bothRead(leaves) } : refused;
    } catch (error) {
      if (error instanceof Misshapen || error instanceof SyntaxError) return refused;
      throw error;
    }
  },
  templateQuestion: ({ bytes }) =>
    orRefused(readQuestion(bytesOf(bytes)), ({ options }) => ({ options: options.length })),
  encodeProposalContent: ({ templateHash, question, leaves }) => {
    const bytes = proposalContentBytes(big(templateHash), bytesOf(question), leaves);
    return orRefused(readProposalContent(bytes), () => ({ bytes: hexOf(bytes), contentHash: hex32(keccak(bytes)) }));
  },
  proposalContent: ({ bytes }) =>
    orRefused(readProposalContent(bytesOf(bytes)), ({ templateHash, options, leaves }) => ({
      templateHash: hex32(templateHash),
      options: options.length,
      digest: hex32(textDigest(leaves)),
      shown: bothRead(leaves),
    })),
};

/** The operations that a verifier has; each gives what the vector's `out` should be. */
export const OPERATIONS: Readonly<Record<string, (given: Given) => unknown>> = {
  bindBallot: ({ nullifier, version, held, next, masked }) => {
    const previous = masked && held.length > 0 ? bigs(held) : identityWords(next.length / 4);
    const x = [big(nullifier), big(version), ...previous, ...bigs(next)];
    const digest = sponge(x);
    const [, evaluation, challenge] = liveSignals(digest, x);
    return { x: strings(x), digest: `${digest}`, challenge: `${challenge}`, evaluation: `${evaluation}` };
  },
  heldHash: ({ words }) => ({ hash: `${keccakWords(bigs(words)) & ((1n << 224n) - 1n)}` }),
  tracker: ({ election, nullifier, version, next }) => {
    const number = trackerOf(big(election), big(nullifier), big(version), bigs(next));
    return { number: `${number}`, text: trackerText(number) };
  },
  dealingCommitment: ({ chainId, board, seat, trustee, polynomial }) => ({
    commitment: hex32(
      tagged(
        "hanpyo.dealing.v1",
        big(chainId),
        big(board),
        big(seat),
        big(trustee),
        polynomial.flatMap((q: Given) => [big(q.x), big(q.y)]),
      ),
    ),
  }),
  keyShareContext: ({ chainId, board }) => ({
    context: `${tagged("hanpyo.keyshare.v1", big(chainId), big(board)) >> 8n}`,
  }),
  boardKeys: ({ polynomials }) => {
    const points = polynomials.map((one: Given) => one.map((q: Given) => fromOutside(point(q))));
    const { electionKey, seatKeys } = boardKeysOf(points);
    return { electionKey: json(electionKey), shareKeys: seatKeys.map(json) };
  },
  pointCheck: (given) => ({ onCurve: onCurve(point(given.point)), inSubgroup: isInSubgroup(point(given.point)) }),
  multiply: (given) => ({ point: json(multiply(point(given.point), big(given.scalar))) }),
  add: ({ a, b }) => ({ point: json(addPoints(point(a), point(b))) }),
  pointFromOutside: ({ q }) => orRefused(fromOutside(point(q)), (p) => ({ p: json(p) })),
  divideByEight: ({ p }) => ({ q: json(multiply(point(p), inverse(8n, l))) }),
  constitutionHash: ({ constitution }) => {
    const read = constitutionShape(constitution);
    return { encoded: encoded(abiEncode([constitutionAbi(read)])), hash: hex32(constitutionHashOf(read)) };
  },
  invalidField: ({ constitution }) => ({ field: invalidField(constitutionShape(constitution)) ?? null }),
  fieldAgainstBoard: ({ constitution, board }) => ({
    field: fieldAgainstBoard(constitutionShape(constitution), board) ?? null,
  }),
  fieldAgainstTime: ({ constitution, created }) => ({
    field: fieldAgainstTime(constitutionShape(constitution), created) ?? null,
  }),
  scope: ({ chainId, election, constitutionHash }) => ({
    scope: `${scopeOf(big(chainId), big(election), big(constitutionHash))}`,
  }),
  ballotConstants: ({ constitution, scope, censusRoot, electionKey }) => ({
    constants: strings(
      ballotConstants(big(scope), big(censusRoot), point(electionKey), constitutionShape(constitution)),
    ),
  }),
  content: ({ bytes }) =>
    orRefused(readContent(bytesOf(bytes)), (content) => ({
      hash: hex32(keccak(bytesOf(bytes))),
      options: content.options.length,
      test: content.test !== undefined,
    })),
  canonicalJson: ({ value }) => {
    const bytes = new TextEncoder().encode(canonicalJson(value));
    return { bytes: hexOf(bytes), contentHash: hexOf(sha256(bytes)) };
  },
  outcome: ({ rule, counts, optionCount, ballots, activeMembers }) =>
    outcomeOf({ ...rule, electorsSource: 0n }, optionCount, bigs(counts), ballots, activeMembers),
  phase: ({ rule, ...state }) => ({ phase: phaseOf(rule, state) }),
  keccak256: ({ bytes }) => ({ hash: hex32(keccak(bytesOf(bytes))) }),
  sha256: ({ bytes }) => ({ hash: hexOf(sha256(bytesOf(bytes))) }),
  packedWords: ({ words }) => {
    const hash = keccakWords(bigs(words));
    return { hash: hex32(hash), low128: `${low128(hash)}` };
  },
  domainTag: ({ tag }) => ({ hash: hex32(keccakText(tag)) }),
  taggedHash: ({ tag, values }) => {
    const abi: Abi[] = values.map((value: Given) => (Array.isArray(value) ? bigs(value) : big(value)));
    const hash = tagged(tag, ...abi);
    return {
      encoded: encoded(abiEncode([keccakText(tag), ...abi])),
      hash: hex32(hash),
      low128: `${low128(hash)}`,
      shifted: `${hash >> 8n}`,
    };
  },
  poseidon: ({ inputs }) =>
    bigs(inputs).some((input) => input >= r) ? refused : { hash: `${poseidon(bigs(inputs))}` },
  sponge: ({ values }) => ({ digest: `${sponge(bigs(values))}` }),
  enrolmentContext: ({ chainId, registry, ...given }) => {
    const enrolment = {
      registrarPseudonym: big(given.registrarPseudonym),
      approverPseudonym: big(given.approverPseudonym),
      sequence: given.sequence,
      identityCommitment: big(given.identityCommitment),
    };
    return { context: `${enrolmentContext(big(chainId), big(registry), enrolment)}` };
  },
  verifyRegistration: ({ statement: s, proof: p }) => ({
    holds: registrationHolds(
      {
        chainId: big(s.chainId),
        board: big(s.board),
        seat: s.seat,
        trustee: big(s.trustee),
        key: point(s.encryptionKey),
      },
      proof(p),
    ),
  }),
  verifyConsent: ({ statement: s, proof: p }) => ({
    holds: consentHolds(
      {
        chainId: big(s.chainId),
        board: big(s.board),
        election: big(s.election),
        constitutionHash: big(s.constitutionHash),
        seat: s.seat,
        key: point(s.shareKey),
        census: { ...s.census, root: big(s.census.root) },
      },
      proof(p),
    ),
  }),
  verifyShare: ({ statement: s, share, proof: p }) => ({
    holds: shareHolds(
      {
        chainId: big(s.chainId),
        election: big(s.election),
        sumHash: big(s.sumHash),
        seat: s.seat,
        key: point(s.shareKey),
        c1: s.bases.map(point),
      },
      share.map(point),
      proof(p),
    ),
  }),
  verifyProof: ({ circuit, publicSignals, proof: words }) => {
    const key = parseKey(circuit, KEY_FILES[circuit]!.key);
    const live = bigs(publicSignals);
    if (live.length !== key.ic.length - 1) return { holds: false };
    const claims = [{ proof: proofOf(bigs(words)), live }];
    return { holds: refutedClaims(foldKey(key, live.length, []), claims, random).length === 0 };
  },
  leanImt: ({ leaves }) => {
    const tree = emptyTree();
    writeLeaves(
      tree,
      bigs(leaves).map((leaf, place) => [place, leaf] as const),
    );
    return {
      root: `${rootOf(tree)}`,
      depth: depthOf(tree),
      activeMembers: bigs(leaves).filter((leaf) => leaf !== 0n).length,
    };
  },
  replay: ({ transactions }) => replay(transactions),
  snapshot: ({ entries }) => {
    const levels = levelsOver(entries.map(bytesOf).map(leafOf));
    const { value, digest } = levels.at(-1)![0]!;
    return { root: `${value}`, depth: levels.length - 1, contentRoot: hexOf(digest) };
  },
  companions: ({ rollIds, sequence }) => ({ hold: companionsHold(bigs(rollIds), sequence) }),
  subtotal: ({ ballotSize, changes }) => {
    const sums = zeroSums(ballotSize / 2);
    for (const { held, next } of changes) {
      addTo(sums, pointsOf(bigs(next)));
      takeFrom(sums, pointsOf(bigs(held)));
    }
    return { words: strings(wordsOfSums(sums)) };
  },
  tallyChain: ({ chain, subtotal }) => ({ chain: hex32(extendChain(big(chain), bigs(subtotal))) }),
  sum: ({ ballotSize, held }) => {
    const sums = zeroSums(ballotSize / 2);
    for (const words of held) addTo(sums, pointsOf(bigs(words)));
    const words = wordsOfSums(sums);
    return { words: strings(words), hash: hex32(keccakWords(words)) };
  },
  lagrange: ({ seats, trustees }) =>
    orRefused(lagrange(trustees, seats), ({ delta, mu }) => ({ delta: `${delta}`, mu: strings(mu) })),
  countsOpen: ({ sum, trustees, shares, counts }) => {
    const given = new Map<number, readonly Point[]>(shares.map((s: Given) => [s.seat, s.share.map(point)]));
    return { holds: countsHold(trustees, [...given.keys()], given, bigs(sum), bigs(counts)) };
  },
  ...PROPOSALS,
};
