import { useTexts } from "../../shared/language.ts";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import type { ReadText } from "./textReading.ts";
import "./proposals.css";
import "./texts.ts";

/** Leaves before the first paragraph: header and title. */
const BEFORE = 2;

/** A proposal's text, each part checked against what was posted; what is not shown is named, and why. */
export function ProposalText({ text }: { readonly text: ReadText | undefined }) {
  const { t, language } = useTexts("proposals");
  if (text === undefined) return <Loading what={t("text.loading")} />;
  const { shown, hidden, faults } = text;
  const falseMirrors = faults.filter(({ isFalse }) => isFalse);
  const header = shown?.header;
  const about = [header?.category, header?.district, header?.place].filter(Boolean).join(" · ");
  return (
    <section className="stack" aria-labelledby="text-title">
      <h2 id="text-title">{t("text.title")}</h2>
      {falseMirrors.length > 0 && (
        <Notice tone="warning" title={t("text.false")}>
          <p>{t("text.falseWhy", { mirrors: falseMirrors.map(({ mirror }) => new URL(mirror).host).join(", ") })}</p>
        </Notice>
      )}
      {shown === undefined ? (
        <Notice tone="warning" title={t(silent(text) ? "text.silent" : "text.missing")}>
          <p>{t(silent(text) ? "text.silentNext" : "text.missingNext")}</p>
        </Notice>
      ) : (
        <div className="proposal-text stack" lang={header?.language}>
          {about !== "" && <p className="quiet">{about}</p>}
          {shown.paragraphs.map((paragraph, index) =>
            paragraph === undefined ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
              <p key={index} className="leaf-hidden quiet" lang={language}>
                {t(hidden.includes(index + BEFORE) ? "text.hidden" : "text.lacking", { number: index + 1 })}
              </p>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
              <p key={index}>{paragraph}</p>
            ),
          )}
        </div>
      )}
      {shown !== undefined && <p className="small quiet">{t("text.checked")}</p>}
    </section>
  );
}

/** Whether no mirror gave any answer. */
function silent({ lacking, faults }: ReadText): boolean {
  return lacking.length === 0 && faults.length > 0 && faults.every(({ isFalse }) => !isFalse);
}
