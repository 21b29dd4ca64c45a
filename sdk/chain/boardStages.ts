/** In the order of the contract's enum. */
export const BOARD_STAGES = ["registering", "dealing", "ready", "dead"] as const;
