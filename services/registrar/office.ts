import { getAddress, getBytes, Wallet } from "ethers";
import { systemRandom } from "../../sdk/crypto/random.ts";
import type { OfficeHealth, OfficeRole } from "../../sdk/enrolling/officeAnswers.ts";
import { presentationChallenge } from "../../sdk/enrolling/presentationChallenge.ts";
import { HanpyoError, told } from "../../sdk/errors.ts";
import type { VerificationKey } from "../../sdk/proofs/groth16.ts";
import { finalityRule } from "../../sdk/trust/finality.ts";
import { allowPlainHttp } from "../eid/openid4vp.ts";
import { type Hosted, type HostingSettings, host } from "../hosting/hosting.ts";
import { roundsOf } from "../hosting/rounds.ts";
import { askNext, connectChain, disconnectChain } from "../sending/chain.ts";
import { noteHead } from "../sending/headMemory.ts";
import { newSendingMemory } from "../sending/sending.ts";
import { entryStore } from "./entryStore.ts";
import { officeApp } from "./http.ts";
import type { OfficeKillPoint } from "./killPoints.ts";
import type { OfficeKeys } from "./officeKeys.ts";
import { type OfficeStore, officeStore } from "./officeStore.ts";
import { publishedBook, requirePublishedRolls } from "./publishedBook.ts";
import { evidenceStore } from "./register/evidenceStore.ts";
import { type LookUpRules, registerLookUps } from "./register/lookUps.ts";
import type { PopulationRegister } from "./register/populationRegister.ts";
import { registryBook } from "./registryBook.ts";
import type { RollStore } from "./roll/rollStore.ts";
import { newSessions } from "./sessions.ts";
import { healthOf } from "./status.ts";
import { submitDue } from "./submitting.ts";
import {
  DEFAULT_LIMITS,
  newTurn,
  type OfficeLimits,
  type OfficeMemory,
  type OfficeProfile,
  type OfficeWorks,
} from "./works.ts";

/** What an office is started with. */
export type OfficeSettings = HostingSettings & {
  readonly role: OfficeRole;
  /** One node, or several that do not belong together. */
  readonly rpc: string | readonly string[];
  readonly registry: string;
  /** Whether the registry is known to serve test elections alone, for which one node's word is enough. */
  readonly isTest?: boolean;
  /** The contract of published rolls for which it enrols, in the place of the registry. */
  readonly publishedRolls?: string;
  readonly keys: OfficeKeys;
  /** The office's own roll, already open; it stays so. */
  readonly roll: RollStore;
  readonly profile: OfficeProfile;
  /** Of enrolment.circom. */
  readonly proofKey: VerificationKey;
  /** Whether it brings enrolments to the chain, from the account of its keys. */
  readonly submits: boolean;
  /** The page that a wallet sends its user back to. */
  readonly pageUrl: string;
  /** Where devices and wallets reach the office; where it listens, by default. */
  readonly publicUrl?: string;
  /** Where the other office is reached, to sign batches that this one brings to the chain. */
  readonly partnerUrl?: string;
  /** The population register that it asks at each enrolment; without it its book alone decides. */
  readonly register?: { readonly asked: PopulationRegister; readonly rules: LookUpRules };
  readonly limits?: Partial<OfficeLimits>;
  /** Milliseconds that the node may take to answer. */
  readonly rpcTimeout?: number;
  /** What must not be forgotten beside the roll; in the roll's database by default. */
  readonly store?: OfficeStore;
  /** Told each kill point that is reached; whatever it throws ends the work. */
  readonly reached?: (point: OfficeKillPoint) => void;
};

export class OfficeUrlInsecureError extends HanpyoError {
  constructor(host: string) {
    super(
      "OFFICE_URL_INSECURE",
      told`Residents would reach the office at ${{ host }} without TLS`,
      "Put a reverse proxy with TLS before it, and give its address as publicUrl",
    );
  }
}

export class PublishedSubmitsError extends HanpyoError {
  constructor(rolls: string) {
    super(
      "PUBLISHED_SUBMITS",
      told`Enrolments for the published rolls of ${{ rolls }} are filed, and brought to no chain`,
      "Start the office without --submit",
    );
  }
}

/** An office that runs. A round reads the registry and submits what is due. */
export type OfficeService = Hosted & {
  /** By which the registry knows the office. */
  readonly signer: string;
  health(): OfficeHealth;
};

/** Gas of an enrolment, until a batch was estimated. */
const GAS_PER_ENROLMENT = 550_000n;

/**
 * Starts an office's service on 127.0.0.1 and a free port, unless told otherwise.
 * Throws `OfficeUrlInsecureError`, `PublishedSubmitsError`, `PublishedRollsForeignError`, or what the node's or the
 * database's failure gives.
 */
export async function startOffice(settings: OfficeSettings): Promise<OfficeService> {
  const { role, keys, roll, profile, proofKey, pageUrl } = settings;
  const { clock = Date.now, random = systemRandom, reached = () => {}, publishedRolls } = settings;
  if (publishedRolls !== undefined && settings.submits) throw new PublishedSubmitsError(publishedRolls);
  checkPublicUrl(settings);
  const chain = await connectChain(settings.rpc, settings.rpcTimeout ?? 10_000);
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const registry = getAddress(settings.registry);
  if (publishedRolls !== undefined) await requirePublishedRolls(chain, publishedRolls, registry);
  const boundTo = { chainId: chain.chainId, registry: getAddress(publishedRolls ?? registry) };
  const entries = entryStore(roll.database, { chainId: chain.chainId, rolls: boundTo.registry });
  const memory: OfficeMemory = {};
  const book = registryBook(chain, registry, finalityRule(limits), memory, clock, settings.isTest === true);
  const store = settings.store ?? officeStore(roll.database);
  const { say } = settings;
  const account = { chain, account: new Wallet(keys.accountKey), store, limits, reached, clock, say };
  const { register } = settings;
  const lookUps =
    register &&
    registerLookUps(register.asked, evidenceStore(roll.database, keys.codeKey), register.rules, { random, clock, say });
  let url = "";
  const office = new Wallet(keys.signingKey);
  const sessions = newSessions({
    methods: profile.methods,
    tries: limits.triesPerSession,
    perPerson: limits.sessionsPerPerson,
    random,
    challenge: (identityCommitment, nonce) =>
      getBytes(presentationChallenge({ ...boundTo, office: office.address, identityCommitment, nonce })),
    presentationUrl: (name) => `${settings.publicUrl ?? url}/sessions/${name}/presentation`,
  });
  const works: OfficeWorks = {
    role,
    profile,
    keys: { signer: office, pseudonymKey: keys.pseudonymKey },
    registry: { chainId: chain.chainId, registry },
    boundTo,
    isPublished: publishedRolls !== undefined,
    book: publishedRolls === undefined ? book : publishedBook(book, entries, role),
    roll,
    store,
    entries,
    sessions,
    lookUps,
    proofKey,
    proofTurn: newTurn(),
    batchTurn: newTurn(),
    pageUrl,
    partnerUrl: settings.partnerUrl?.replace(/\/$/, ""),
    limits,
    memory,
    chain,
    sending: settings.submits ? { ...account, memory: newSendingMemory(GAS_PER_ENROLMENT) } : undefined,
    reached,
    clock,
    random,
  };
  const rounds = roundsOf(() => leavingWhatFails(works, () => round(works)), works.memory, settings.say, clock);
  const hosted = await host(officeApp(works, settings.behindProxy ?? false), rounds, settings, () =>
    disconnectChain(chain),
  );
  url = hosted.url;

  return {
    ...hosted,
    signer: works.keys.signer.address,
    health: () => healthOf(works),
    async close() {
      await hosted.close();
      disconnectChain(chain);
    },
  };
}

/** Only on the loopback interface may an office be reached without TLS. Throws `OfficeUrlInsecureError`. */
function checkPublicUrl({ publicUrl, host = "127.0.0.1" }: OfficeSettings): void {
  const { protocol, hostname } = new URL(publicUrl ?? `http://${host.includes(":") ? `[${host}]` : host}`);
  if (protocol === "https:") return;
  if (!/^(localhost|127\.[0-9.]+|\[::1\])$/.test(hostname)) throw new OfficeUrlInsecureError(hostname);
  allowPlainHttp();
}

async function round(works: OfficeWorks): Promise<void> {
  const { book, memory, sending, reached } = works;
  memory.view = await book.read();
  noteHead(memory, memory.view.head, works.clock());
  reached("round.bookRead");
  if (sending !== undefined) await submitDue({ ...works, sending }, memory.view);
}

/** The next round asks another node first than the one by which this one failed. */
async function leavingWhatFails({ chain }: OfficeWorks, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    askNext(chain);
    throw error;
  }
}
