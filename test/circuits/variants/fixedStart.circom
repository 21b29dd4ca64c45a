pragma circom 2.1.5;

include "babyjub.circom";
include "montgomery.circom";
include "../../../circuits/lib/montgomery.circom";

// KNOWN BAD, for signedDigits.test.ts only: DigitsTimesPoint of circuits/lib/signedDigits.circom, but for an accumulator
// that starts at the generator and ends with its subtraction. Whoever knows log_G P can steer the accumulator into the
// next addend, where the incomplete addition accepts any slope.
template FixedStart() {
    signal input negative[126];
    signal input tripled[125];
    signal input single[125][2];
    signal input triple[125][2];
    signal input top[2];
    signal output out[2];

    var G[2] = [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];
    component sum[125];
    signal u[125], magnitude[125], v[125];
    var accumulator[2] = toMontgomery(G);

    for (var w = 0; w < 125; w++) {
        u[w] <== single[w][0] + tripled[w] * (triple[w][0] - single[w][0]);
        magnitude[w] <== single[w][1] + tripled[w] * (triple[w][1] - single[w][1]);
        v[w] <== (1 - 2 * negative[w]) * magnitude[w];
        sum[w] = MontgomeryAdd();
        sum[w].in1 <== accumulator;
        sum[w].in2 <== [u[w], v[w]];
        accumulator = sum[w].out;
    }

    component low = Montgomery2Edwards();
    low.in <== accumulator;

    signal signedTop <== (1 - 2 * negative[125]) * top[0];
    signal withStart[2];
    (withStart[0], withStart[1]) <== BabyAdd()(low.out[0], low.out[1], signedTop, top[1]);
    (out[0], out[1]) <== BabyAdd()(withStart[0], withStart[1], -G[0], G[1]);
}
