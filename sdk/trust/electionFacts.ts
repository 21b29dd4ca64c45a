import type { Role } from "./line.ts";
import type { TemplateOwner } from "./ownTemplate.ts";

/** An account that held an office of a registry, from when it took it on. */
export type Holder = {
  readonly role: Extract<Role, "registrar" | "approver">;
  readonly account: string;
  /** Unix seconds. */
  readonly from: number;
  /** When it lost the office; undefined for the holders at the census. */
  readonly until: number | undefined;
};

/** What a clone is by its own code: undefined for other code. */
export type Made = {
  readonly address: string;
  readonly implementation: string | undefined;
  /** The factory of the manifest that knows it; undefined for none. */
  readonly maker: string | undefined;
};

/** What a chain says of an election, as of one block: all that the judgement of its trust stands on (P15.7). */
export type ElectionFacts = {
  readonly chainId: number;
  /** keccak256 of the code, by address in lower case. */
  readonly codeHashes: Readonly<Record<string, string>>;
  readonly election: Made & {
    /** Undefined while it is not created yet. */
    readonly constitutionHash: string | undefined;
    readonly factory: string;
    readonly creator: string;
    /** Of an election with a proposal's content alone, which a contract of conversions must have created (P23.5). */
    readonly proposal: ProposalFacts | undefined;
    /** Block and time of its creation. */
    readonly createdIn: number;
    readonly createdAt: number;
    readonly sharesDueAt: number;
  };
  readonly board: BoardFacts;
  readonly rolls: RollsFacts;
};

export type ProposalFacts = {
  /** The template that the proposal was posted under; undefined where no contract of the manifest converted it. */
  readonly template: TemplateOwner | undefined;
};

export type BoardFacts = Made & {
  /** By seat. */
  readonly trustees: readonly string[];
  readonly threshold: number;
  readonly electionKey: { readonly x: string; readonly y: string };
};

export type RollsFacts = Made & { readonly registry: RegistryFacts };

export type RegistryFacts = Made & {
  readonly rotationDelay: number;
  /** The zero address for none. */
  readonly recoveryBody: string;
  /** Every holder of an office, from the registry's creation to the census. */
  readonly holders: readonly Holder[];
};
