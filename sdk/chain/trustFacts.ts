import { type Contract, dataLength, dataSlice, getAddress, keccak256, type Provider, ZeroAddress } from "ethers";
import type { Constitution } from "../election/constitution.ts";
import { constitutionHash } from "../election/constitutionAbi.ts";
import { HanpyoError, told } from "../errors.ts";
import { isProposalContent } from "../proposals/contentFormat.ts";
import type {
  BoardFacts,
  ElectionFacts,
  Holder,
  Made,
  ProposalFacts,
  RegistryFacts,
  RollsFacts,
} from "../trust/electionFacts.ts";
import { isConversions } from "../trust/judgeCode.ts";
import type { FactoryKind, Manifest } from "../trust/manifest.ts";
import { readBlockTimes } from "./blockTimes.ts";
import { readBoard, readElectionKey } from "./board.ts";
import { factoryAt, isOtherContract, read } from "./contracts.ts";
import { type CloneCode, cloneCode } from "./deployedCode.ts";
import { type DecodedLog, logsOf } from "./logs.ts";
import { LogsMissingError } from "./logsMissing.ts";
import { type CreatedElection, readConstitution, readCreation } from "./organizer.ts";
import { checkpointAt, type PlacedSnapshot, publishedRollsAt, readSnapshots } from "./publishedRolls.ts";
import { isSilence } from "./silence.ts";
import { boardAt, boardFactoryAt, registryAt, rollFactoryAt } from "./townContracts.ts";

/** A registry whose events do not say who holds its offices. */
export class OfficeEventsMissingError extends HanpyoError {
  constructor(registry: string) {
    super(
      "OFFICE_EVENTS_MISSING",
      told`The events of registry ${{ registry }} do not tell who has held its offices`,
      "Ask another RPC: this one hides events, or has none as old",
    );
  }
}

/** What the events of a registry are held against: what it was made with, undefined for what is no registry of ours. */
type FirstOffices = Readonly<Record<Holder["role"], string>> | undefined;

/** Where the facts of an election are read. */
type At = { readonly provider: Provider; readonly block: number };

/** Bytes of a registry's immutable arguments: five words. */
const TERMS_LENGTH = 160;

/** Until when offices count, and whether all that came before do (P15.7). */
type Until = { readonly time: number; readonly all: boolean };

/**
 * What a chain says of an election, as of a block that is final (P15.8). What a contract does not answer is left out:
 * the judgement does not know it then. Throws `OfficeEventsMissingError`, `LogsMissingError`, of a proposal's
 * election what `convertedTemplate` throws, or the node's failure.
 * @param manifest Which factories may have made something, and which code is hashed: the last one.
 */
export async function readElectionFacts(
  election: string,
  manifest: Manifest,
  provider: Provider,
  block: number,
): Promise<ElectionFacts> {
  const at = { provider, block };
  const constitution = await readConstitution(election, provider);
  const made = await madeBy(election, manifest, "election", at);
  const { maker } = made;
  const created = maker === undefined ? undefined : await readCreation(maker, election, provider, block);
  return {
    ...(await readCommonFacts(constitution, manifest, at)),
    election: {
      ...(await electionOf(made, constitution, created, manifest, at)),
      constitutionHash: constitutionHash(constitution),
    },
  };
}

/**
 * The same of an election that is to be created now, over the constitution's board and rolls.
 * @param factory The factory that will make it.
 */
export async function readPlannedFacts(
  { factory, creator, constitution }: PlannedElection,
  manifest: Manifest,
  provider: Provider,
  block: number,
): Promise<ElectionFacts> {
  const at = { provider, block };
  const now = (await readBlockTimes([block], provider)).get(block) as number;
  const implementation = await orNone(() =>
    read<string>(factoryAt(factory, provider), "implementation", constitution.ballotSize, { blockTag: block }),
  );
  const planned = {
    address: ZeroAddress,
    constitutionHash: undefined,
    implementation,
    maker: factory,
    factory,
    creator,
    proposal: undefined,
  };
  const { sharesDueAt } = constitution.schedule;
  return {
    ...(await readCommonFacts(constitution, manifest, at)),
    election: { ...planned, createdIn: block, createdAt: now, sharesDueAt },
  };
}

export type PlannedElection = {
  readonly factory: string;
  readonly creator: string;
  readonly constitution: Pick<Constitution, "ballotSize" | "board" | "rolls" | "rollId" | "schedule">;
};

async function readCommonFacts(
  constitution: PlannedElection["constitution"],
  manifest: Manifest,
  at: At,
): Promise<Omit<ElectionFacts, "election">> {
  const { chainId } = await at.provider.getNetwork();
  return {
    chainId: Number(chainId),
    codeHashes: await codeHashesOf(manifest.code, at),
    board: await boardOf(constitution.board, manifest, at),
    rolls: await rollsOf(constitution, manifest, at),
  };
}

/** keccak256 of the code at each address, by address in lower case. */
export async function codeHashesOf(
  code: readonly Pick<Manifest["code"][number], "at">[],
  { provider, block }: At,
): Promise<Readonly<Record<string, string>>> {
  const hashed = await Promise.all(
    code.map(async ({ at }) => [at.toLowerCase(), keccak256(await provider.getCode(at, block))] as const),
  );
  return Object.fromEntries(hashed);
}

async function electionOf(
  made: Made,
  { board, schedule }: Constitution,
  created: CreatedElection | undefined,
  manifest: Manifest,
  { provider, block }: At,
): Promise<Omit<ElectionFacts["election"], "constitutionHash">> {
  const { sharesDueAt } = schedule;
  if (created === undefined) {
    const factory = (await orNone(() => read<string>(boardAt(board, provider), "factory"))) ?? ZeroAddress;
    return { ...made, factory, creator: ZeroAddress, proposal: undefined, createdIn: block, createdAt: 0, sharesDueAt };
  }
  const { creator, blockNumber, content } = created;
  const proposal = isProposalContent(content) ? await proposalFacts(created, manifest, provider) : undefined;
  const createdAt = (await readBlockTimes([blockNumber], provider)).get(blockNumber) as number;
  const factory = made.maker ?? ZeroAddress;
  return { ...made, factory, creator, proposal, createdIn: blockNumber, createdAt, sharesDueAt };
}

/** Whose the proposal's template is; no contract is asked that the manifest does not name. */
async function proposalFacts(created: CreatedElection, manifest: Manifest, provider: Provider): Promise<ProposalFacts> {
  if (!isConversions(manifest, created.creator)) return { template: undefined };
  // Most elections came of none: whoever judges those loads nothing of proposals.
  const { convertedTemplate } = await import("./proposalOrigin.ts");
  const { organizer, rolls } = await convertedTemplate(created, provider);
  return { template: { organizer, rolls } };
}

async function boardOf(address: string, manifest: Manifest, at: At): Promise<BoardFacts> {
  const made = await madeBy(address, manifest, "board", at);
  const board = await orNone(() => readBoard(address, at.provider));
  const key = await orNone(() => readElectionKey(address, at.provider));
  return {
    ...made,
    trustees: board?.trustees ?? [],
    threshold: board?.threshold ?? 0,
    electionKey: { x: String(key?.x ?? 0), y: String(key?.y ?? 0) },
  };
}

async function rollsOf(
  { rolls, rollId, schedule }: PlannedElection["constitution"],
  manifest: Manifest,
  at: At,
): Promise<RollsFacts> {
  const { provider, block } = at;
  const made = await madeBy(rolls, manifest, "roll", at);
  const { censusTime } = schedule;
  const registry = await orNone(() => read<string>(publishedRollsAt(rolls, provider), "registry", { blockTag: block }));
  if (registry === undefined) {
    return { ...made, registry: await registryOf(rolls, manifest, { time: censusTime, all: true }, at) };
  }
  const snapshots = await orNone(() => readSnapshots(rolls, rollId, provider, block));
  const census = snapshots?.findLast(({ fallen, finalAt }) => fallen === undefined && finalAt <= censusTime);
  if (snapshots !== undefined) await requireAllSnapshots({ rolls, rollId, censusTime }, snapshots, census, at);
  const published = census?.blockNumber ?? block;
  const time = (await readBlockTimes([published], provider)).get(published) as number;
  return { ...made, registry: await registryOf(registry, manifest, { time, all: false }, at) };
}

/** Throws `LogsMissingError` unless the contract counts as many snapshots, and has the same census once it is final. */
async function requireAllSnapshots(
  { rolls, rollId, censusTime }: { readonly rolls: string; readonly rollId: bigint; readonly censusTime: number },
  snapshots: readonly PlacedSnapshot[],
  census: PlacedSnapshot | undefined,
  { provider, block }: At,
): Promise<void> {
  const contract = publishedRollsAt(rolls, provider);
  const counted = await orNone(() => read<bigint>(contract, "sequenceOf", rollId, { blockTag: block }));
  if (counted !== undefined && counted !== BigInt(snapshots.length)) {
    throw new LogsMissingError(rolls, `${counted} snapshots`, String(snapshots.length));
  }
  const asked = async () => ({ stored: await checkpointAt(rolls, rollId, censusTime, provider, block) });
  // Refused while the census time is not past; of what is no roll of ours the code says so.
  const answer = await orNone(asked);
  if (answer === undefined) return;
  const { stored } = answer;
  if (stored?.root !== census?.root || stored?.time !== census?.finalAt) {
    throw new LogsMissingError(rolls, `the census ${stored?.root ?? "none"}`, String(census?.root ?? "none"));
  }
}

async function registryOf(address: string, manifest: Manifest, until: Until, at: At): Promise<RegistryFacts> {
  const made = await madeBy(address, manifest, "roll", at);
  const contract = registryAt(address, at.provider);
  const latest = { blockTag: at.block };
  const delay = await orNone(() => read<bigint>(contract, "rotationDelay", latest));
  const recoveryBody = await orNone(() => read<string>(contract, "recoveryBody", latest));
  const first = firstOffices(cloneCode(await at.provider.getCode(address, at.block)));
  const isRegistry = delay !== undefined && recoveryBody !== undefined;
  return {
    ...made,
    rotationDelay: Number(delay ?? 0n),
    recoveryBody: recoveryBody ?? ZeroAddress,
    holders: isRegistry ? await holdersOf(contract, first, until, at) : [],
  };
}

/** Who held the offices up to a time: everybody since the registry's creation, or those of that time alone. */
async function holdersOf(
  contract: Contract,
  first: FirstOffices,
  until: Until,
  { provider, block }: At,
): Promise<readonly Holder[]> {
  const logs = await logsOf(contract, block);
  const rotations = logs.filter(({ name }) => name === "OfficesRotated");
  const times = await readBlockTimes(
    rotations.map(({ blockNumber }) => blockNumber),
    provider,
  );
  const terms = rotations.map(({ args, blockNumber }) => ({
    registrar: args.registrar as string,
    approver: args.approver as string,
    from: times.get(blockNumber) as number,
  }));
  const now = terms.at(-1);
  for (const role of ["registrar", "approver"] as const) {
    const present = await read<string>(contract, role, { blockTag: block });
    const isWhole = now?.[role] === present && (first === undefined || terms[0]?.[role] === first[role]);
    if (!isWhole) throw new OfficeEventsMissingError(await contract.getAddress());
  }
  if (first !== undefined && !(await areCounted(contract, logs, block))) {
    throw new OfficeEventsMissingError(await contract.getAddress());
  }
  const counted = terms.filter(({ from }) => from <= until.time);
  const spans = counted.map((term, index) => ({ ...term, until: counted[index + 1]?.from }));
  // A rotation in the very second of a publication may have come before it or after it: both count.
  const meant = until.all ? spans : spans.filter((span) => span.until === undefined || span.until >= until.time);
  return (["registrar", "approver"] as const).flatMap((role) => merged(meant.map((span) => holderOf(role, span))));
}

/** Whether there are as many announcements and recoveries as the registry counts; each recovery changes the offices. */
async function areCounted(contract: Contract, logs: readonly DecodedLog[], block: number): Promise<boolean> {
  const of = (event: string) => logs.filter(({ name }) => name === event);
  const [announced, recoveries] = [of("RotationAnnounced").length, of("OfficeRecovered")];
  const [rotationNonce, recoveryNonce] = await Promise.all(
    ["rotationNonce", "recoveryNonce"].map((name) => read<bigint>(contract, name, { blockTag: block })),
  );
  const changed = new Set(of("OfficesRotated").map(({ transactionHash }) => transactionHash));
  return (
    rotationNonce === BigInt(announced + recoveries.length) &&
    recoveryNonce === BigInt(announced + of("RecoveryAnnounced").length) &&
    recoveries.every(({ transactionHash }) => changed.has(transactionHash))
  );
}

/** The first holders, as a registry's immutable arguments say them (P1.1); undefined for other arguments. */
function firstOffices(clone: CloneCode | undefined): FirstOffices {
  if (clone === undefined || dataLength(clone.args) !== TERMS_LENGTH) return undefined;
  const wordAt = (index: number) => getAddress(dataSlice(clone.args, 32 * index + 12, 32 * index + 32));
  return { registrar: wordAt(0), approver: wordAt(1) };
}

function holderOf(
  role: Holder["role"],
  span: {
    readonly registrar: string;
    readonly approver: string;
    readonly from: number;
    readonly until?: number | undefined;
  },
): Holder {
  return { role, account: span[role], from: span.from, until: span.until };
}

/** Spans of one holder that follow one another are one: the other office alone has changed. */
function merged(holders: readonly Holder[]): readonly Holder[] {
  const spans: Holder[] = [];
  for (const holder of holders) {
    const last = spans.at(-1);
    if (last === undefined || last.account !== holder.account) spans.push(holder);
    else spans[spans.length - 1] = { ...last, until: holder.until };
  }
  return spans;
}

/** What an address is by its code, and which of the manifest's factories of a kind says that it made it. */
async function madeBy(address: string, { factories }: Manifest, kind: FactoryKind, at: At): Promise<Made> {
  const { provider, block } = at;
  const implementation = cloneCode(await provider.getCode(address, block))?.implementation;
  for (const { factory } of factories.filter((own) => own.kind === kind)) {
    const asked = {
      election: () => read<boolean>(factoryAt(factory, provider), "isElection", address, { blockTag: block }),
      board: () => read<boolean>(boardFactoryAt(factory, provider), "isBoard", address, { blockTag: block }),
      roll: () => read<boolean>(rollFactoryAt(factory, provider), "isRoll", address, { blockTag: block }),
    }[kind];
    if ((await orNone(asked)) === true) return { address, implementation, maker: factory };
  }
  return { address, implementation, maker: undefined };
}

/** What a contract answers; nothing of one that has no such function, or is none at all. A silent node is an error. */
async function orNone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const isRefused = error instanceof HanpyoError && error.code.startsWith("REFUSED_");
    if (isOtherContract(error) || (isRefused && !isSilence(error))) return undefined;
    throw error;
  }
}
