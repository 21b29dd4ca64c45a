import type { Wallet } from "ethers";
import { dealAll, newTrustees, registerAll, type Trustee } from "../../scripts/rehearsal/ceremony.ts";
import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import { enrolResidents, newOffice, type Offices, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import { type LocalChain, startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { startElectionRelayer } from "../../scripts/rehearsal/relaying.ts";
import { deployBoard, deployShared, type SharedContracts } from "../../sdk/chain/deploy.ts";
import { openElection } from "../../sdk/chain/observer.ts";
import { createElection } from "../../sdk/chain/organizer.ts";
import { readOpenElection } from "../../sdk/chain/resident.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../sdk/chain/trustee.ts";
import type { BallotRules, Constitution } from "../../sdk/election/constitution.ts";
import { type Content, contentHash, encodeContent } from "../../sdk/election/content.ts";
import type { Relayer } from "../../services/relayer/relayer.ts";

/** A chain with a real board, registry and residents, on which elections open at once. */
export type VotingWorld = {
  readonly chain: LocalChain;
  readonly shared: SharedContracts;
  readonly organizer: Wallet;
  readonly offices: Offices;
  readonly trustees: readonly Trustee[];
  readonly residents: readonly Resident[];
  /** Creates an election over the residents, and opens it unless told otherwise. */
  open(plan?: ElectionPlan): Promise<string>;
  /** A relayer for elections that are there. */
  relayer(election: string): Promise<Relayer>;
  close(): Promise<void>;
};

/** How an election differs from the demonstration's. */
export type ElectionPlan = {
  readonly content?: Content;
  readonly rules?: BallotRules;
  readonly constitution?: Partial<Constitution>;
  /** Seconds that it stays open; a week by default. */
  readonly lasts?: number;
  readonly opened?: boolean;
};

const HOUR = 3600;
const DAY = 24 * HOUR;
export const ROLL = 1n;
const quiet = { say: () => {}, spent: () => {} };

/** Starts the world with a board of 2 of 2 and `count` enrolled residents. */
export async function startVotingWorld(count: number): Promise<VotingWorld> {
  const chain = await startLocalChain();
  const [registrar, approver, organizer, payer] = (await Promise.all([1, 2, 3, 4].map(() => chain.newAccount()))) as [
    Wallet,
    Wallet,
    Wallet,
    Wallet,
  ];
  const offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
  const shared = await deployShared(
    { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY },
    organizer,
  );
  const trustees = await newTrustees(chain, 2);
  const now = await chain.now();
  const board = (
    await deployBoard(
      {
        factory: shared.factory.address,
        trustees: trustees.map(({ account }) => account.address),
        threshold: 2,
        ...{ registerBy: now + DAY, dealBy: now + 2 * DAY, termEndsAt: now + 365 * DAY },
        verifier: shared.keyShareVerifier.address,
      },
      organizer,
    )
  ).address;
  await registerAll(board, trustees, quiet);
  await dealAll(board, trustees, quiet);
  const { chainId } = await chain.provider.getNetwork();
  const registry = { chainId, registry: shared.registry.address };
  const residents = await enrolResidents(count, ROLL, registry, offices, now + 90 * DAY, payer, quiet);
  const relayers: Relayer[] = [];

  return {
    ...{ chain, shared, organizer, offices, trustees, residents },
    async open({ content = demoPlan.content, rules = demoPlan.rules, lasts = 7 * DAY, opened = true, ...plan } = {}) {
      const bytes = encodeContent(content);
      const censusTime = (await chain.now()) + HOUR;
      const opensAt = censusTime + DAY;
      const closesAt = opensAt + lasts;
      const constitution: Constitution = {
        ...{ contentHash: contentHash(bytes), rolls: shared.registry.address, rollId: ROLL, board },
        ...{ minimumCensus: 1, minimumBallots: 1, consentsRequired: 2, revoting: true, masked: false, ballotSize: 8 },
        ...{ rules, outcome: demoPlan.outcome },
        schedule: {
          ...{ censusTime, opensAt, openGrace: DAY, closesAt, closeGrace: HOUR },
          ...{ sharesDueAt: closesAt + 3 * DAY, sealDelayBlocks: 8 },
        },
        ...plan.constitution,
      };
      const { election } = await createElection(shared.factory.address, constitution, bytes, organizer);
      for (const { key, seat, account } of trustees) {
        const secret = await recoverShareSecret(key, board, seat, account);
        await postConsent(election, makeConsent(secret, await readConsentTask(election, seat, chain.provider)), payer);
      }
      if (opened) {
        await chain.moveTo(opensAt);
        await openElection(election, payer);
      }
      return election;
    },
    async relayer(election) {
      const account = await chain.newAccount();
      const open = await readOpenElection(election, chain.provider);
      const relayer = await startElectionRelayer(open, account.privateKey, 2, chain);
      relayers.push(relayer);
      return relayer;
    },
    async close() {
      for (const relayer of relayers) await relayer.close();
      await chain.close();
    },
  };
}
