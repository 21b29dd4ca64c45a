import { inKorea } from "../../report/inKorea.ts";
import { seriesAt } from "../../rules/proposal/series.ts";
import type { ProposalCase } from "./proposalCase.ts";

const NO_GAP = "P20.3 the template's series has no gap";

/** P20: the template, and its series up to the posting. */
export const checkSeries = ({ record, templateHash, ledger }: ProposalCase): void => {
  const { series, template, posting } = record;
  if (templateHash === undefined) {
    ledger.check("P20 template", false, () => "a number of it is beyond its type, so it has no hash");
  }

  const { postable, publications, wrong } = seriesAt(series, template.isTest, posting.at);
  const firstWrong = wrong[0];
  ledger.check(NO_GAP, firstWrong === undefined, () => `entry ${firstWrong} does not follow`);
  const hash = templateHash ?? -1n;
  ledger.check("P20.3 the template was in force at the posting", postable.has(hash), () => "another one was");
  const own = publications.get(hash);
  const over = own !== undefined && own.inForceFrom <= posting.at.time;
  ledger.check("P20.3 the template's notice was over at the posting", over, () =>
    own ? `it is in force from ${inKorea(own.inForceFrom)}` : "it was not published",
  );
  ledger.check(
    "P20.3 the census has the members that the template asks for",
    posting.activeMembers >= template.leastMembers,
    () => `${posting.activeMembers} of ${template.leastMembers}`,
  );
};
