import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { noteMore } from "../../shared/vault/notes.ts";
import { RecoveryFile } from "./RecoveryFile.tsx";
import type { Registering } from "./useRegistration.ts";
import { WordsCheck } from "./WordsCheck.tsx";
import "./texts.ts";

/** The last step: the words, which a reload does not take away, and which can be had later too. */
export function WordsPanel({ registering }: { readonly registering: Registering }) {
  const { t } = useTexts("register");
  const { registrant, registration, finish } = registering;
  if (registrant === undefined) return null;
  const { id, identity } = registrant;
  const isFiled = registration?.enrolled?.isFiled === true;
  const now = () => Math.floor(Date.now() / 1000);
  return (
    <div className="stack stack-wide">
      <Notice tone="success" title={t(isFiled ? "done.filed" : "done.title")}>
        <p>{t(isKiosk ? "recovery.kiosk" : "recovery.why")}</p>
      </Notice>
      <WordsCheck
        identity={identity}
        checked={() => {
          void noteMore(id, { wordsAt: now() });
          finish();
        }}
      />
      {!isKiosk && <RecoveryFile identity={identity} saved={() => void noteMore(id, { fileAt: now() })} />}
      <div>
        <Button look="quiet" onPress={finish}>
          {t(isKiosk ? "recovery.without" : "recovery.later")}
        </Button>
      </div>
    </div>
  );
}
