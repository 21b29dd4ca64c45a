import type { Constitution } from "../../record/constitutionShape.ts";
import type { Template } from "../../record/proposal/templateShape.ts";
import { type Span, scheduleOf } from "./schedule.ts";

/** What a conversion chose (P22.4, P23). */
export interface Conversion {
  readonly board: bigint;
  readonly consentsRequired: number;
  readonly contentHash: bigint;
  readonly time: number;
  readonly postponement: Span | null;
}

/** The constitution of a conversion (P23.4); `undefined` where its template has no schedule. */
export const derivedConstitution = (
  { rolls, rollId, isTest, ballot, timing }: Template,
  { board, consentsRequired, contentHash, time, postponement }: Conversion,
): Constitution | undefined => {
  const dates = scheduleOf(timing, isTest, postponement, time);
  if (!dates) return undefined;
  const { question: _question, exampleBallot: _exampleBallot, ...terms } = ballot;
  return {
    ...terms,
    ...{ contentHash, jointHash: 0n, rolls, rollId, board, consentsRequired, masked: false, isTest },
    schedule: dates.schedule,
  };
};
