import type { NewcomersGroup } from "../../record/proposal/proposalShape.ts";
import { inKorea } from "../../report/inKorea.ts";
import { cutAt, WEEK } from "../../rules/proposal/weeklyCut.ts";
import type { ProposalCase } from "./proposalCase.ts";

const SHOWN = "P21.6 newcomers' groups were shown when their cut was past";

/** A group by its cut, and the first block in which it was shown. */
export type Groups = ReadonlyMap<number, NewcomersGroup>;

/** P21.6: the groups of newcomers that were shown, by their cuts. */
export const checkNewcomers = ({ record, ledger }: ProposalCase): Groups => {
  const { newcomers, template } = record;
  const groups = new Map<number, NewcomersGroup>();
  ledger.present((check) => check === SHOWN);

  newcomers.forEach((group, i) => {
    const { at, cut, root, activeMembers } = group;
    const known = groups.get(cut);
    const right =
      cut % WEEK === 0 &&
      cut <= cutAt(at.time) &&
      activeMembers >= template.leastMembers &&
      (known === undefined || (known.root === root && known.activeMembers === activeMembers));
    ledger.check(SHOWN, right, () => `group ${i}, of the cut ${inKorea(cut)}`);
    if (known === undefined || at.block < known.at.block) groups.set(cut, known ? { ...known, at } : group);
  });
  return groups;
};
