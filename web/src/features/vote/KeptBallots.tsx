import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { type Casting, castingsOf } from "../../shared/vault/castings.ts";
import { EvidencePart } from "./EvidencePart.tsx";
import "./texts.ts";

type Shown = { readonly chainId: number; readonly election: string };

/** Ballots of this device for an election that is closed: where to look for them, and the evidence if one is missing. */
export function KeptBallots({ chainId, election }: Shown) {
  const { t } = useTexts("vote");
  const [castings, setCastings] = useState<readonly Casting[]>([]);
  useEffect(() => {
    castingsOf(BigInt(chainId), election).then(setCastings, () => setCastings([]));
  }, [chainId, election]);
  return castings.map((casting) => (
    <section key={casting.tracker} className="stack">
      <h2>{t("tracker.code")}</h2>
      <p>{t(casting.state === "proved" ? "kept.unsent" : "kept.sent")}</p>
      <p className="tracker">{casting.tracker}</p>
      <p>
        <Link to={`/tracker?election=${election}&code=${encodeURIComponent(casting.tracker)}`}>
          {t("tracker.check")}
        </Link>
      </p>
      {casting.state === "missing" && casting.acknowledgement && <EvidencePart casting={casting} />}
      {casting.state === "acknowledged" && casting.acknowledgement && (
        <details>
          <summary>{t("kept.notThere")}</summary>
          <EvidencePart casting={casting} />
        </details>
      )}
    </section>
  ));
}
