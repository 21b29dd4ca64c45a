import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { UnlockIdentity } from "../../shared/unlock/UnlockIdentity.tsx";
import { listIdentities, type VotingIdentity } from "../../shared/vault/identities.ts";
import "./texts.ts";

type Shown = {
  readonly begin: () => void;
  /** Goes on with an identity that is on this device already. */
  readonly goOn: (identity: VotingIdentity) => void;
};

/** What is needed, and what to do where an identity is here already. */
export function BeginPanel({ begin, goOn }: Shown) {
  const { t } = useTexts("register");
  const [hasIdentity, setHasIdentity] = useState(false);
  const [opening, setOpening] = useState(false);
  useEffect(() => {
    listIdentities().then(
      (entries) => setHasIdentity(entries.length > 0),
      () => setHasIdentity(false),
    );
  }, []);
  return (
    <div className="stack stack-wide">
      <section className="stack" aria-labelledby="needed">
        <h2 id="needed">{t("begin.what")}</h2>
        <ul className="chosen">
          <li>{t("begin.list1")}</li>
          <li>{t("begin.list2")}</li>
          <li>{t("begin.list3")}</li>
        </ul>
      </section>
      {hasIdentity ? (
        <Notice tone="warning" title={t("begin.have")}>
          <p>{t("begin.haveWhy")}</p>
          <div className="row">
            <Button look="second" onPress={() => setOpening(true)}>
              {t("begin.same")}
            </Button>
            <Button look="quiet" onPress={begin}>
              {t("begin.anyway")}
            </Button>
          </div>
        </Notice>
      ) : (
        <div>
          <Button onPress={begin}>{t("begin.go")}</Button>
        </div>
      )}
      {opening && <UnlockIdentity>{(identity) => <GoOn identity={identity} goOn={goOn} />}</UnlockIdentity>}
      <p>
        <Link to="/register/restore">{t("restoreLink")}</Link>
      </p>
      <p>
        <Link to="/register/standing">{t("standingLink")}</Link>
      </p>
    </div>
  );
}

function GoOn({ identity, goOn }: { readonly identity: VotingIdentity; readonly goOn: Shown["goOn"] }) {
  useEffect(() => goOn(identity), [identity, goOn]);
  return null;
}
