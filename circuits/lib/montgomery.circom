pragma circom 2.1.5;

// Compile-time arithmetic on Baby Jubjub's Montgomery form v^2 = u^3 + 168698 u^2 + u (B = 1), and the
// map from the twisted Edwards form of EIP-2494. Only for constants: nothing here makes a constraint.
// Montgomery form: https://eips.ethereum.org/EIPS/eip-2494, with circomlib's scaling.

function toMontgomery(p) {
    var u = (1 + p[1]) / (1 - p[1]);
    return [u, u / p[0]];
}

function toEdwards(p) {
    return [p[0] / p[1], (p[0] - 1) / (p[0] + 1)];
}

function doubled(p) {
    var lambda = (3 * p[0] * p[0] + 2 * 168698 * p[0] + 1) / (2 * p[1]);
    var u = lambda * lambda - 168698 - 2 * p[0];
    return [u, lambda * (p[0] - u) - p[1]];
}

// For points of different u.
function added(p, q) {
    var lambda = (q[1] - p[1]) / (q[0] - p[0]);
    var u = lambda * lambda - 168698 - p[0] - q[0];
    return [u, lambda * (p[0] - u) - p[1]];
}

// 4^times * p
function quadrupled(p, times) {
    var out[2] = p;
    for (var i = 0; i < 2 * times; i++) {
        out = doubled(out);
    }
    return out;
}
