import { type Contract, type Signer, ZeroAddress } from "ethers";
import { send } from "./contracts.ts";
import type { Deployed } from "./deployment.ts";
import { providerOf } from "./logs.ts";
import { boardFactoryAt, rollFactoryAt } from "./townContracts.ts";

/** What a registry is created with (P1.1). */
export type RegistryTerms = {
  readonly registrar: string;
  readonly approver: string;
  /** Who may replace a lost office key together with the other office; nobody by default. */
  readonly recoveryBody?: string;
  /** Seconds between the announcement of new office keys and their effect, at least 7 days but for a test. */
  readonly rotationDelay: number;
  /** Whether its rolls serve test elections alone; false by default. */
  readonly isTest?: boolean;
};

/** What published rolls are created with (P13.1). */
export type PublishedRollsTerms = {
  /** A registry of the same factory, whose offices publish. */
  readonly registry: string;
  /** Seconds, at least a day but for a test. */
  readonly challengePeriod: number;
};

/** What a board is created with (P2). */
export type BoardTerms = {
  /** The only election factory that it serves. */
  readonly factory: string;
  /** Accounts by seat, 2 to 9. */
  readonly trustees: readonly string[];
  readonly threshold: number;
  /** Unix seconds: until when the rounds must be done (a day apart but for a test), and the end of the board's term. */
  readonly registerBy: number;
  readonly dealBy: number;
  readonly termEndsAt: number;
  /** Whether it serves test elections alone; false by default. */
  readonly isTest?: boolean;
};

/**
 * Has a factory make a registry (P1.1). Throws `ContractRefusedError` (`OfficesMustDiffer`, `OfficeAddressZero`,
 * `RecoveryBodyIsOffice`, `RotationDelayTooShort`).
 */
export function createRegistry(rollFactory: string, terms: RegistryTerms, sender: Signer): Promise<Deployed> {
  const factory = rollFactoryAt(rollFactory, sender);
  return created(
    factory,
    { event: "RegistryCreated", argument: "registry" },
    "createRegistry",
    registryTermsToAbi(terms),
  );
}

/**
 * Has a factory make published rolls over one of its registries (P13.1).
 * Throws `ContractRefusedError` (`RegistryOfAnotherFactory`, `ChallengePeriodTooShort`).
 */
export function createPublishedRolls(
  rollFactory: string,
  { registry, challengePeriod }: PublishedRollsTerms,
  sender: Signer,
): Promise<Deployed> {
  const factory = rollFactoryAt(rollFactory, sender);
  const made = { event: "PublishedRollsCreated", argument: "rolls" };
  return created(factory, made, "createPublishedRolls", registry, challengePeriod);
}

/**
 * Has a factory make a board of trustees; its term begins with the key ceremony (P2).
 * Throws `ContractRefusedError` (`BoardParametersInvalid`).
 */
export function createBoard(boardFactory: string, terms: BoardTerms, sender: Signer): Promise<Deployed> {
  const factory = boardFactoryAt(boardFactory, sender);
  return created(factory, { event: "BoardCreated", argument: "board" }, "createBoard", boardTermsToAbi(terms));
}

/** Terms of a registry as its factory takes them, every field named. */
export function registryTermsToAbi(terms: RegistryTerms): Required<RegistryTerms> {
  const { registrar, approver, recoveryBody = ZeroAddress, rotationDelay, isTest = false } = terms;
  return { registrar, approver, recoveryBody, rotationDelay, isTest };
}

/** Terms of a board as its factory takes them, every field named. */
export function boardTermsToAbi(terms: BoardTerms): Required<Omit<BoardTerms, "trustees">> & { trustees: string[] } {
  const { factory, trustees, threshold, registerBy, dealBy, termEndsAt, isTest = false } = terms;
  return { factory, trustees: [...trustees], threshold, registerBy, dealBy, termEndsAt, isTest };
}

/** Calls a factory, and takes the address of what it made from its event. */
async function created(
  factory: Contract,
  made: { readonly event: string; readonly argument: string },
  name: string,
  ...args: readonly unknown[]
): Promise<Deployed> {
  const sent = await send(factory, name, ...args);
  const receipt = await providerOf(factory.runner).getTransactionReceipt(sent.hash);
  const address = (await factory.getAddress()).toLowerCase();
  const own = receipt?.logs.filter((log) => log.address.toLowerCase() === address);
  const logs = own?.map((log) => factory.interface.parseLog(log));
  return { ...sent, address: logs?.find((log) => log?.name === made.event)?.args[made.argument] as string };
}
