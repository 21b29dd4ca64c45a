import { refusal } from "../hosting/refusal.ts";

/** Why a service promises nothing to bring to the chain. */

export const AccountEmptyError = refusal("ACCOUNT_EMPTY", {
  status: 503,
  what: "The service's account cannot pay for another transaction",
  remedy: "Use another one; what was acknowledged waits until the account is filled",
});

export const FeeTooHighError = refusal("FEE_TOO_HIGH", {
  status: 503,
  what: "The chain asks {current} wei for a unit of gas, and the service pays at most {most}",
  remedy: "Use another one, or send the same again when gas costs less",
});

export const NodeRefusesError = refusal("NODE_REFUSES", {
  status: 503,
  what: 'The service\'s node takes no transaction of it: "{said}"',
  remedy: "Use another one; what was acknowledged is tried again",
});

export const ChainStaleError = refusal("CHAIN_STALE", {
  status: 503,
  what: "What the service knows of the chain is {seconds} seconds old",
  remedy: "Send the same again in a minute, or elsewhere",
});

export const ChainStalledError = refusal("CHAIN_STALLED", {
  status: 503,
  what: "The chain that the service's node shows has stood at block {block} for {seconds} seconds",
  remedy: "Send the same again later, or elsewhere",
});

export const NodeAloneError = refusal("NODE_ALONE", {
  status: 503,
  what: "This service asks one node alone, whose word is enough for tests only",
  remedy: "Use another one; its operator must name a second node",
});

export const NodesDisagreeError = refusal("NODES_DISAGREE", {
  status: 503,
  what: "The service's nodes contradict one another: {said}",
  remedy: "Use another one; what was acknowledged is kept, and goes on to be sent",
});

export const FinalityUnknownError = refusal("FINALITY_UNKNOWN", {
  status: 503,
  what: "For {seconds} seconds no two of the service's nodes have agreed on what is final",
  remedy: "Send the same again in a minute, or elsewhere",
});

export const PromiseLateError = refusal("PROMISE_LATE", {
  status: 503,
  what: "What the service has acknowledged is not in a block after half of the time it promised",
  remedy: "Use another one; what was acknowledged goes on to be sent, by another node each time",
});

export const StoreFullError = refusal("STORE_FULL", {
  status: 503,
  what: "The service keeps {most} that are not final, its limit",
  remedy: "Use another one; what was acknowledged is kept until the chain calls it final",
});
