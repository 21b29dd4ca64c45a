import type { OpenElection } from "../../../../sdk/chain/resident.ts";
import type { Ballot } from "../../../../sdk/election/ballot.ts";

/** A ballot whose proof the worker checks. */
export type Task = { readonly open: OpenElection; readonly ballot: Ballot };
