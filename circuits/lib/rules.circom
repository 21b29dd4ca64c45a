pragma circom 2.1.5;

include "bitify.circom";

// What a ballot may contain (protocol, step 5.1), every value range-checked before it is compared: a difference that
// must not be negative is shown to have no more bits than its bound.
// The caller must enforce: optionCount <= OPTIONS, maxPerOption < 2^8, minTotal, maxTotal < 2^16, costs < 2^40,
// budget < 2^48, credits < 2^24, distinct and cover bits (the constants are checked by the contract).
template Rules(OPTIONS) {
    signal input choices[OPTIONS];
    signal input optionCount;
    signal input maxPerOption;
    signal input minTotal;
    signal input maxTotal;
    signal input costs[OPTIONS];
    signal input budget;
    signal input credits;
    signal input distinct;
    signal input cover;
    signal output bits[OPTIONS][8];

    // 1. 0 <= v[i] <= maxPerOption.
    component value[OPTIONS];
    component spare[OPTIONS];
    for (var i = 0; i < OPTIONS; i++) {
        value[i] = Num2Bits(8);
        value[i].in <== choices[i];
        bits[i] <== value[i].out;
        spare[i] = Num2Bits(8);
        spare[i].in <== maxPerOption - choices[i];
    }

    // 2. v[i] = 0 for i >= optionCount: `offered` is optionCount ones, then zeros.
    signal offered[OPTIONS];
    var offeredCount = 0;
    for (var i = 0; i < OPTIONS; i++) {
        // A hint; the three constraints below leave only this one value.
        offered[i] <-- i < optionCount ? 1 : 0;
        offered[i] * (offered[i] - 1) === 0;
        if (i > 0) {
            offered[i] * (1 - offered[i - 1]) === 0;
        }
        choices[i] * (1 - offered[i]) === 0;
        offeredCount += offered[i];
    }
    offeredCount === optionCount;

    // 3. minTotal <= sum v <= maxTotal; a cover adds nothing and owes no minimum.
    var total = 0;
    for (var i = 0; i < OPTIONS; i++) {
        total += choices[i];
    }
    signal owed <== (1 - cover) * minTotal;
    component aboveMinimum = Num2Bits(16);
    aboveMinimum.in <== total - owed;
    component belowMaximum = Num2Bits(16);
    belowMaximum.in <== maxTotal - total;

    // 4. sum costs[i] v[i] <= budget.
    signal spent[OPTIONS];
    var expense = 0;
    for (var i = 0; i < OPTIONS; i++) {
        spent[i] <== costs[i] * choices[i];
        expense += spent[i];
    }
    component withinBudget = Num2Bits(48);
    withinBudget.in <== budget - expense;

    // 5. sum v[i]^2 <= credits.
    signal square[OPTIONS];
    var squares = 0;
    for (var i = 0; i < OPTIONS; i++) {
        square[i] <== choices[i] * choices[i];
        squares += square[i];
    }
    component withinCredits = Num2Bits(24);
    withinCredits.in <== credits - squares;

    // 6. Where distinct: of two equal values, both are zero. `inverse` is a hint; if v[i] = v[j] then `apart` is 0
    //    whatever the hint, and distinct * v[i] must vanish.
    var pairs = OPTIONS * (OPTIONS - 1) / 2;
    signal ranked[OPTIONS];
    signal inverse[pairs];
    signal apart[pairs];
    var pair = 0;
    for (var i = 0; i < OPTIONS; i++) {
        ranked[i] <== distinct * choices[i];
        for (var j = 0; j < i; j++) {
            inverse[pair] <-- choices[i] == choices[j] ? 0 : 1 / (choices[i] - choices[j]);
            apart[pair] <== (choices[i] - choices[j]) * inverse[pair];
            (1 - apart[pair]) * ranked[i] === 0;
            pair++;
        }
    }
}
