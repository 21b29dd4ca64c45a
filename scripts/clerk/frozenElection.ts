import { ZeroAddress } from "ethers";
import { constitutionHash } from "../../sdk/election/constitutionAbi.ts";
import type { FrozenElection } from "../../sdk/election/frozenRules.ts";
import { whyTest } from "../electionFile/safety.ts";
import { boardTermsOf, constitutionOf, contentOf, rollSourceOf } from "../electionFile/toElection.ts";
import { koreanTimeText } from "../terminal/koreanTimeText.ts";
import type { Opened } from "./session.ts";

/** What a file's election will freeze, or has frozen. */
export function frozenElectionOf({
  file,
  dangers,
  deployment,
}: Pick<Opened, "file" | "dangers" | "deployment">): FrozenElection {
  const rolls = rollSourceOf(file, deployment?.contracts ?? {});
  const board = deployment?.boards[file.board.name]?.address;
  const content = contentOf(file, whyTest(file, dangers));
  const { registrar, approver, recoveryBody } = file.offices;
  const places = { rolls: rolls ?? ZeroAddress, board: board ?? ZeroAddress };
  const constitution = constitutionOf(file, content, places);
  return {
    content,
    constitution,
    board: {
      trustees: file.board.trustees,
      threshold: file.board.threshold,
      termEndsAt: boardTermsOf(file).termEndsAt,
    },
    offices: [
      { role: { ko: "등록 기관", en: "registrar" }, account: registrar },
      { role: { ko: "확인 기관", en: "approver" }, account: approver },
      ...(recoveryBody === undefined
        ? []
        : [{ role: { ko: "복구 기관", en: "recovery body" }, account: recoveryBody }]),
    ],
    time: koreanTimeText,
    constitutionHash: rolls === undefined || board === undefined ? undefined : constitutionHash(constitution),
  };
}
