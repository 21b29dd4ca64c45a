/**
 * What the data of a thread holds as `mod`: snarkjs's web-worker takes every thread for one of its own, and loads the
 * module that is named there.
 */
export const NO_MODULE = "data:,";
