import type { Content } from "../../../../sdk/election/content.ts";
import type { ContentText as Text } from "../../../../sdk/election/contentText.ts";
import { useTexts } from "../language.ts";
import { ContentText } from "./ContentText.tsx";
import { Notice } from "./Notice.tsx";
import "../texts.ts";

type Shown = { readonly reasons: readonly Text[]; readonly content: Pick<Content, "language"> };

/** That an election is only a test, and why; nothing for one that counts. On every screen of an election. */
export function TestNotice({ reasons, content }: Shown) {
  const { t } = useTexts("shared");
  if (reasons.length === 0) return null;
  return (
    <div className="notice-small">
      <Notice tone="warning" title={t("testTitle")}>
        {reasons.map((reason) => (
          <p key={reason[content.language]}>
            <ContentText content={content} text={reason} />
          </p>
        ))}
      </Notice>
    </div>
  );
}
