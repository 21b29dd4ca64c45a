import { useTexts } from "../language.ts";
import "../texts.ts";
import { newsOf } from "../verifier/news.ts";
import type { Verification } from "../verifier/useVerification.ts";

/** Tells a verification to a screen reader. It must be on the page before the verification begins. */
export function CheckNews({ verification }: { readonly verification: Verification }) {
  const { t } = useTexts("shared");
  return (
    <div role="log" className="hidden-visually">
      {newsOf(verification).map(({ kind, ...values }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
        <p key={`${verification.run} ${index}`}>{t(`checks.news.${kind}`, values)}</p>
      ))}
    </div>
  );
}
