import { useState } from "react";
import { Link } from "react-router";
import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { UnlockIdentity } from "../../shared/unlock/UnlockIdentity.tsx";
import { Handed } from "./Handed.tsx";
import type { Registrant } from "./registrant.ts";
import "./texts.ts";

/** An identity is on this device already: most people want that one. */
export function HavePanel({ begin }: { readonly begin: (registrant: Registrant | undefined) => void }) {
  const { t } = useTexts("register");
  const [opening, setOpening] = useState(false);
  return (
    <div className="stack stack-wide">
      <Notice tone="warning" title={t("begin.have")}>
        <p>{t("begin.haveWhy")}</p>
        {!isKiosk && (
          <p>
            <Link to={PATHS.identity}>{t("begin.see")}</Link>
          </p>
        )}
        <div className="row">
          <Button look="second" onPress={() => setOpening(true)}>
            {t("begin.same")}
          </Button>
          <Button look="quiet" onPress={() => begin(undefined)}>
            {t("begin.anyway")}
          </Button>
        </div>
      </Notice>
      {opening && (
        <UnlockIdentity>{(identity, id) => <Handed registrant={{ id, identity }} to={begin} />}</UnlockIdentity>
      )}
    </div>
  );
}
