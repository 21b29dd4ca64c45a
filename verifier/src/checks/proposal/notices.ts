import { openNotices } from "../../rules/proposal/leafNotices.ts";
import type { ProposalCase } from "./proposalCase.ts";

const NOTICES = "P26 every notice is one that its sender could give then";

/** P26: the notices, in their order. */
export const checkNotices = ({ record, closesAt, ledger }: ProposalCase): void => {
  const { noticesGiven, template } = record;
  const notices = openNotices({ ...template, closesAt });
  ledger.present((check) => check === NOTICES);
  noticesGiven.forEach((notice, i) => {
    const could = notices.take(notice, noticesGiven[i + 1]);
    ledger.check(NOTICES, could, () => `notice ${i} (${notice.kind})`);
  });
};
