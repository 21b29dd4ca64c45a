import { foldKey } from "../../pairing/groth16.ts";
import { refutedClaims } from "../../pairing/groth16Batch.ts";
import { proofOf } from "../../pairing/proofWords.ts";
import { inKorea } from "../../report/inKorea.ts";
import { postMessage, postScope, proposalIdOf, signalsOf, subjectOf } from "../../rules/proposal/actions.ts";
import { limitKeyOf } from "../../rules/proposal/templateHash.ts";
import { cutsAt, periodsAt } from "../../rules/proposal/weeklyCut.ts";
import type { ProposalCase } from "./proposalCase.ts";

/** How many public signals a proof of Semaphore has (P21.1). */
export const SIGNALS = 4;

const PROOF = "P21.3 the posting's proof holds for this template, text, census and slot";
const COST = "P21.3 a project has a cost that its cell takes, and any other proposal none";
const ID = "P21.4 the id follows from template, text, census and poster";

/** P21.3: a project is posted before its cell closes, at a cost that the cell takes; any other proposal has none. */
const checkCell = ({ record, ledger }: ProposalCase): void => {
  const { template, posting } = record;
  const { cost } = posting;
  if (template.kind !== "BudgetCell") {
    if (cost !== undefined) ledger.check(COST, false, () => `its cost is ${cost}`);
    return;
  }
  const { supportsClose, leastCost } = template.cell;
  const taken = cost !== undefined && cost >= leastCost && cost <= template.ballot.outcome.budget;
  ledger.check(COST, taken, () => `its cost is ${cost ?? "not told"}`);
  ledger.check("P21.3 the project was posted before its cell closed", posting.at.time < supportsClose, () =>
    inKorea(posting.at.time),
  );
};

/** P21.2 to P21.4: the posting. */
export const checkPosting = (at: ProposalCase): void => {
  const { record, templateHash, semaphore, ledger, random } = at;
  const { template, posting, id } = record;
  const { cut, period, slot, digest, censusRoot, nullifier, proof } = posting;
  const now = posting.at.time;

  const cutWords = () => `of ${inKorea(cut)}, at ${inKorea(now)}`;
  ledger.check("P21.2 the posting's census is one that was in use", cutsAt(now).includes(cut), cutWords);
  const inPeriod = periodsAt(now, template.periodLength).includes(period);
  ledger.check("P21.3 the posting's period was that of its time", inPeriod, () => `${period} at ${inKorea(now)}`);
  const has = slot < template.postsPerPeriod;
  ledger.check("P21.3 the posting's slot is one that a resident has", has, () => `slot ${slot}`);
  checkCell(at);
  if (templateHash === undefined) {
    for (const check of [PROOF, ID] as const) ledger.check(check, false, () => "the template has no hash");
    return;
  }

  const { cost } = posting;
  const subject =
    cost === undefined ? subjectOf(templateHash, digest) : subjectOf(templateHash, digest, templateHash, BigInt(cost));
  const scope = postScope(record, limitKeyOf(template), template.periodLength, period, slot);
  const live = signalsOf(censusRoot, nullifier, postMessage(subject, digest), scope);
  const [refuted] = refutedClaims(foldKey(semaphore, SIGNALS, []), [{ proof: proofOf(proof), live }], random);
  ledger.check(PROOF, refuted === undefined, () => `${refuted?.fault}`);
  const follows = proposalIdOf(record, subject, censusRoot, nullifier);
  ledger.check(ID, id === follows, () => `it is ${follows}`);
};
