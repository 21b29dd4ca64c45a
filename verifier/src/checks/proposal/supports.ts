import { type Claim, foldKey } from "../../pairing/groth16.ts";
import { refutedClaims } from "../../pairing/groth16Batch.ts";
import { proofOf } from "../../pairing/proofWords.ts";
import type { Moment } from "../../record/momentShape.ts";
import type { Change } from "../../record/proposal/proposalShape.ts";
import { inKorea } from "../../report/inKorea.ts";
import { asSignal, changeMessage, supportScope } from "../../rules/proposal/actions.ts";
import { openCount } from "../../rules/proposal/supportCount.ts";
import type { Groups } from "./newcomers.ts";
import { SIGNALS } from "./posting.ts";
import type { ProposalCase } from "./proposalCase.ts";

const GROUPS =
  "P21.6 whoever supports by a newcomers' group names one that was shown, not before the proposal's own census";
const PROOFS = "P21.5 every support's and withdrawal's proof holds";
const VERSIONS = "P21.5 versions of each resident follow one another, none after the quota";
const OPEN = "P21.7 every change came while the proposal was open";
const SUPPORTERS = "P21.5 supporters are the residents with an odd number of changes";
const QUOTA = "P21.8 the quota was reached by the support that made it full, or not at all";

/** The supports of a proposal, change by change (P21.5 to P21.8). */
export interface Supports {
  readonly apply: (change: Change, index: number) => void;
  /** Makes the checks that need all changes. */
  readonly end: () => void;
}

/** No supports yet. */
export const openSupports = (at: ProposalCase, groups: Groups): Supports => {
  const { record, ledger, closesAt } = at;
  const { posting, template, id, supporters } = record;
  const key = foldKey(at.semaphore, SIGNALS, []);
  const scope = asSignal(supportScope(record, id));
  const messages = new Map<number, bigint>();
  const count = openCount(template.quota);
  const waiting: { readonly index: number; readonly claim: Claim }[] = [];
  let full: Moment | undefined;
  ledger.present((check) => [GROUPS, PROOFS, VERSIONS, OPEN].includes(check));

  const messageOf = (version: number): bigint => {
    const message = messages.get(version) ?? asSignal(changeMessage(id, version));
    messages.set(version, message);
    return message;
  };

  const proveWaiting = (): void => {
    const claims = waiting.map(({ claim }) => claim);
    const faults = new Map(refutedClaims(key, claims, at.random).map(({ index, fault }) => [index, fault]));
    waiting.forEach(({ index }, i) => {
      ledger.check(PROOFS, !faults.has(i), () => `change ${index}: ${faults.get(i)}`);
    });
    waiting.length = 0;
  };

  /** The root that a change is proved over; `undefined` where its group was never shown. */
  const rootOf = ({ newcomersCut, at: when }: Change, index: number): bigint | undefined => {
    if (newcomersCut === 0) return posting.censusRoot;
    const group = groups.get(newcomersCut);
    const right = newcomersCut >= posting.cut && group !== undefined && group.at.block <= when.block;
    ledger.check(GROUPS, right, () => `change ${index} names the cut ${inKorea(newcomersCut)}`);
    return group?.root;
  };

  const apply = (change: Change, index: number): void => {
    const { nullifier, version, at: when, proof } = change;
    const root = rootOf(change, index);
    if (root === undefined) {
      ledger.check(PROOFS, false, () => `change ${index} is over a group that was not shown`);
    } else {
      const live = [root, nullifier, messageOf(version), scope];
      waiting.push({ index, claim: { proof: proofOf(proof), live } });
    }
    if (waiting.length >= at.batch) proveWaiting();

    const reached = count.reachedBy();
    const follows = count.count(nullifier, version);
    const told =
      reached === undefined ? `change ${index} is of version ${version}` : `change ${index} is behind the quota`;
    ledger.check(VERSIONS, follows, () => told);
    if (reached === undefined && count.reachedBy() !== undefined) full = when;
    const open = when.block >= posting.at.block && when.time < closesAt;
    ledger.check(OPEN, open, () => `change ${index} at ${inKorea(when.time)}`);
  };

  const end = (): void => {
    if (waiting.length > 0) proveWaiting();
    const counted = count.supporters();
    ledger.check(SUPPORTERS, supporters === counted, () => `${supporters}, by the changes ${counted}`);
    const same = record.reached?.block === full?.block && record.reached?.time === full?.time;
    ledger.check(QUOTA, same, () => (full ? `it was reached in block ${full.block}` : "it was not reached"));
  };
  return { apply, end };
};
