import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import "./texts.ts";

const QUESTIONS = ["wallet", "lost", "changed", "waiting", "forced", "slow", "kakao"] as const;

/** Whom to ask, and what people ask. */
export function HelpPage() {
  const { t, say } = useTexts("help");
  const { config } = useSession();
  return (
    <Page title={t("title")}>
      <section className="stack">
        <h2>{t("contact")}</h2>
        <p className="panel strong">{say(config.contact)}</p>
        <p>{t("contactHours")}</p>
        <p>
          <Link to={PATHS.how}>{t("howLink")}</Link>
        </p>
      </section>
      <section className="stack">
        <h2>{t("questions")}</h2>
        {QUESTIONS.map((question) => (
          <details key={question} className="card check-part">
            <summary>{t(`faq.${question}.title`)}</summary>
            <div className="answer">
              <Markdown text={t(`faq.${question}.text`)} />
            </div>
          </details>
        ))}
      </section>
    </Page>
  );
}
