import type { Text } from "../../../../sdk/election/content.ts";
import { useTexts } from "../language.ts";
import { Notice } from "./Notice.tsx";
import "../texts.ts";

/** That an election is only a test, and why; nothing for one that counts. On every screen of an election. */
export function TestNotice({ reasons }: { readonly reasons: readonly Text[] }) {
  const { t, say } = useTexts("shared");
  if (reasons.length === 0) return null;
  return (
    <Notice tone="warning" title={t("testTitle")}>
      {reasons.map((reason) => (
        <p key={reason.en}>{say(reason)}</p>
      ))}
    </Notice>
  );
}
