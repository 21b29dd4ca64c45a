import { type Argument, SIDES } from "../../../../sdk/election/content.ts";
import { useTexts } from "../../shared/language.ts";
import { Markdown } from "../../shared/ui/Markdown.tsx";
import "./texts.ts";

/** What speaks for and against, as the election's frozen content has it. */
export function Arguments({ all }: { readonly all: readonly Argument[] }) {
  const { t } = useTexts("election");
  if (all.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("arguments")}</h2>
      {SIDES.map((side) => (
        <Side key={side} name={t(`side.${side}`)} members={all.filter((one) => one.side === side)} />
      ))}
    </section>
  );
}

function Side({ name, members }: { readonly name: string; readonly members: readonly Argument[] }) {
  const { say } = useTexts("election");
  if (members.length === 0) return null;
  return (
    <div className="card stack">
      <h3>{name}</h3>
      <ul className="plain-list stack">
        {members.map(({ text, by }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: arguments are frozen with the election
          <li key={index} className="stack stack-tight">
            <Markdown text={say(text)} />
            {by && <p className="small quiet">– {say(by)}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
