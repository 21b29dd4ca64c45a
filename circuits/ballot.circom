pragma circom 2.1.5;

include "@semaphore-protocol/circuits/src/semaphore.circom";
include "babyjub.circom";
include "comparators.circom";
include "./lib/binding.circom";
include "./lib/encryption.circom";
include "./lib/rules.circom";
include "./lib/signedDigits.circom";

// One ballot (protocol, section 6). It proves: I own an identity in the frozen census, this is its nullifier for this
// election, and these ciphertexts encrypt choices that obey the frozen rules; or, in a masked election only, these
// ciphertexts are a re-randomisation of what the slot already holds.
//
// A ciphertext holds two options, m = v[2t] + v[2t+1] 2^24, and is the four words c1.x, c1.y, c2.x, c2.y.
//
// The caller must enforce: challenge = keccak256(digest, x) mod r for x = (nullifier, version, previous, next) with
// every value below r; evaluation = sum x[i] challenge^i; previous is what the slot holds (masked), or identity points;
// censusRoot is not 0; electionKey has order l; no c1 of next is the identity; the ranges of the rules (lib/rules.circom).
template Ballot(DEPTH, OPTIONS) {
    var CIPHERTEXTS = OPTIONS / 2;

    // PUBLIC: differs per ballot
    signal input challenge;                     // of digest and x
    // PUBLIC: constants of the election
    signal input scope;                         // of the election's nullifiers
    signal input censusRoot;                    // of the frozen roll
    signal input electionKey[2];                // K
    signal input optionCount;                   // options offered
    signal input maxPerOption;                  // most points for one option
    signal input minTotal;                      // least points of a ballot
    signal input maxTotal;                      // most points of a ballot
    signal input costs[OPTIONS];                // of one point, per option
    signal input budget;                        // most that the points may cost
    signal input credits;                       // most that the squared points may sum to
    signal input distinct;                      // 1: nonzero points must differ
    signal input mask;                          // 1: covers are allowed

    // PRIVATE
    signal input secret;                        // of the Semaphore identity
    signal input merkleProofLength;             // of the path in the census
    signal input merkleProofIndex;
    signal input merkleProofSiblings[DEPTH];
    signal input nullifier;                     // the slot
    signal input version;                       // of the slot
    signal input cover;                         // 1: re-randomise, 0: vote
    signal input choices[OPTIONS];              // v
    signal input previous[CIPHERTEXTS][4];      // what the slot holds, or identity points
    signal input negative[CIPHERTEXTS][126];    // digits of the scalars r, lib/signedDigits.circom
    signal input tripled[CIPHERTEXTS][125];

    // OUTPUT
    signal output digest;                       // of x
    signal output evaluation;                   // of x at the challenge

    // 1. Identity and group: a vote comes from a member of the census and uses the member's own slot.
    cover * (1 - cover) === 0;
    signal root, own;
    (root, own) <== Semaphore(DEPTH)(
        secret, merkleProofLength, merkleProofIndex, merkleProofSiblings, 0, scope
    );
    (1 - cover) * (root - censusRoot) === 0;
    (1 - cover) * (nullifier - own) === 0;

    // 2. Rules.
    signal bits[OPTIONS][8] <== Rules(OPTIONS)(
        choices, optionCount, maxPerOption, minTotal, maxTotal, costs, budget, credits, distinct, cover
    );

    // 3. Encryption.
    component table = DigitTable();
    table.point <== electionKey;
    signal fresh[CIPHERTEXTS][4];
    for (var t = 0; t < CIPHERTEXTS; t++) {
        fresh[t] <== Encryption()(
            negative[t], tripled[t], bits[2 * t], bits[2 * t + 1], table.single, table.triple, table.top
        );
    }

    // 4. Cover: only where masked, only over a ballot, and of zeros.
    cover * (1 - mask) === 0;
    signal isFirst <== IsZero()(version);
    cover * isFirst === 0;
    for (var i = 0; i < OPTIONS; i++) {
        cover * choices[i] === 0;
    }
    signal kept[CIPHERTEXTS][4];
    signal next[CIPHERTEXTS][4];
    for (var t = 0; t < CIPHERTEXTS; t++) {
        for (var p = 0; p < 4; p += 2) {
            kept[t][p] <== cover * previous[t][p];
            kept[t][p + 1] <== cover * (previous[t][p + 1] - 1) + 1;
            (next[t][p], next[t][p + 1]) <== BabyAdd()(
                fresh[t][p], fresh[t][p + 1], kept[t][p], kept[t][p + 1]
            );
        }
    }

    // 5. Binding of x = (nullifier, version, previous, next).
    component binding = Binding(2 + 8 * CIPHERTEXTS);
    binding.challenge <== challenge;
    binding.values[0] <== nullifier;
    binding.values[1] <== version;
    for (var t = 0; t < CIPHERTEXTS; t++) {
        for (var p = 0; p < 4; p++) {
            binding.values[2 + 4 * t + p] <== previous[t][p];
            binding.values[2 + 4 * CIPHERTEXTS + 4 * t + p] <== next[t][p];
        }
    }
    digest <== binding.digest;
    evaluation <== binding.evaluation;
}
