import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime } from "../../shared/time.ts";
import { Fold } from "../../shared/ui/Fold.tsx";
import { Measures } from "./Measures.tsx";
import { promiseKey } from "./promise.ts";
import type { ProposalNow } from "./queries.ts";
import type { ReadText } from "./textReading.ts";
import "./texts.ts";

const SEES = ["everybody", "offices", "relayer", "mirrors"] as const;

/** All else that is to be known of a proposal, each part one tap away. */
export function More({ read, text }: { readonly read: ProposalNow; readonly text: ReadText | undefined }) {
  const { t, language } = useTexts("proposals");
  const { chainName } = useSession().config;
  const { id, kept, posting, template, notices } = read.proposal;
  const number = (value: number) => numberText(value, language);
  const days = (seconds: number) => Math.round(seconds / 86_400);
  const parts = [
    [
      "quota",
      <div key="quota" className="stack">
        {kept.quota > 0 && <p>{t("more.quotaWhat", { quota: number(kept.quota) })}</p>}
        <p>{t("more.whoCounts", { members: number(kept.activeMembers), time: koreanTime(posting.cut, language) })}</p>
        <p>{t(promiseKey(template), { days: days(template.answerTerm) })}</p>
        <p>{t("more.notStatutory")}</p>
      </div>,
    ],
    [
      "sees",
      <ul key="sees" className="stack stack-tight">
        {SEES.map((who) => (
          <li key={who}>{t(`more.sees.${who}`)}</li>
        ))}
      </ul>,
    ],
    ["measures", <Measures key="measures" notices={notices} template={template} text={text} />],
    [
      "facts",
      <dl key="facts" className="facts panel">
        <dt>{t("more.number")}</dt>
        <dd className="code">{`0x${id.toString(16)}`}</dd>
        <dt>{t("more.digest")}</dt>
        <dd className="code">{kept.digest}</dd>
        <dt>{t("more.template")}</dt>
        <dd className="code">{kept.templateHash}</dd>
        {kept.quota > 0 && (
          <>
            <dt>{t("more.arithmetic")}</dt>
            <dd className="code">{template.quotaArithmetic}</dd>
          </>
        )}
        <dt>{t("more.legalBasis")}</dt>
        <dd className="code">{template.legalBasis}</dd>
        <dt>{t("more.posted")}</dt>
        <dd>{koreanTime(kept.postedAt, language)}</dd>
        <dt>{t("more.chain")}</dt>
        <dd>
          {chainName}, <span className="code">{read.town.proposals}</span>
        </dd>
      </dl>,
    ],
  ] as const;
  return (
    <section className="stack stack-tight">
      <h2>{t("more.title")}</h2>
      <div className="folds">
        {parts.map(([name, part]) => (
          <Fold
            key={name}
            id={`${id}/${name}`}
            title={<h3>{t(`more.part.${name === "quota" && kept.quota === 0 ? "counts" : name}`)}</h3>}
          >
            {part}
          </Fold>
        ))}
      </div>
    </section>
  );
}
