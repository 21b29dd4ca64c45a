pragma circom 2.1.5;

include "../../../circuits/lib/binding.circom";

// Binding at the lengths around its blocks of 16, for binding.test.ts.
template Bindings() {
    var lengths[5] = [1, 15, 16, 17, 34];
    signal input values[34];
    signal input challenge;
    signal output digest[5];
    signal output evaluation[5];

    component binding[5];
    for (var k = 0; k < 5; k++) {
        binding[k] = Binding(lengths[k]);
        binding[k].challenge <== challenge;
        for (var i = 0; i < lengths[k]; i++) {
            binding[k].values[i] <== values[i];
        }
        digest[k] <== binding[k].digest;
        evaluation[k] <== binding[k].evaluation;
    }
}
