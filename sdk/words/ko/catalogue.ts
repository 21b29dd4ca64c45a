import { sentenceOf, type Words } from "../words.ts";
import { ballots } from "./ballots.ts";
import { ceremony } from "./ceremony.ts";
import { chain } from "./chain.ts";
import { clerk } from "./clerk.ts";
import { commands } from "./commands.ts";
import { contractBoards } from "./contractBoards.ts";
import { contractElections } from "./contractElections.ts";
import { contractParticipation } from "./contractParticipation.ts";
import { contractRolls } from "./contractRolls.ts";
import { offices } from "./offices.ts";
import { presentations } from "./presentations.ts";
import { rolls } from "./rolls.ts";
import { services } from "./services.ts";
import { trust } from "./trust.ts";
import { trustee } from "./trustee.ts";

/** All that is said in Korean of our own codes. */
export const korean: Words = {
  ...contractElections,
  ...contractBoards,
  ...contractRolls,
  ...contractParticipation,
  ...chain,
  ...ballots,
  ...services,
  ...offices,
  ...presentations,
  ...rolls,
  ...clerk,
  ...commands,
  ...trust,
  ...trustee,
  ...ceremony,
};

/** What is said of a code in Korean; nothing of one that is not registered, or that the page says itself. */
export function saidInKorean(code: unknown): string | undefined {
  return sentenceOf(code, korean);
}
