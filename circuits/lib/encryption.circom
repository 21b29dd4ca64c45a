pragma circom 2.1.5;

include "babyjub.circom";
include "montgomery.circom";
include "./montgomery.circom";
include "./signedDigits.circom";

// m * G for m = low + high * 2^24, both of 8 bits.
//
// With signs s = 2 bit - 1, m G = sum s_k 2^k (G/2) + 255 (1 + 2^24) (G/2). The signs are taken two at a time:
// d = s_2w + 2 s_(2w+1) in {1, 3, -1, -3}, so that u is linear in s_2w * s_(2w+1) and v in the signs themselves.
// The accumulator stays below 4^w in absolute value, the addend is d 4^w (and 2^24 times that for the high half):
// equal inputs cannot occur. The constant is added completely.
// The caller must enforce: bits.
template PointOfChoices() {
    signal input low[8];
    signal input high[8];
    signal output out[2];

    // G/2 = ((l + 1) / 2) * G
    var half[2] = toMontgomery([9948139313319326567538585976434296874021944789429458993825623013113438161408, 5754705828006165357341407866267251848778924039034508968461663781341611574458]);
    var base[2] = half;
    component sum[7];
    signal both[8];
    var accumulator[2];

    for (var w = 0; w < 8; w++) {
        if (w == 4) {
            base = quadrupled(half, 12);
        }
        var triple[2] = added(base, doubled(base));
        var bit[2];
        if (w < 4) {
            bit = [low[2 * w], low[2 * w + 1]];
        } else {
            bit = [high[2 * w - 8], high[2 * w - 7]];
        }
        both[w] <== bit[0] * bit[1];

        // s0 s1 = 1: |d| = 3; s0 s1 = -1: |d| = 1.
        var product = 1 - 2 * bit[0] - 2 * bit[1] + 4 * both[w];
        var u = (triple[0] + base[0]) / 2 + product * (triple[0] - base[0]) / 2;
        var v = (2 * bit[0] - 1) * (triple[1] - base[1]) / 2 + (2 * bit[1] - 1) * (triple[1] + base[1]) / 2;

        if (w == 0) {
            accumulator = [u, v];
        } else {
            sum[w - 1] = MontgomeryAdd();
            sum[w - 1].in1 <== accumulator;
            sum[w - 1].in2 <== [u, v];
            accumulator = sum[w - 1].out;
        }
        base = quadrupled(base, 1);
    }

    component signs = Montgomery2Edwards();
    signs.in <== accumulator;

    // 255 = 4^4 - 1, so 255 P = 4^4 P - P; and 255 (1 + 2^24) (G/2) = that of G/2 plus that of 2^24 (G/2).
    var shifted[2] = quadrupled(half, 12);
    var offset[2] = added(
        added(quadrupled(half, 4), [half[0], -half[1]]),
        added(quadrupled(shifted, 4), [shifted[0], -shifted[1]])
    );
    var constant[2] = toEdwards(offset);
    (out[0], out[1]) <== BabyAdd()(signs.out[0], signs.out[1], constant[0], constant[1]);
}

// Exponential ElGamal: c1 = r G, c2 = r K + m G, as the words c1.x, c1.y, c2.x, c2.y.
// The caller must enforce: K has order l (table); low and high are bits; r G is not the identity.
template Encryption() {
    signal input negative[126];
    signal input tripled[125];
    signal input low[8];
    signal input high[8];
    signal input single[125][2];
    signal input triple[125][2];
    signal input top[2];
    signal output words[4];

    // 1. The digits of r are bits.
    DigitBits()(negative, tripled);

    // 2. c1 = r G.
    signal c1[2] <== DigitsTimesGenerator()(negative, tripled);

    // 3. c2 = r K + m G; different bases meet in a complete addition.
    signal mask[2] <== DigitsTimesPoint()(negative, tripled, single, triple, top);
    signal message[2] <== PointOfChoices()(low, high);
    signal c2[2];
    (c2[0], c2[1]) <== BabyAdd()(mask[0], mask[1], message[0], message[1]);

    words <== [c1[0], c1[1], c2[0], c2[1]];
}
