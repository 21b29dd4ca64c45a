import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../language.ts";
import { PATHS } from "../paths.ts";
import { koreanTime } from "../time.ts";
import { Button } from "../ui/Button.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { openIdentity, type Unlock, type VotingIdentity } from "../vault/identities.ts";
import { type IdentityEntry, listIdentities } from "../vault/identityEntries.ts";
import { rememberUnlocked, unlockedIdentity } from "../vault/unlocked.ts";
import "./texts.ts";
import { UnlockFault } from "./UnlockFault.tsx";

type Shown = {
  readonly children: (identity: VotingIdentity, id: string) => ReactNode;
  /** The one that is asked for, where it is known which. */
  readonly only?: string | undefined;
};

/** Shows its children with the visitor's voting identity, once that is opened; else says how to get at it. */
export function UnlockIdentity({ children, only }: Shown) {
  const { t } = useTexts("unlock");
  const [entries, setEntries] = useState<readonly IdentityEntry[]>();
  const [chosen, setChosen] = useState<IdentityEntry>();
  const [identity, setIdentity] = useState<VotingIdentity>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    listIdentities().then((all) => {
      const found = only === undefined ? all : all.filter(({ id }) => id === only);
      setEntries(found);
      if (found.length === 1) setChosen(found[0]);
    }, setError);
  }, [only]);
  useEffect(() => {
    if (chosen === undefined) return;
    const open = unlockedIdentity(chosen.id);
    if (open !== undefined) setIdentity(open);
    else if (chosen.protection === "device") unlock(chosen, { protection: "device" }).then(setIdentity, setError);
  }, [chosen]);

  if (identity !== undefined && chosen !== undefined) return children(identity, chosen.id);
  if (entries === undefined && error === undefined) return <Loading />;
  if (entries?.length === 0) {
    return (
      <Notice tone="warning" title={t("missing")}>
        <p>{t("missingWhy")}</p>
        <p className="row">
          <Link to={PATHS.register}>{t("register")}</Link>
          <Link to={PATHS.restore}>{t("restore")}</Link>
        </p>
      </Notice>
    );
  }
  return (
    <div className="stack">
      {error !== undefined && <UnlockFault error={error} />}
      {chosen === undefined ? (
        <Several entries={entries ?? []} choose={setChosen} />
      ) : (
        <UnlockForm
          key={chosen.id}
          entry={chosen}
          open={(how) => {
            setError(undefined);
            return unlock(chosen, how).then(setIdentity, setError);
          }}
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
  const { t, language } = useTexts("unlock");
  return (
    <section className="stack" aria-labelledby="several-identities">
      <h2 id="several-identities">{t("several")}</h2>
      <p>{t("severalWhy")}</p>
      {entries.map((entry, index) => (
        <Button key={entry.id} look="second" onPress={() => choose(entry)}>
          {t("one", { number: index + 1, time: koreanTime(entry.keptAt, language) })}
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
  const { t } = useTexts("unlock");
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
      <h2>{t("locked")}</h2>
      {entry.protection === "passphrase" && (
        <div className="field">
          <label htmlFor="unlock-passphrase">{t("passphrase")}</label>
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
        <Button type="submit" className="button-main" isDisabled={busy}>
          {busy ? t("opening") : t(`open.${entry.protection}`)}
        </Button>
        {another && (
          <Button look="quiet" onPress={another}>
            {t("another")}
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
