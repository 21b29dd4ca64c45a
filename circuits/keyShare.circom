pragma circom 2.1.5;

include "babyjub.circom";
include "bitify.circom";
include "comparators.circom";
include "poseidon.circom";
include "./lib/signedDigits.circom";

// One encrypted share of a dealing (protocol, step 2.2). It proves: the ciphertext opens, for the holder of the
// recipient's key, to the canonical s with s G = share.
//
// The caller must enforce: recipientKey has order l; share is the value of the dealer's committed polynomial at the
// recipient's seat; context, dealer and recipient are those of this board.
template KeyShare() {
    // PUBLIC
    signal input recipientKey[2];   // E_j
    signal input context;           // chain and board
    signal input dealer;            // seat i
    signal input recipient;         // seat j

    // PRIVATE
    signal input secretShare;       // s
    signal input negative[126];     // digits of the ephemeral scalar e, lib/signedDigits.circom
    signal input tripled[125];

    // OUTPUT
    signal output share[2];         // S = s G
    signal output ephemeral[2];     // R = e G
    signal output ciphertext;       // s + Poseidon(e E_j, context, i, j)

    var l = 2736030358979909402780800718157159386076813972158567259200215660948447373041;

    // 1. s is canonical: below l.
    component range = Num2Bits(251);
    range.in <== secretShare;
    signal canonical <== LessThan(251)([secretShare, l]);
    canonical === 1;

    // 2. S = s G.
    (share[0], share[1]) <== BabyPbk()(secretShare);

    // 3. R = e G, not the identity.
    DigitBits()(negative, tripled);
    ephemeral <== DigitsTimesGenerator()(negative, tripled);
    signal vanishes <== IsZero()(ephemeral[0]);
    vanishes === 0;

    // 4. The ciphertext hides s under e E_j.
    component table = DigitTable();
    table.point <== recipientKey;
    signal shared[2] <== DigitsTimesPoint()(negative, tripled, table.single, table.triple, table.top);
    signal pad <== Poseidon(5)([shared[0], shared[1], context, dealer, recipient]);
    ciphertext <== secretShare + pad;
}
