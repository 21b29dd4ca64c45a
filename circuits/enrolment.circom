pragma circom 2.1.5;

include "babyjub.circom";
include "comparators.circom";
include "poseidon.circom";

// Knowledge of a Semaphore identity (protocol, step 1.3), bound to one voucher of one registry.
//
// The caller must enforce: context is the hash of chain, registry and voucher.
template Enrolment() {
    // PUBLIC
    signal input context;

    // PRIVATE
    signal input secret;

    // OUTPUT
    signal output identityCommitment;

    var l = 2736030358979909402780800718157159386076813972158567259200215660948447373041;

    // 1. The secret is canonical: BabyPbk holds it to 253 bits, so the comparison cannot wrap.
    signal canonical <== LessThan(251)([secret, l]);
    canonical === 1;

    // 2. The commitment is Semaphore's.
    var publicKey[2];
    (publicKey[0], publicKey[1]) = BabyPbk()(secret);
    identityCommitment <== Poseidon(2)(publicKey);

    // 3. The context is part of the statement.
    signal bound <== context * context;
}
