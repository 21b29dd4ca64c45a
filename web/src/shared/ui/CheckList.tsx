import { useTexts } from "../language.ts";
import "../texts.ts";
import { type Mark, markOf, markOfAll } from "../verifier/marks.ts";
import { byPart } from "../verifier/parts.ts";
import type { Verification } from "../verifier/useVerification.ts";

/** The checks as they come, by part of the protocol; each opens to its values. CheckNews.tsx tells them aloud. */
export function CheckList({ verification }: { readonly verification: Verification }) {
  const { t } = useTexts("shared");
  const { checks, progress, status } = verification;
  return (
    <div className="stack">
      {status === "running" && (
        <p className="row">
          <span className="spinner" aria-hidden="true" />
          {progress === undefined ? (
            // An element of its own: a translator of the browser takes bare texts away.
            <span key="reading">{t("checks.reading")}</span>
          ) : (
            <span key={progress.what}>
              {t(`checks.of.${progress.what}`)}: {progress.checked} / {progress.total}
            </span>
          )}
        </p>
      )}
      {[...byPart(checks)].map(
        ([part, members]) =>
          members.length > 0 && (
            <details key={part} className="card check-part" open={markOfAll(members) !== "ok"}>
              <summary>
                <span className="row">
                  <Badge mark={markOfAll(members)} />
                  <span>{t(`checks.part.${part}`)}</span>
                  <span className="quiet">
                    {members.filter(({ ok }) => ok).length} / {members.length}
                  </span>
                </span>
              </summary>
              <ol className="plain-list stack">
                {members.map(({ number, name, ok, notChecked, expected, found }) => (
                  <li key={number} className="stack stack-tight">
                    <span className="row">
                      <Badge mark={markOf({ ok, notChecked })} />
                      <span lang="en">
                        {number}. {name}
                      </span>
                    </span>
                    <span className="small quiet" lang="en">
                      {ok ? found : `${t("checks.expected")}: ${expected} · ${t("checks.found")}: ${found}`}
                    </span>
                  </li>
                ))}
              </ol>
            </details>
          ),
      )}
    </div>
  );
}

const LOOKS = { ok: "success", bad: "danger", open: "warning" } as const;

function Badge({ mark }: { readonly mark: Mark }) {
  const { t } = useTexts("shared");
  return <span className={`badge badge-${LOOKS[mark]}`}>{t(`checks.${mark}`)}</span>;
}
