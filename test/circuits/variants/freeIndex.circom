pragma circom 2.1.5;

include "mux1.circom";
include "poseidon.circom";

// KNOWN BAD, for membership.test.ts only: a Merkle root whose path bits are not forced to be bits, as in
// @zk-kit/binary-merkle-root.circom before 2.0 (https://github.com/privacy-scaling-explorations/zk-kit.circom/issues/24).
template FreeIndexRoot(DEPTH) {
    signal input leaf;
    signal input indices[DEPTH];
    signal input siblings[DEPTH];
    signal output out;

    signal nodes[DEPTH + 1];
    nodes[0] <== leaf;
    for (var i = 0; i < DEPTH; i++) {
        var children[2][2] = [[nodes[i], siblings[i]], [siblings[i], nodes[i]]];
        var ordered[2] = MultiMux1(2)(children, indices[i]);
        nodes[i + 1] <== Poseidon(2)(ordered);
    }
    out <== nodes[DEPTH];
}
