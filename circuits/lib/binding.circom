pragma circom 2.1.5;

include "poseidon.circom";

// Binds a vector of values to two public signals (protocol, step 5.4): a digest that fixes it, and its evaluation as
// a polynomial at a challenge that is drawn from digest and vector. N > 0.
// The caller must enforce: challenge = keccak256(digest, values) mod r.
template Binding(N) {
    signal input values[N];
    signal input challenge;
    signal output digest;
    signal output evaluation;

    // 1. digest: Poseidon over blocks of 16, the state's first element carried from block to block.
    var blocks = (N + 15) \ 16;
    component block[blocks];
    for (var b = 0; b < blocks; b++) {
        var length = b < blocks - 1 ? 16 : N - 16 * b;
        block[b] = PoseidonEx(length, 1);
        for (var i = 0; i < length; i++) {
            block[b].inputs[i] <== values[16 * b + i];
        }
        if (b == 0) {
            block[b].initialState <== 0;
        } else {
            block[b].initialState <== block[b - 1].out[0];
        }
    }
    digest <== block[blocks - 1].out[0];

    // 2. evaluation = sum values[i] challenge^i, by Horner's rule.
    signal partial[N];
    partial[N - 1] <== values[N - 1];
    for (var i = N - 2; i >= 0; i--) {
        partial[i] <== partial[i + 1] * challenge + values[i];
    }
    evaluation <== partial[0];
}
