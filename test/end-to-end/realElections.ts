import type { LeanIMT } from "@zk-kit/lean-imt";
import { type Wallet, ZeroHash } from "ethers";
import { dealAll, newTrustees, registerAll } from "../../scripts/rehearsal/ceremony.ts";
import { demoPlan } from "../../scripts/rehearsal/demoPlan.ts";
import { enrolResidents, newOffice, type Resident } from "../../scripts/rehearsal/enrolment.ts";
import type { LocalChain } from "../../scripts/rehearsal/localChain.ts";
import { deployShared, type SharedContracts } from "../../sdk/chain/deploy.ts";
import { createBoard } from "../../sdk/chain/factories.ts";
import { openElection } from "../../sdk/chain/observer.ts";
import { createElection } from "../../sdk/chain/organizer.ts";
import { type OpenElection, readOpenElection } from "../../sdk/chain/resident.ts";
import { readRollHistory } from "../../sdk/chain/roll.ts";
import { makeConsent, postConsent, readConsentTask, recoverShareSecret } from "../../sdk/chain/trustee.ts";
import { contentHash, encodeContent } from "../../sdk/election/content.ts";
import { rollTree } from "../../sdk/election/roll.ts";
import { censusAt } from "../../sdk/election/rollHistory.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
const ROLL = 1n;
const TRUSTEES = 2;
const BALLOT_SIZE = 8;
const SILENT = { say: () => {}, spent: () => {} };

/** Two open elections of one municipality, alike but for their addresses, on contracts with the real verifiers. */
export type RealElections = {
  readonly shared: SharedContracts;
  readonly residents: readonly Resident[];
  readonly tree: LeanIMT;
  readonly elections: readonly [OpenElection, OpenElection];
  readonly relayer: Wallet;
  /** Enrols a resident whom the census no longer takes. */
  enrolLate(): Promise<Resident>;
};

/** Sets up everything up to the opening: a board of 2 of 2, two residents, two elections. */
export async function openRealElections(chain: LocalChain): Promise<RealElections> {
  const relayer = await chain.newAccount();
  const [registrar, approver] = [await chain.newAccount(), await chain.newAccount()];
  const shared = await deployShared(
    { registrar: registrar.address, approver: approver.address, rotationDelay: 7 * DAY, isTest: true },
    relayer,
  );
  const trustees = await newTrustees(chain, TRUSTEES);
  const now = await chain.now();
  const { address: board } = await createBoard(
    shared.boardFactory.address,
    {
      factory: shared.factory.address,
      trustees: trustees.map(({ account }) => account.address),
      threshold: TRUSTEES,
      registerBy: now + DAY,
      dealBy: now + 2 * DAY,
      termEndsAt: now + 365 * DAY,
      isTest: true,
    },
    relayer,
  );
  await registerAll(board, trustees, SILENT);
  await dealAll(board, trustees, SILENT);

  const registry = { chainId: (await chain.provider.getNetwork()).chainId, registry: shared.registry.address };
  // Pseudonym keys of their own make other persons of each call's residents.
  const enrol = (count: number) => {
    const offices = { registrar: newOffice(registrar), approver: newOffice(approver) };
    return enrolResidents(count, ROLL, registry, offices, now + 30 * DAY, relayer, SILENT);
  };
  const residents = await enrol(2);

  const content = encodeContent(demoPlan.content);
  const censusTime = (await chain.now()) + HOUR;
  const closesAt = censusTime + 9 * DAY;
  const addresses: string[] = [];
  for (let count = 0; count < 2; count++) {
    const { election } = await createElection(
      shared.factory.address,
      {
        contentHash: contentHash(content),
        jointHash: ZeroHash,
        rolls: shared.registry.address,
        rollId: ROLL,
        minimumCensus: 2,
        board,
        consentsRequired: TRUSTEES,
        minimumBallots: 1,
        revoting: true,
        masked: false,
        isTest: true,
        ballotSize: BALLOT_SIZE,
        rules: demoPlan.rules,
        outcome: demoPlan.outcome,
        schedule: {
          censusTime,
          opensAt: censusTime + 2 * DAY,
          openGrace: DAY,
          closesAt,
          closeGrace: HOUR,
          sharesDueAt: closesAt + 3 * DAY,
          sealDelay: 600,
        },
      },
      content,
      relayer,
    );
    addresses.push(election);
  }
  await chain.moveTo(censusTime + 1);
  for (const election of addresses) {
    for (const { key, seat, account } of trustees) {
      const secret = await recoverShareSecret(key, board, seat, account);
      await postConsent(election, makeConsent(secret, await readConsentTask(election, seat, chain.provider)), relayer);
    }
  }
  await chain.moveTo(censusTime + 2 * DAY);
  for (const election of addresses) await openElection(election, relayer);

  const [first, second] = addresses as [string, string];
  const census = censusAt(await readRollHistory(shared.registry.address, chain.provider), ROLL, censusTime);
  return {
    shared,
    residents,
    relayer,
    tree: rollTree(census.leaves),
    elections: [await readOpenElection(first, chain.provider), await readOpenElection(second, chain.provider)],
    async enrolLate() {
      return (await enrol(1))[0] as Resident;
    },
  };
}
