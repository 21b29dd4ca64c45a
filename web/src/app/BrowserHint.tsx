import type { BrowserFault } from "../shared/browser.ts";
import { useTexts } from "../shared/language.ts";
import { Notice } from "../shared/ui/Notice.tsx";
import "./texts.ts";

/** Says why this browser is unfit, and what to do about it. */
export function BrowserHint({ fault }: { readonly fault: BrowserFault }) {
  const { t } = useTexts("app");
  return (
    <section className="width" aria-label={t(`browser.${fault}.title`)}>
      <Notice tone="warning" title={t(`browser.${fault}.title`)}>
        <p>{t(`browser.${fault}.next`)}</p>
      </Notice>
    </section>
  );
}
