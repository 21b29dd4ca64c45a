import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../language.ts";
import { koreanTime } from "../time.ts";
import {
  type IdentityEntry,
  listIdentities,
  openIdentity,
  type Unlock,
  type VotingIdentity,
} from "../vault/identities.ts";
import { rememberUnlocked, unlockedIdentity } from "../vault/unlocked.ts";
import { Button } from "./Button.tsx";
import { Fault } from "./Fault.tsx";
import { Loading } from "./Loading.tsx";
import { Notice } from "./Notice.tsx";
import "../texts.ts";

type Shown = { readonly children: (identity: VotingIdentity) => ReactNode };

/** Shows its children with the visitor's voting identity, once that is opened; else says how to get at it. */
export function UnlockIdentity({ children }: Shown) {
  const { t } = useTexts("shared");
  const [entries, setEntries] = useState<readonly IdentityEntry[]>();
  const [chosen, setChosen] = useState<IdentityEntry>();
  const [identity, setIdentity] = useState<VotingIdentity>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    listIdentities().then((found) => {
      setEntries(found);
      if (found.length === 1) setChosen(found[0]);
    }, setError);
  }, []);
  useEffect(() => {
    if (chosen === undefined) return;
    const open = unlockedIdentity(chosen.id);
    if (open !== undefined) setIdentity(open);
    else if (chosen.protection === "device") unlock(chosen, { protection: "device" }).then(setIdentity, setError);
  }, [chosen]);

  if (identity !== undefined) return children(identity);
  if (entries === undefined && error === undefined) return <Loading />;
  if (entries?.length === 0) {
    return (
      <Notice tone="warning" title={t("identity.missing")}>
        <p>{t("identity.missingWhy")}</p>
        <p className="row">
          <Link to="/register">{t("identity.register")}</Link>
          <Link to="/register/restore">{t("identity.restore")}</Link>
        </p>
      </Notice>
    );
  }
  return (
    <div className="stack">
      {error !== undefined && <Fault error={error} />}
      {chosen === undefined ? (
        <Several entries={entries ?? []} choose={setChosen} />
      ) : (
        <UnlockForm
          key={chosen.id}
          entry={chosen}
          open={(how) => unlock(chosen, how).then(setIdentity, setError)}
          another={(entries?.length ?? 0) > 1 ? () => setChosen(undefined) : undefined}
        />
      )}
    </div>
  );
}

function Several({
  entries,
  choose,
}: {
  readonly entries: readonly IdentityEntry[];
  readonly choose: (entry: IdentityEntry) => void;
}) {
  const { t, language } = useTexts("shared");
  return (
    <section className="stack" aria-labelledby="several-identities">
      <h2 id="several-identities">{t("identity.several")}</h2>
      <p>{t("identity.severalWhy")}</p>
      {entries.map((entry, index) => (
        <Button key={entry.id} look="second" onPress={() => choose(entry)}>
          {t("identity.one", { number: index + 1, time: koreanTime(entry.keptAt, language) })}
        </Button>
      ))}
    </section>
  );
}

type Form = {
  readonly entry: IdentityEntry;
  readonly open: (unlock: Unlock) => Promise<void>;
  readonly another: (() => void) | undefined;
};

function UnlockForm({ entry, open, another }: Form) {
  const { t } = useTexts("shared");
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const how: Unlock =
      entry.protection === "passphrase" ? { protection: "passphrase", passphrase } : { protection: "passkey" };
    void open(how).finally(() => setBusy(false));
  };
  if (entry.protection === "device") return null;
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>{t("identity.locked")}</h2>
      {entry.protection === "passphrase" && (
        <div className="field">
          <label htmlFor="unlock-passphrase">{t("identity.passphrase")}</label>
          <input
            id="unlock-passphrase"
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={({ target }) => setPassphrase(target.value)}
          />
        </div>
      )}
      <div className="row">
        <Button type="submit" isDisabled={busy}>
          {busy ? t("identity.opening") : t(`identity.open.${entry.protection}`)}
        </Button>
        {another && (
          <Button look="quiet" onPress={another}>
            {t("identity.another")}
          </Button>
        )}
      </div>
    </form>
  );
}

async function unlock(entry: IdentityEntry, how: Unlock): Promise<VotingIdentity> {
  const identity = await openIdentity(entry.id, how);
  rememberUnlocked(entry.id, identity);
  return identity;
}
