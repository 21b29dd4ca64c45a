import type { JsonRpcProvider } from "ethers";
import { readSettledBlock } from "../../../../sdk/chain/blockTimes.ts";
import { readBoard, readElectionKey, readEncryptionKeys } from "../../../../sdk/chain/board.ts";
import { keysFingerprint } from "../../../../sdk/chain/keysFingerprint.ts";
import { readConstitution } from "../../../../sdk/chain/organizer.ts";
import {
  makeConsent,
  makeDealing,
  makeRegistration,
  NotOnBoardError,
  postConsent,
  postDealing,
  postRegistration,
  readConsentTask,
  readDealingTask,
  recoverShareSecret,
  seatOf,
} from "../../../../sdk/chain/trustee.ts";
import { makeShare, postShare, readShareTask, type ShareTask } from "../../../../sdk/chain/trusteeShare.ts";
import { fingerprintOf } from "../../../../sdk/crypto/fingerprint.ts";
import { hashWords } from "../../../../sdk/crypto/transcript.ts";
import type { ProvingFiles } from "../../../../sdk/proofs/groth16.ts";
import { builtInKeys } from "../../shared/verifier/builtIn.ts";
import { browserJournal } from "./journal.ts";
import type { OwnSeat, Results } from "./messages.ts";
import type { TrusteeSecrets } from "./trusteeKey.ts";

/** What a trustee's deeds stand on. */
export type Works = {
  readonly secrets: TrusteeSecrets;
  readonly provider: JsonRpcProvider;
  readonly progress: (done: number, total: number) => void;
};

/** Where a board is, and whether this trustee has done its part. */
export async function lookAt(board: string, { secrets, provider }: Works): Promise<OwnSeat> {
  const state = await readBoard(board, provider);
  const seat = state.trustees.indexOf(secrets.account.address) + 1;
  const encryptionKeys =
    state.stage === "dealing" ? await readEncryptionKeys(board, state.trustees.length, provider) : undefined;
  const key = state.stage === "ready" ? await readElectionKey(board, provider) : undefined;
  return {
    ...{ seat, stage: state.stage, threshold: state.threshold, trustees: state.trustees.length },
    keys: encryptionKeys && keysFingerprint({ ...state, encryptionKeys }),
    acted: !state.missing.includes(secrets.account.address),
    electionKey: key && fingerprintOf(hashWords([key.x, key.y])),
  };
}

/** Round 1 or round 2 of the key ceremony, whichever the board is in (P2). */
export async function takePart(
  board: string,
  { secrets, provider, progress }: Works,
  files: () => Promise<ProvingFiles>,
): Promise<Results["ceremony"]> {
  const state = await readBoard(board, provider);
  const seat = seatOf(state, secrets.account.address);
  const sender = secrets.account.connect(provider);
  if (state.stage === "registering") return postRegistration(board, makeRegistration(secrets.key, state, seat), sender);
  const task = await readDealingTask(board, seat, provider);
  const total = state.trustees.length;
  const dealing = await makeDealing(secrets.key, task, await files(), (made) => progress(made, total));
  return postDealing(board, dealing, sender);
}

/** Consents to an election with this trustee's share of the key (P4.1). */
export async function consentTo(election: string, { secrets, provider }: Works): Promise<Results["consent"]> {
  const { board, seat } = await seatIn(election, { secrets, provider });
  const secret = await recoverShareSecret(secrets.key, board, seat, provider);
  const task = await readConsentTask(election, seat, provider);
  return postConsent(election, makeConsent(secret, task), secrets.account.connect(provider));
}

/** Verifies every ballot as of the last final block and adds them up (P9.1). Nothing is released. */
export async function sumOf(election: string, { secrets, provider, progress }: Works): Promise<ShareTask> {
  const { seat } = await seatIn(election, { secrets, provider });
  const { ballotSize } = await readConstitution(election, provider);
  const { number } = await readSettledBlock(provider);
  return readShareTask(election, seat, builtInKeys(ballotSize).ballot, provider, number, (checked) =>
    progress(checked, 0),
  );
}

/** Releases the share of a sum that the trustee has compared with others (P9.2, P9.3). */
export async function releaseShare(task: ShareTask, { secrets, provider }: Works): Promise<Results["share"]> {
  const { board, seat } = await seatIn(task.election, { secrets, provider });
  const secret = await recoverShareSecret(secrets.key, board, seat, provider);
  const share = await makeShare(secret, task, browserJournal);
  return postShare(task.election, share, secrets.account.connect(provider));
}

async function seatIn(
  election: string,
  { secrets, provider }: Pick<Works, "secrets" | "provider">,
): Promise<{ readonly board: string; readonly seat: number }> {
  const { board } = await readConstitution(election, provider);
  const seat = (await readBoard(board, provider)).trustees.indexOf(secrets.account.address) + 1;
  if (seat === 0) throw new NotOnBoardError(secrets.account.address, board);
  return { board, seat };
}
