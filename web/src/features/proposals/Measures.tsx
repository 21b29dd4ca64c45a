import { HIDING_REASONS, isOfLeaf } from "../../../../sdk/proposals/notice.ts";
import type { Template } from "../../../../sdk/proposals/template.ts";
import { leafHash } from "../../../../sdk/proposals/textLeaf.ts";
import { useTexts } from "../../shared/language.ts";
import { koreanTime } from "../../shared/time.ts";
import type { ShownProposal } from "./reading.ts";
import type { ReadText } from "./textReading.ts";
import "./texts.ts";

type Shown = Pick<ShownProposal, "notices"> & {
  readonly template: Pick<Template, "organizer" | "reviewer" | "council">;
  readonly text: ReadText | undefined;
};

/** Every measure against parts of a text, in the record's order: who, why, until when. Nothing of it is ever deleted. */
export function Measures({ notices, template, text }: Shown) {
  const { t, language } = useTexts("proposals");
  const measures = notices.flatMap((notice) => (isOfLeaf(notice) ? [notice] : []));
  if (measures.length === 0) return <p>{t("measures.none")}</p>;
  const time = (seconds: number) => koreanTime(seconds, language);
  const partOf = (leaf: string) => {
    const index = text?.leaves?.findIndex((one, place) => leafHash(place, one) === leaf) ?? -1;
    if (index === 1) return t("measures.partTitle");
    return index < 2 ? t("measures.part", { name: leaf.slice(0, 10) }) : t("measures.paragraph", { number: index - 1 });
  };
  return (
    <ul className="plain-list stack stack-tight">
      {measures.map((notice) => (
        <li key={`${notice.blockNumber} ${notice.kind} ${notice.leaf}`}>
          <strong>
            {partOf(notice.leaf)}: {t(`measures.kind.${notice.kind}`)}
          </strong>
          {"by" in notice && <span> {t(`measures.by.${partyOf(notice.by, template)}`)}</span>}
          {notice.kind === "hidden" && <p>{t("measures.until", { time: time(notice.until) })}</p>}
          {notice.kind === "joint" && <p>{t("measures.bindsFrom", { time: time(notice.bindsFrom) })}</p>}
          {notice.kind === "restored" && <p>{t("measures.restoredFrom", { time: time(notice.restoredFrom) })}</p>}
          {"reason" in notice && (
            <p className="small">{t(`measures.reason.${HIDING_REASONS[notice.reason] ?? "unknown"}`)}</p>
          )}
          {"words" in notice && <p className="small">{notice.words}</p>}
        </li>
      ))}
    </ul>
  );
}

function partyOf(by: string, template: Shown["template"]): "organizer" | "reviewer" | "council" | "other" {
  const parties = ["organizer", "reviewer", "council"] as const;
  return parties.find((party) => template[party].toLowerCase() === by.toLowerCase()) ?? "other";
}
