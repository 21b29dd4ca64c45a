import { type Argument, type Content, SIDES } from "../../../../sdk/election/content.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import "./texts.ts";

/** What speaks for and against, as the election's frozen content has it. */
export function Arguments({ content }: { readonly content: Content }) {
  const { t } = useTexts("election");
  const all = content.arguments ?? [];
  if (all.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("arguments")}</h2>
      {SIDES.map((side) => (
        <Side key={side} name={t(`side.${side}`)} content={content} members={all.filter((one) => one.side === side)} />
      ))}
    </section>
  );
}

type SideShown = { readonly name: string; readonly content: Content; readonly members: readonly Argument[] };

function Side({ name, content, members }: SideShown) {
  const sayOf = useContentTexts(content);
  if (members.length === 0) return null;
  return (
    <div className="card stack">
      <h3>{name}</h3>
      <ul className="plain-list stack">
        {members.map(({ text, by }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: arguments are frozen with the election
          <li key={index} className="stack stack-tight">
            <Markdown {...sayOf(text)} />
            {by && (
              <p className="small quiet">
                – <ContentText content={content} text={by} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
