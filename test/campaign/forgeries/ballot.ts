import { GENERATOR } from "../../../sdk/crypto/babyjubjub.ts";
import type { BallotRules } from "../../../sdk/election/constitution.ts";
import { nullifierOf } from "../../../sdk/proofs/ballotProof.ts";
import { type BallotCase, ballotCase, member, outsider, smallElection } from "../../circuits/ballotCase.ts";
import type { Equivalent, Forgery } from "../forgery.ts";

const [depth, size] = [1, 2];
const plain = smallElection(size);
const masked = smallElection(size, {}, true);
const blank = [0, 0];

const usedSlot = { version: 1n, held: ballotCase({ election: masked, depth, choices: [3, 1] }).next };
const nullifier = nullifierOf(masked.scope, member.secretScalar);
const stranger = { voter: outsider, roll: [outsider] };
const vote: BallotCase = { election: plain, depth, choices: [1, 0] };
const revote: BallotCase = { election: masked, depth, choices: [1, 0], slot: usedSlot };
const cover: BallotCase = { ...revote, ...stranger, nullifier, choices: blank, cover: true };

type Rest = Pick<Forgery, "value" | "declare" | "loop"> & { readonly input?: Forgery["input"] };

function forgery(breaks: string, given: BallotCase, { input, ...rest }: Rest = {}): Forgery {
  return { main: `Ballot(${depth}, ${size})`, input: { ...ballotCase(given).input, ...input }, breaks, ...rest };
}

const under = (rules: Partial<BallotRules>, choices: readonly number[] = [1, 1]): BallotCase => {
  return { ...vote, election: smallElection(size, rules), choices };
};

const fromMember = "a vote comes from a member of the census";
const ownSlot = "a vote goes to the member's own slot";
const obeyed = "a vote obeys the rules";
const encrypted = "what is cast is the encryption of the choices to the election key";
const randomises = "a cover re-randomises what the slot holds, and a vote does not depend on it";
const onlyCovers = "covers only where masked, over a ballot, and of zeros";
const binds = "digest and evaluation are those of slot, version, previous and next";

const ones = { declare: "var ones[8]; for (var b = 0; b < 8; b++) { ones[b] = 1; }", value: "ones" };
const perCiphertext = ["[1]", "[t]"] as const;
const perPoint = ["[1][4]", "[t][p]"] as const;
const passedOn = (input: string): Equivalent => ({
  equivalent: `${input} is private and goes nowhere else: the component's own input takes its place`,
});

export const ballotForgeries: Readonly<Record<string, Forgery | Equivalent>> = {
  "Ballot: cover * (1 - cover) === 0": forgery(
    "what is cast is a ciphertext: with a cover of 2 it is no point",
    { ...revote, choices: blank },
    { input: { cover: 2 } },
  ),
  "Ballot: root <== Semaphore": forgery(fromMember, { ...vote, ...stranger }, { value: "censusRoot" }),
  "Ballot: own <== Semaphore": forgery(ownSlot, { ...vote, nullifier: 5n }, { value: "nullifier" }),
  "Ballot: Semaphore <- secret": passedOn("secret"),
  "Ballot: Semaphore <- merkleProofLength": passedOn("merkleProofLength"),
  "Ballot: Semaphore <- merkleProofIndex": passedOn("merkleProofIndex"),
  "Ballot: Semaphore <- merkleProofSiblings": passedOn("merkleProofSiblings"),
  "Ballot: Semaphore <- 0": { equivalent: "Semaphore only squares its message, and we use another binding" },
  "Ballot: Semaphore <- scope": forgery(
    ownSlot,
    { ...vote, nullifier: nullifierOf(plain.scope + 1n, member.secretScalar) },
    { value: "scope + 1" },
  ),
  "Ballot: (1 - cover) * (root - censusRoot) === 0": forgery(fromMember, { ...vote, ...stranger }),
  "Ballot: (1 - cover) * (nullifier - own) === 0": forgery(ownSlot, { ...vote, nullifier: 5n }),

  "Ballot: signal bits[OPTIONS][8] <== Rules": forgery(obeyed, vote, {
    declare:
      "var ones[OPTIONS][8]; for (var i = 0; i < OPTIONS; i++) { for (var b = 0; b < 8; b++) { ones[i][b] = 1; } }",
    value: "ones",
  }),
  "Ballot: Rules <- choices": forgery(onlyCovers, cover, {
    declare: "var points[OPTIONS]; points[0] = 1;",
    value: "points",
  }),
  "Ballot: Rules <- optionCount": forgery(obeyed, under({ optionCount: 1 }), { value: "OPTIONS" }),
  "Ballot: Rules <- maxPerOption": forgery(obeyed, under({ maxPerOption: 1 }, [2, 0]), { value: "255" }),
  "Ballot: Rules <- minTotal": forgery(obeyed, under({ minTotal: 3 }), { value: "0" }),
  "Ballot: Rules <- maxTotal": forgery(obeyed, under({ maxTotal: 1 }), { value: "65535" }),
  "Ballot: Rules <- costs": forgery(obeyed, under({ costs: [9, 9], budget: 10 }), {
    declare: "var free[OPTIONS];",
    value: "free",
  }),
  "Ballot: Rules <- budget": forgery(obeyed, under({ costs: [9, 9], budget: 10 }), { value: "1000" }),
  "Ballot: Rules <- credits": forgery(obeyed, under({ credits: 1 }), { value: "1000" }),
  "Ballot: Rules <- distinct": forgery(obeyed, under({ distinct: true }), { value: "0" }),
  "Ballot: Rules <- cover": forgery(obeyed, under({ minTotal: 1 }, blank), { value: "1" }),

  "Ballot: table.point <== electionKey": forgery(encrypted, vote, { value: `[${GENERATOR.x}, ${GENERATOR.y}]` }),
  "Ballot: fresh[t] <== Encryption": forgery(encrypted, vote, {
    value: `[${GENERATOR.x}, ${GENERATOR.y}, ${GENERATOR.x}, ${GENERATOR.y}]`,
  }),
  "Ballot: Encryption <- negative[t]": passedOn("negative"),
  "Ballot: Encryption <- tripled[t]": passedOn("tripled"),
  "Ballot: Encryption <- bits[2 * t]": forgery(encrypted, vote, { ...ones, loop: perCiphertext }),
  "Ballot: Encryption <- bits[2 * t + 1]": forgery(encrypted, vote, { ...ones, loop: perCiphertext }),
  "Ballot: Encryption <- table.single": forgery(encrypted, vote, { value: "table.triple", loop: perCiphertext }),
  "Ballot: Encryption <- table.triple": forgery(encrypted, vote, { value: "table.single", loop: perCiphertext }),
  "Ballot: Encryption <- table.top": forgery(encrypted, vote, { value: "[0, 1]", loop: perCiphertext }),

  "Ballot: cover * (1 - mask) === 0": forgery(onlyCovers, { ...cover, election: plain }),
  "Ballot: signal isFirst <== IsZero": forgery(onlyCovers, cover, { value: "0", input: { version: 0 } }),
  "Ballot: IsZero <- version": forgery(onlyCovers, cover, { value: "1", input: { version: 0 } }),
  "Ballot: cover * isFirst === 0": forgery(onlyCovers, cover, { input: { version: 0 } }),
  "Ballot: cover * choices[i] === 0": forgery(onlyCovers, { ...cover, choices: [1, 0] }),
  "Ballot: kept[t][p] <== cover * previous[t][p]": forgery(randomises, revote, { value: "previous[t][p]" }),
  "Ballot: kept[t][p + 1] <== cover * (previous[t][p + 1] - 1) + 1": forgery(randomises, revote, {
    value: "previous[t][p + 1]",
  }),
  "Ballot: next[t][p] <== BabyAdd": forgery(encrypted, vote, { value: "5" }),
  "Ballot: next[t][p + 1] <== BabyAdd": forgery(encrypted, vote, { value: "5" }),
  "Ballot: BabyAdd <- fresh[t][p]": forgery(encrypted, vote, { value: "-fresh[t][p]", loop: perPoint }),
  "Ballot: BabyAdd <- fresh[t][p + 1]": forgery(encrypted, vote, { value: "-fresh[t][p + 1]", loop: perPoint }),
  "Ballot: BabyAdd <- kept[t][p]": forgery(randomises, cover, { value: "0", loop: perPoint }),
  "Ballot: BabyAdd <- kept[t][p + 1]": forgery(randomises, cover, { value: "1", loop: perPoint }),

  "Ballot: binding.challenge <== challenge": forgery(binds, vote, { value: "challenge + 1" }),
  "Ballot: binding.values[0] <== nullifier": forgery(binds, vote, { value: "nullifier + 1" }),
  "Ballot: binding.values[1] <== version": forgery(binds, vote, { value: "version + 1" }),
  "Ballot: binding.values[2 + 4 * t + p] <== previous[t][p]": forgery(binds, vote, { value: "previous[t][p] + 1" }),
  "Ballot: binding.values[2 + 4 * CIPHERTEXTS + 4 * t + p] <== next[t][p]": forgery(binds, vote, {
    value: "next[t][p] + 1",
  }),
  "Ballot: digest <== binding.digest": forgery(binds, vote, { value: "5" }),
  "Ballot: evaluation <== binding.evaluation": forgery(binds, vote, { value: "5" }),
};
