import type { ProposalRecord } from "../../sdk/verify/proposalRecord.ts";
import type { Leaf } from "../sdk/verify/recordLeaves.ts";

/** Fields of a proposal's record, as a pattern of paths, and the check that refuses them altered by one. */
type ProposalLeafRule = {
  readonly fields: RegExp;
  readonly refusedBy: string;
  /** Where the check does not see the field. */
  readonly unless?: (record: ProposalRecord, leaf: Leaf) => boolean;
};

const FORMAT = "P21.15 format";
const IN_FORCE = "P20.3 the template was in force at the posting";
const SERIES = "P20.3 the template's series has no gap";
const ID = "P21.4 the id follows from template, text, census and poster";
const POSTED = "P21.3 the posting's proof holds for this template, text, census and slot";
const PROVED = "P21.5 every support's and withdrawal's proof holds";
const SHOWN = "P21.6 newcomers' groups were shown when their cut was past";
const NAMED =
  "P21.6 whoever supports by a newcomers' group names one that was shown, not before the proposal's own census";
const NOTICE = "P26 every notice is one that its sender could give then";
const TEXT = "P24.1 the text is of the digest that was posted";

/** The first that fits a path is the one; a path that none fits is told by the chain alone, or bound by other fields. */
const rules: readonly ProposalLeafRule[] = [
  { fields: /^(format|text|text\.format|noticesGiven\[\d+\]\.kind|template\.(kind|conversion))$/, refusedBy: FORMAT },
  { fields: /^template\.ballot\.question$/, refusedBy: FORMAT, unless: (_, { value }) => value !== "0x" },
  { fields: /^(template\..+|templates)$/, refusedBy: IN_FORCE },
  { fields: /^(chainId|id|posting\.(digest|censusRoot|nullifier|cost))$/, refusedBy: ID },
  { fields: /^proposals$/, refusedBy: ID },
  {
    fields: /^series\[\d+\]\.published$/,
    refusedBy: IN_FORCE,
    unless: ({ series }) => series.length > 1,
  },
  { fields: /^series\[\d+\]\.(published|serial|inForceFrom|tookOver|predecessor)$/, refusedBy: SERIES },
  { fields: /^posting\.cut$/, refusedBy: "P21.2 the posting's census is one that was in use" },
  { fields: /^posting\.period$/, refusedBy: "P21.3 the posting's period was that of its time" },
  { fields: /^posting\.(slot|proof\[\d+\])$/, refusedBy: POSTED },
  { fields: /^newcomers\[\d+\]\.cut$/, refusedBy: SHOWN },
  { fields: /^newcomers\[\d+\]\.root$/, refusedBy: PROVED },
  { fields: /^changes\[\d+\]\.(nullifier|proof\[\d+\])$/, refusedBy: PROVED },
  {
    fields: /^changes\[\d+\]\.version$/,
    refusedBy: "P21.5 versions of each resident follow one another, none after the quota",
  },
  { fields: /^changes\[\d+\]\.newcomersCut$/, refusedBy: NAMED },
  { fields: /^supporters$/, refusedBy: "P21.5 supporters are the residents with an odd number of changes" },
  { fields: /^reached$/, refusedBy: FORMAT },
  {
    fields: /^reached\./,
    refusedBy: "P21.8 the quota was reached by the support that made it full, or not at all",
  },
  { fields: /^noticesGiven\[\d+\]\.(by|from|bindsFrom|restoredFrom)$/, refusedBy: NOTICE },
  {
    fields: /^noticesGiven\[\d+\]\.leaf$/,
    refusedBy: NOTICE,
    unless: ({ noticesGiven }, { keys }) => noticesGiven[Number(keys[1])]?.kind === "hidden",
  },
  { fields: /^text\.leaves\[0\]\.text$/, refusedBy: "P24.2 the text is one that can be read" },
  { fields: /^text\.leaves\[\d+\]\.(salt|text|hash)$/, refusedBy: TEXT },
];

/** The check that sees a leaf altered; nothing where none does. */
export function proposalRuleFor(record: ProposalRecord, leaf: Leaf): string | undefined {
  return rules.find(({ fields, unless }) => fields.test(leaf.path) && !unless?.(record, leaf))?.refusedBy;
}
