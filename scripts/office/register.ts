import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Wallet } from "ethers";
import { systemRandom } from "../../sdk/crypto/random.ts";
import { readOffice } from "../../sdk/enrolling/officeClient.ts";
import { OfficeFileInvalidError, readOfficeFile } from "../../services/registrar/officeFile.ts";
import { type OfficeKeys, readOfficeKeys } from "../../services/registrar/officeKeys.ts";
import { containerDigest, containerStore } from "../../services/registrar/register/containerStore.ts";
import { evidenceStore } from "../../services/registrar/register/evidenceStore.ts";
import type { LookUpRules } from "../../services/registrar/register/lookUps.ts";
import { checkService } from "../../services/registrar/register/metadata.ts";
import { isOneRegister } from "../../services/registrar/register/oneRegister.ts";
import type { PopulationRegister, RegisterIdentity } from "../../services/registrar/register/populationRegister.ts";
import { registerFiles } from "../../services/registrar/register/registerFiles.ts";
import { type RegisterSettings, registerFrom, rulesFrom } from "../../services/registrar/register/registerSettings.ts";
import {
  MOST_OF_CONTAINER,
  type SignedContainers,
  signedContainers,
} from "../../services/registrar/register/signedContainers.ts";
import { registerTransport } from "../../services/registrar/register/transport.ts";
import { newUuid } from "../../services/registrar/register/tried.ts";
import { unusualParts } from "../../services/registrar/register/xRoadId.ts";
import { idOf, type RegisterMeans } from "../../services/registrar/register/xRoadRegister.ts";
import { readText } from "../terminal/checkedFile.ts";
import { koreanTime } from "../terminal/koreanTime.ts";
import { shown } from "../terminal/shown.ts";
import type { LanguageOptions } from "../terminal/speaker.ts";
import { type BookOptions, openBook } from "./book.ts";
import { ValuesNotOnTerminalError } from "./objections.ts";
import { officeSpeaker } from "./officeSpeaker.ts";

export type CheckOptions = LanguageOptions & { readonly file: string };

export type EvidenceOptions = BookOptions & {
  readonly personFile: string;
  /** The office's file. */
  readonly fetch?: string;
  readonly force?: boolean;
  /** A folder. */
  readonly save?: string;
};

export type AskOptions = BookOptions & {
  readonly file: string;
  readonly personFile: string;
  readonly clerk?: string;
  readonly showValues?: boolean;
};

/** Milliseconds that the other office may take to say what it asks. */
const TIMEOUT = 5_000;
/** Milliseconds for one container, whose time-stamp may have to be made. */
const CONTAINER_TIMEOUT = 30_000;
/** Outcome of a try that has an answer. */
const ANSWERED = "answered";

type Asked = { readonly asked: PopulationRegister; readonly rules: LookUpRules };

/** The population register of an office's file, if it asks one. Throws `OfficeFileInvalidError`. */
export function askedRegister(
  file: string,
  settings: RegisterSettings | { readonly kind: "none" } | undefined,
  keys: OfficeKeys,
  say: (line: string) => void,
): Asked | undefined {
  if (settings === undefined || settings.kind === "none") return undefined;
  const account = new Wallet(keys.signingKey).address;
  return { asked: registerFrom(settings, account, meansOf(file, settings, say)), rules: rulesFrom(settings) };
}

function meansOf(file: string, settings: RegisterSettings, say: (line: string) => void): RegisterMeans {
  const ask = registerTransport(registerFiles(file, settings));
  return { ask, random: systemRandom, clock: Date.now, say };
}

/** Warns whoever starts an office of what its file allows that it should not (P28.5, P28.7). */
export function warnOfRegister(
  settings: RegisterSettings | { readonly kind: "none" } | undefined,
  options: LanguageOptions,
): void {
  if (settings?.kind !== "xRoad") return;
  const { say } = officeSpeaker(options);
  if (settings.allowPersonInPath === true) say("registerPersonInPath");
  const unusual = unusualParts([...idOf("client", settings.client), ...idOf("service", settings.service)]);
  if (unusual.length > 0) say("registerUnusual", { parts: unusual.join(", ") });
}

/** Warns where both offices believe one answer, or where that cannot be seen (P28.14). */
export async function warnOfOneRegister(
  own: RegisterIdentity,
  partnerUrl: string | undefined,
  options: LanguageOptions,
): Promise<void> {
  const { say } = officeSpeaker(options);
  try {
    const { register } = await readOffice((partnerUrl ?? "").replace(/\/$/, ""), { timeout: TIMEOUT, fetch });
    if (register !== undefined && isOneRegister(own, register)) say("registerShared", { source: own.source });
  } catch {
    say("registerNotCompared");
  }
}

/** Says whether the register can be asked as the file says; no person is named. Exit code 1 if it cannot. */
export async function checkRegister({ file, ...options }: CheckOptions): Promise<void> {
  const { say } = officeSpeaker(options);
  const { register: settings } = readOfficeFile(file);
  if (settings === undefined || settings.kind === "none") {
    say("registerNone");
    if (options.json) console.log(JSON.stringify({ register: null }));
    return;
  }
  warnOfRegister(settings, options);
  const means = meansOf(file, settings, () => {});
  if (settings.kind === "gateway") {
    say("registerGateway", { url: settings.url });
    return;
  }
  const found = await checkService(settings, means);
  say(found.isListed ? "registerListed" : "registerNotListed", { service: settings.service });
  say(found.isAllowed ? "registerAllowed" : "registerNotAllowed", { client: settings.client });
  if (found.undescribed === null) say("registerNotDescribed");
  else if (found.undescribed.length === 0) say("registerDescribed");
  else say("registerUndescribed", { fields: found.undescribed.join(", ") });
  if (options.json) console.log(JSON.stringify(found, null, 2));
  const isReady = found.isListed && found.isAllowed && (found.undescribed ?? []).length === 0;
  process.exitCode = isReady ? 0 : 1;
}

/**
 * Asks for one person, whose number stands in a file and in no command line; what the register says is shown on a
 * terminal alone. Throws `ValuesNotOnTerminalError`, or a refusal of P28.9.
 */
export async function askRegister(options: AskOptions, isTerminal: boolean): Promise<void> {
  const { file, keyFile, personFile, clerk, showValues, json } = options;
  if (showValues && (json || !isTerminal)) throw new ValuesNotOnTerminalError();
  const { say } = officeSpeaker(options);
  const number = readText(personFile).trim();
  const keys = readOfficeKeys(keyFile);
  const register = askedRegister(file, readOfficeFile(file).register, keys, (line) => console.error(line));
  if (register === undefined) {
    say("registerNone");
    return;
  }
  const book = openBook(options);
  try {
    const store = evidenceStore(book.database, keys.codeKey);
    const purpose = { case: newUuid(systemRandom), actor: clerk === undefined ? ("self-service" as const) : { clerk } };
    const answer = await register.asked.resident(number, purpose, (one) => store.noteTry(number, one));
    const { messageId } = answer.evidence;
    say(answer.found ? "registerFound" : "registerNotFound", { messageId });
    if (showValues && answer.found) {
      const { districts, adultAt, electoralRight } = answer;
      say("registerValues", {
        districts: districts.map(shown).join(", "),
        adultAt,
        electoralRight: String(electoralRight),
      });
    }
    if (json) console.log(JSON.stringify({ found: answer.found, case: purpose.case, messageId }, null, 2));
  } finally {
    book.close();
  }
}

/**
 * Says under which messages the register was asked for one person (P28.13), and nothing of the person; fetches their
 * signed containers, and writes those that are kept to files, if that is asked for (P28.15). Throws a refusal of P28.9.
 */
export async function registerEvidence(options: EvidenceOptions): Promise<void> {
  const { personFile, keyFile, fetch: officeFile, force = false, save, json } = options;
  const { say } = officeSpeaker(options);
  const number = readText(personFile).trim();
  const { codeKey } = readOfficeKeys(keyFile);
  const book = openBook(options);
  try {
    const tries = evidenceStore(book.database, codeKey).tries(number);
    const containers = containerStore(book.database, codeKey, systemRandom);
    if (tries.length === 0) say("registerNoTries");
    const fetchOne = officeFile === undefined ? undefined : containerFetch(officeFile, force);

    /** What is kept of a message, or is fetched now. */
    async function containersOf(messageId: string): Promise<SignedContainers | undefined> {
      const kept = containers.get(messageId);
      if (kept !== undefined || fetchOne === undefined) return kept;
      const got = await fetchOne(messageId);
      if (typeof got === "string") {
        say(got === "not yet" ? "registerNotStamped" : "registerContainersLost");
        return undefined;
      }
      containers.put(messageId, got);
      return got;
    }

    const told: object[] = [];
    for (const one of tries) {
      const { at, system, messageId, outcome } = one;
      say("registerTry", { time: koreanTime(at), system, messageId, outcome });
      const kept = system === "x-road" && outcome === ANSWERED ? await containersOf(messageId) : undefined;
      if (kept === undefined) {
        told.push(one);
        continue;
      }
      const digests = { request: containerDigest(kept.request), response: containerDigest(kept.response) };
      say("registerContainers", digests);
      told.push({ ...one, containers: digests });
      if (save !== undefined) {
        saveContainers(save, messageId, kept);
        say("registerContainersSaved", { folder: shown(save) });
      }
    }
    if (json) console.log(JSON.stringify({ tries: told }, null, 2));
  } finally {
    book.close();
  }
}

/** Fetches a message's containers from the Security Server of an office's file. Throws `OfficeFileInvalidError`. */
function containerFetch(file: string, mayForce: boolean) {
  const { register: settings } = readOfficeFile(file);
  if (settings?.kind !== "xRoad") {
    throw new OfficeFileInvalidError(
      file,
      "register: only an X-Road register has signed containers",
      "register",
      "서명된 문서는 X-Road로 묻는 주민 대장에만 있습니다",
    );
  }
  const ask = registerTransport(registerFiles(file, settings), CONTAINER_TIMEOUT, MOST_OF_CONTAINER);
  return (messageId: string) => signedContainers(settings, messageId, ask, mayForce);
}

/** For the verifier of X-Road, and for their owner's eyes alone: they hold the person number and the register's answer. */
function saveContainers(folder: string, messageId: string, { request, response }: SignedContainers): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [kind, content] of Object.entries({ request, response })) {
    const file = join(folder, `${messageId}-${kind}.asice`);
    // An earlier copy's permissions would stay.
    rmSync(file, { force: true });
    writeFileSync(file, content, { mode: 0o600, flag: "wx", flush: true });
  }
}
