import { useId, useState } from "react";
import { type Argument, type Content, SIDES } from "../../../../sdk/election/content.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import "./arguments.css";
import "./texts.ts";

/** An argument of more characters is shown by its first lines. */
const LONG = 120;

/** What speaks for and against, as the election's frozen content has it, side by side where there is room. */
export function Arguments({ content }: { readonly content: Content }) {
  const { t } = useTexts("election");
  const all = content.arguments ?? [];
  if (all.length === 0) return null;
  return (
    <section className="stack stack-tight">
      <h2>{t("arguments")}</h2>
      <div className="sides">
        {SIDES.map((side) => (
          <Side
            key={side}
            name={t(`side.${side}`)}
            content={content}
            members={all.filter((one) => one.side === side)}
          />
        ))}
      </div>
    </section>
  );
}

type SideShown = { readonly name: string; readonly content: Content; readonly members: readonly Argument[] };

function Side({ name, content, members }: SideShown) {
  if (members.length === 0) return null;
  return (
    <div className="card stack stack-tight">
      <h3>{name}</h3>
      <ul className="plain-list stack">
        {members.map((argument, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: arguments are frozen with the election
          <Said key={index} content={content} argument={argument} />
        ))}
      </ul>
    </div>
  );
}

function Said({ content, argument: { text, by } }: { readonly content: Content; readonly argument: Argument }) {
  const { t } = useTexts("election");
  const said = useContentTexts(content)(text);
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const isLong = said.text.length > LONG;
  return (
    <li>
      <div id={id} className={isLong && !isWhole ? "first-lines" : undefined}>
        <Markdown {...said} />
      </div>
      {isLong && (
        <button
          type="button"
          className="read-on no-print"
          aria-expanded={isWhole}
          aria-controls={id}
          onClick={() => setWhole(!isWhole)}
        >
          {t(isWhole ? "readLess" : "readOn")}
        </button>
      )}
      {by && (
        <p className="small quiet">
          – <ContentText content={content} text={by} />
        </p>
      )}
    </li>
  );
}
