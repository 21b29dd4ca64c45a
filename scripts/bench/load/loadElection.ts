import { getBytes, keccak256, toUtf8Bytes, Wallet, ZeroHash } from "ethers";
import { deployShared } from "../../../sdk/chain/deploy.ts";
import { createBoard } from "../../../sdk/chain/factories.ts";
import { openElection } from "../../../sdk/chain/observer.ts";
import { createElection } from "../../../sdk/chain/organizer.ts";
import { type OpenElection, readOpenElection } from "../../../sdk/chain/resident.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../../sdk/chain/trustee.ts";
import type { Schedule } from "../../../sdk/election/constitution.ts";
import { contentHash, encodeContent } from "../../../sdk/election/content.ts";
import type { TrustFile } from "../../../sdk/trust/trustFile.ts";
import { dealAll, registerAll, type Trustee } from "../../rehearsal/ceremony.ts";
import { demoPlan } from "../../rehearsal/demoPlan.ts";
import { demoTrust } from "../../rehearsal/demoTrust.ts";
import { enrolResidents, type Resident } from "../../rehearsal/enrolment.ts";
import type { LocalChain } from "../../rehearsal/localChain.ts";

/** An open election, the same on every new local chain for the same number of residents. */
export type LoadElection = {
  readonly election: OpenElection;
  readonly residents: readonly Resident[];
  /** Of its town, signed by everybody. */
  readonly trust: TrustFile;
};

const DAY = 24 * 3600;
/** Unix seconds: in the future of every chain that starts now. */
const START = 2_000_000_000;
const ROLL = 1n;
const TRUSTEES = 2;

/** Counted from `START` and not from the chain's clock: the constitution, and so the scope, must be the same again. */
const schedule: Schedule = {
  censusTime: START + DAY,
  opensAt: START + 4 * DAY,
  openGrace: DAY,
  closesAt: START + 11 * DAY,
  closeGrace: 3600,
  sharesDueAt: START + 14 * DAY,
  sealDelay: 600,
};

/**
 * Opens an election of `count` residents with contracts, key ceremony (2 of 2), enrolment and consents as they are in
 * use. Accounts, keys and identities follow from their names and dates are fixed, so that ballots proved for it
 * once serve on every later chain; they protect nothing.
 * @param chain One without transactions yet.
 */
export async function openLoadElection(
  chain: LocalChain,
  count: number,
  say: (text: string) => void = () => {},
): Promise<LoadElection> {
  const progress = { say, spent: () => {} };
  const organizer = await accountOf("organizer", chain);
  const registrar = await accountOf("registrar", chain);
  const approver = await accountOf("approver", chain);
  const trustees: Trustee[] = [];
  for (let seat = 1; seat <= TRUSTEES; seat++) {
    trustees.push({ seat, account: await accountOf(`trustee ${seat}`, chain), key: bytesOf(`trustee key ${seat}`) });
  }
  const offices = { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY, isTest: true };
  const shared = await deployShared(offices, organizer);
  const { factory, boardFactory, registry } = shared;
  await chain.moveTo(START);
  const { address: board } = await createBoard(
    boardFactory.address,
    {
      factory: factory.address,
      threshold: TRUSTEES,
      trustees: trustees.map(({ account }) => account.address),
      registerBy: START + DAY,
      dealBy: START + 2 * DAY,
      termEndsAt: START + 365 * DAY,
      isTest: true,
    },
    organizer,
  );
  await registerAll(board, trustees, progress);
  await dealAll(board, trustees, progress);

  const { chainId } = await chain.provider.getNetwork();
  const residents = await enrolResidents(
    ...([count, ROLL, { chainId, registry: registry.address }] as const),
    {
      registrar: { signer: registrar, pseudonymKey: bytesOf("registrar pseudonyms") },
      approver: { signer: approver, pseudonymKey: bytesOf("approver pseudonyms") },
    },
    START + 30 * DAY,
    organizer,
    progress,
    (number) => toUtf8Bytes(seed(`resident ${number}`)),
  );

  const content = encodeContent(demoPlan.content);
  const { election } = await createElection(
    factory.address,
    {
      contentHash: contentHash(content),
      jointHash: ZeroHash,
      rolls: registry.address,
      rollId: ROLL,
      minimumCensus: 1,
      board,
      consentsRequired: TRUSTEES,
      minimumBallots: 1,
      revoting: true,
      masked: false,
      isTest: true,
      ballotSize: 8,
      rules: demoPlan.rules,
      schedule,
      outcome: demoPlan.outcome,
    },
    content,
    organizer,
  );
  await chain.moveTo(schedule.censusTime + 1);
  for (const { key, seat, account } of trustees) {
    const secret = await recoverShareSecret(key, board, seat, account);
    await postConsent(election, makeConsent(secret, await readConsentTask(election, seat, chain.provider)), organizer);
  }
  await chain.moveTo(schedule.opensAt);
  await openElection(election, organizer);
  const trust = await demoTrust({ shared, board, organizer, registrar, approver, trustees }, chain);
  return { election: await readOpenElection(election, chain.provider), residents, trust };
}

async function accountOf(name: string, chain: LocalChain): Promise<Wallet> {
  const wallet = new Wallet(seed(`account ${name}`), chain.provider);
  await chain.provider.send("hardhat_setBalance", [wallet.address, "0x3635c9adc5dea00000"]);
  return wallet;
}

function seed(name: string): string {
  return keccak256(toUtf8Bytes(`hanpyo load: ${name}`));
}

function bytesOf(name: string): Uint8Array {
  return getBytes(seed(name));
}
