import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { ListedElection } from "../elections/queries.ts";
import { useTexts } from "../language.ts";
import { trackerPath } from "../paths.ts";
import { useSession } from "../session.tsx";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Notice, type Tone } from "../ui/Notice.tsx";
import { keepOwnChange, readOwnChange } from "../vault/ownChange.ts";
import { EvidencePart } from "./EvidencePart.tsx";
import { type OwnBallot as Own, type OwnState, useOwnBallots } from "./ownBallots.ts";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  /** The chain's time, Unix seconds. */
  readonly now: number;
};

const tones: Readonly<Record<OwnState, Tone>> = {
  unsent: "warning",
  late: "warning",
  received: "success",
  recorded: "success",
  final: "success",
  missing: "danger",
  changed: "info",
  replaced: "warning",
};

/** The ballot of this device that counts, with its tracker, and the others marked as not counted; nothing without any. */
export function OwnBallot({ election, now }: Shown) {
  const { t } = useTexts("ballots");
  const { data } = useOwnBallots(election, now);
  if (data?.current === undefined) return null;
  const { current, earlier, replacedBy } = data;
  return (
    <section className="stack" aria-label={t("code")} data-testid="own-ballot">
      <Notice tone={tones[current.state]} title={<span>{t(`state.${current.state}`)}</span>}>
        {replacedBy !== undefined && <Replaced election={election.election} version={replacedBy} />}
        <Code election={election.election} own={current} />
      </Notice>
      {current.state === "missing" && current.casting.acknowledgement && <EvidencePart casting={current.casting} />}
      {earlier.length > 0 && (
        <details>
          <summary>{t("earlier", { count: earlier.length })}</summary>
          <div className="stack">
            {earlier.map((own) => (
              <div key={own.casting.tracker}>
                <p className="small">{t(`state.${own.state}`)}</p>
                <Code election={election.election} own={own} />
              </div>
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

function Code({ election, own }: { readonly election: string; readonly own: Own }) {
  const { t } = useTexts("ballots");
  const { tracker } = own.casting;
  const isSent = own.state !== "unsent" && own.state !== "late";
  return (
    <>
      <p className="tracker" translate="no">
        {tracker}
      </p>
      <div className="row no-print">
        <CopyButton text={tracker} label={t("copyCode")} />
        {isSent && <Link to={trackerPath(tracker, election)}>{t("check")}</Link>}
      </div>
    </>
  );
}

/** A later ballot that this device did not make: the person knows whether it was theirs. */
function Replaced({ election, version }: { readonly election: string; readonly version: bigint }) {
  const { t } = useTexts("ballots");
  const { chainId } = useSession().config;
  const [own, setOwn] = useState<bigint>();
  const [isForeign, setForeign] = useState(false);
  useEffect(() => {
    readOwnChange({ chainId, election }).then(setOwn, () => setOwn(0n));
  }, [chainId, election]);
  if (own === undefined || version <= own) return null;
  if (isForeign) return <p role="alert">{t("replaced.help")}</p>;
  const mine = () => {
    setOwn(version);
    void keepOwnChange({ chainId, election }, version);
  };
  return (
    <>
      <p>{t("replaced.ask")}</p>
      <div className="row">
        <Button look="second" onPress={mine}>
          {t("replaced.mine")}
        </Button>
        <Button look="second" onPress={() => setForeign(true)}>
          {t("replaced.notMine")}
        </Button>
      </div>
    </>
  );
}
