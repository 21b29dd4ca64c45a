pragma circom 2.1.5;

include "babyjub.circom";
include "montgomery.circom";
include "./montgomery.circom";

// Scalars as signed digits (protocol, section 6): r = sum d_w 4^w + d_top 4^125,
// d_w = (1 - 2 negative[w]) * (1 + 2 tripled[w]) for w < 125, d_top = 1 - 2 negative[125].
//
// Soundness of the incomplete additions below: before digit w the accumulator is a P with |a| < 4^w, the addend
// is d P with |d| = 4^w or 3 * 4^w, and |a| + |d| < 4^(w+1) <= 2^250 < l. So a and d differ modulo l, also in sign,
// for every P of order l: the two points never share their u coordinate. Neither is the identity, as both are odd
// multiples below l. The last digit is added by the complete Edwards law. See adr/0002.

// The caller must enforce: nothing; every signal is constrained here.
template DigitBits() {
    signal input negative[126];
    signal input tripled[125];

    for (var w = 0; w < 126; w++) {
        negative[w] * (negative[w] - 1) === 0;
    }
    for (var w = 0; w < 125; w++) {
        tripled[w] * (tripled[w] - 1) === 0;
    }
}

// r * G for the generator G (Base8). The caller must enforce: bits.
template DigitsTimesGenerator() {
    signal input negative[126];
    signal input tripled[125];
    signal output out[2];

    var base[2] = toMontgomery([
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ]);
    component sum[124];
    signal v[125];
    var u;
    var accumulator[2];

    for (var w = 0; w < 125; w++) {
        var triple[2] = added(base, doubled(base));
        u = base[0] + tripled[w] * (triple[0] - base[0]);
        v[w] <== (1 - 2 * negative[w]) * (base[1] + tripled[w] * (triple[1] - base[1]));

        if (w == 0) {
            accumulator = [u, v[w]];
        } else {
            sum[w - 1] = MontgomeryAdd();
            sum[w - 1].in1 <== accumulator;
            sum[w - 1].in2 <== [u, v[w]];
            accumulator = sum[w - 1].out;
        }
        base = quadrupled(base, 1);
    }

    component low = Montgomery2Edwards();
    low.in <== accumulator;

    var top[2] = toEdwards(base);
    (out[0], out[1]) <== BabyAdd()(low.out[0], low.out[1], (1 - 2 * negative[125]) * top[0], top[1]);
}

// 4^w P and 3 * 4^w P for w < 125 in Montgomery form, and 4^125 P in Edwards form: what all scalars of a ballot share.
// The caller must enforce: P has order l.
template DigitTable() {
    signal input point[2];
    signal output single[125][2];
    signal output triple[125][2];
    signal output top[2];

    component base = Edwards2Montgomery();
    base.in <== point;

    component twice[125];
    component thrice[125];
    component fourfold[125];
    for (var w = 0; w < 125; w++) {
        twice[w] = MontgomeryDouble();
        thrice[w] = MontgomeryAdd();
        fourfold[w] = MontgomeryDouble();
        if (w == 0) {
            single[w] <== base.out;
        } else {
            single[w] <== fourfold[w - 1].out;
        }
        twice[w].in <== single[w];
        thrice[w].in1 <== single[w];
        thrice[w].in2 <== twice[w].out;
        triple[w] <== thrice[w].out;
        fourfold[w].in <== twice[w].out;
    }

    component edwards = Montgomery2Edwards();
    edwards.in <== fourfold[124].out;
    top <== edwards.out;
}

// r * P from P's table. The caller must enforce: bits, and a table made by DigitTable.
template DigitsTimesPoint() {
    signal input negative[126];
    signal input tripled[125];
    signal input single[125][2];
    signal input triple[125][2];
    signal input top[2];
    signal output out[2];

    component sum[124];
    signal u[125], magnitude[125], v[125];
    var accumulator[2];

    for (var w = 0; w < 125; w++) {
        u[w] <== single[w][0] + tripled[w] * (triple[w][0] - single[w][0]);
        magnitude[w] <== single[w][1] + tripled[w] * (triple[w][1] - single[w][1]);
        v[w] <== (1 - 2 * negative[w]) * magnitude[w];

        if (w == 0) {
            accumulator = [u[w], v[w]];
        } else {
            sum[w - 1] = MontgomeryAdd();
            sum[w - 1].in1 <== accumulator;
            sum[w - 1].in2 <== [u[w], v[w]];
            accumulator = sum[w - 1].out;
        }
    }

    component low = Montgomery2Edwards();
    low.in <== accumulator;

    signal signedTop <== (1 - 2 * negative[125]) * top[0];
    (out[0], out[1]) <== BabyAdd()(low.out[0], low.out[1], signedTop, top[1]);
}
