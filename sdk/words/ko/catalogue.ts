import { ballots } from "./ballots.ts";
import { ceremony } from "./ceremony.ts";
import { chain } from "./chain.ts";
import { clerk } from "./clerk.ts";
import { contractBoards } from "./contractBoards.ts";
import { contractElections } from "./contractElections.ts";
import { contractRolls } from "./contractRolls.ts";
import { foreign } from "./foreign.ts";
import { offices } from "./offices.ts";
import { presentations } from "./presentations.ts";
import { rolls } from "./rolls.ts";
import { trustee } from "./trustee.ts";

/** By an error's code, what happened and what to do, in sentences; its values stand in the English line below it. */
export type KoreanErrors = Readonly<Record<string, string>>;

/** Parts of the catalogue of our own errors; no code stands in two of them. */
export const ownErrorParts: readonly KoreanErrors[] = [
  ...[contractElections, contractBoards, contractRolls],
  ...[chain, ballots, offices, presentations, clerk, trustee, rolls, ceremony],
];

const texts = new Map([...ownErrorParts, foreign].flatMap((part) => Object.entries(part)));

/** What is said of a code in Korean; nothing of one that is not in the catalogue. */
export function koreanText(code: unknown): string | undefined {
  return typeof code === "string" ? texts.get(code) : undefined;
}
