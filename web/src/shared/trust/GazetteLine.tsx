import { useQuery } from "@tanstack/react-query";
import { useTexts } from "../language.ts";
import { useSession } from "../session.tsx";
import { useTrust } from "./queries.ts";
import "../texts.ts";

/** The line that a visitor compares with the official gazette: names on this page rest on it. */
export function GazetteLine() {
  const { t } = useTexts("shared");
  const { config } = useSession();
  const { data, error } = useTrust();
  const line = useQuery({
    queryKey: ["anchor", config.anchor.manifest],
    queryFn: async () => (await import("../../../../sdk/trust/anchor.ts")).anchorLine(config.anchor),
  });
  return (
    <section className="stack stack-tight panel">
      <h3>{t("trust.gazette")}</h3>
      <p className="code">{line.data ?? "…"}</p>
      <p className="small">{t("trust.gazetteHint")}</p>
      {error !== null && <p className="strong">{t("trust.notAccepted")}</p>}
      {data !== undefined && data.latest.serial > data.anchored.serial && (
        <p className="small">{t("trust.newer", { serial: data.latest.serial })}</p>
      )}
    </section>
  );
}
