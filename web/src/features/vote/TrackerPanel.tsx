import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { koreanTime } from "../../shared/time.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice, type Tone } from "../../shared/ui/Notice.tsx";
import { QrCode } from "../../shared/ui/QrCode.tsx";
import { SaveButton } from "../../shared/ui/SaveButton.tsx";
import type { Casting } from "../../shared/vault/castings.ts";
import "./texts.ts";

type Shown = {
  readonly casting: Casting;
  readonly election: ListedElection;
  /** Begins another vote in this one's place; absent where that is not allowed. */
  readonly change: (() => void) | undefined;
};

const tones: Readonly<Record<Casting["state"], Tone>> = {
  ...{ proved: "info", acknowledged: "success", final: "success", displaced: "warning", missing: "danger" },
};

/** What the voter keeps: the code, and how far the ballot is. Never the choice. */
export function TrackerPanel({ casting, election, change }: Shown) {
  const { t, language, say } = useTexts("vote");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const { tracker, state, relayer, acknowledgement, blockNumber, madeAt } = casting;
  const address = `/tracker?election=${election.election}&code=${encodeURIComponent(tracker)}`;
  const stage = state === "acknowledged" && blockNumber !== undefined ? "inBlock" : state;
  const saved = [
    `${say(election.content.title)}`,
    `${t("tracker.code")}: ${tracker}`,
    `${t("tracker.contract")}: ${election.election}`,
    acknowledgement ?? "",
  ].join("\n");
  return (
    <section className="stack stack-wide" aria-labelledby="handed">
      <div className="stack">
        <h2 id="handed" ref={heading} tabIndex={-1}>
          {t(`tracker.title.${stage}`)}
        </h2>
        <Notice tone={tones[state]} title={t(`tracker.state.${stage}`)} urgent={state === "missing"}>
          <p>{t(`tracker.next.${stage}`)}</p>
        </Notice>
      </div>
      <div className="panel stack">
        <h3>{t("tracker.code")}</h3>
        <p className="tracker" data-testid="tracker">
          {tracker}
        </p>
        <p className="small">{t("tracker.same")}</p>
        <QrCode text={new URL(`#${address}`, document.baseURI).href} label={t("tracker.qr")} />
        <dl className="facts">
          <dt>{t("tracker.made")}</dt>
          <dd>{koreanTime(madeAt, language)}</dd>
          {relayer && (
            <>
              <dt>{t("tracker.relayer")}</dt>
              <dd className="code">{relayer}</dd>
            </>
          )}
          {blockNumber !== undefined && (
            <>
              <dt>{t("tracker.block")}</dt>
              <dd>{blockNumber}</dd>
            </>
          )}
        </dl>
        {acknowledgement && (
          <details>
            <summary>{t("tracker.acknowledgement")}</summary>
            <p className="code">{acknowledgement}</p>
          </details>
        )}
      </div>
      <div className="row no-print">
        <SaveButton name={`hanpyo-${tracker.slice(0, 9)}.txt`} text={saved} label={t("tracker.save")} />
        <Button look="quiet" onPress={() => print()}>
          {t("tracker.print")}
        </Button>
        <Link to={address}>{t("tracker.check")}</Link>
      </div>
      {change && (
        <div className="stack no-print">
          <p>{t("tracker.mayChange")}</p>
          <div>
            <Button look="second" onPress={change}>
              {t("tracker.change")}
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}
