import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Link } from "react-router";
import { parseTracker } from "../../../../sdk/crypto/tracker.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { useElections } from "../../shared/elections/queries.ts";
import { useFragment } from "../../shared/fragment.ts";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSaid } from "../../shared/said.ts";
import { useSession } from "../../shared/session.tsx";
import { manifestsRule } from "../../shared/trust/manifestsRule.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { useFieldError } from "../../shared/ui/fieldError.ts";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { WrappingField } from "../../shared/ui/WrappingField.tsx";
import { lookUp } from "./lookUp.ts";
import { TrackedPanel } from "./TrackedPanel.tsx";
import "./texts.ts";

/** Finds a ballot by its tracker, on any device. */
export function TrackerPage() {
  const { t } = useTexts("tracker");
  const [query, setQuery] = useFragment();
  const [written, setWritten] = useState(query.get("code") ?? "");
  const [fault, setFault] = useState<HanpyoError>();
  const id = useId();
  const given = readCode(query.get("code") ?? "");
  const look = useLookUp(given.tracker, query.get("election"));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readCode(written);
    setFault(code.fault);
    if (code.fault !== undefined) return;
    if (code.tracker === given.tracker) void look.refetch();
    else setQuery({ code: written.trim() });
  };
  const shownFault = fault ?? (query.get("code") ? given.fault : undefined);
  const said = useSaid(shownFault);
  useFieldError(shownFault === undefined ? undefined : `${id}-code`, fault);

  return (
    <Page title={t("title")}>
      <p>{t("intro")}</p>
      <form className="panel stack no-print" onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor={`${id}-code`}>{t("code")}</label>
          <WrappingField
            className="code"
            rows={2}
            id={`${id}-code`}
            value={written}
            aria-describedby={`${id}-hint ${id}-fault`}
            aria-invalid={shownFault !== undefined}
            change={setWritten}
          />
          <p id={`${id}-hint`} className="small quiet">
            {t("codeHint")}
          </p>
          <p id={`${id}-fault`} className="field-error" role="alert">
            {said && `${said.what} ${said.next}`}
          </p>
        </div>
        <div>
          <Button type="submit" className="button-main">
            {t("look")}
          </Button>
        </div>
      </form>
      {look.isFetching && <Loading what={t("looking")} />}
      {look.error && !look.isFetching && <Fault error={look.error} again={() => void look.refetch()} />}
      {look.data && !look.isFetching && (
        <TrackedPanel tracked={look.data} tracker={given.tracker as bigint} again={() => void look.refetch()} />
      )}
      <p className="quiet">{t("never")}</p>
      <p className="no-print">
        <Link to={PATHS.submit}>{t("submit")}</Link>
      </p>
    </Page>
  );
}

/** Looks among the elections of the page, and in the one that a link names. */
function useLookUp(tracker: bigint | undefined, named: string | null) {
  const { config, chain, trust } = useSession();
  const listed = useElections().data?.value.elections;
  const elections = [...(named === null ? [] : [named]), ...(listed ?? []).map(({ election }) => election)];
  const distinct = [...new Set(elections.map((election) => election.toLowerCase()))];
  return useQuery({
    queryKey: ["tracker", String(tracker), distinct],
    enabled: tracker !== undefined && listed !== undefined,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      await chain();
      return lookUp(tracker as bigint, distinct, config, await manifestsRule(trust), signal);
    },
  });
}

/** The number of a code as typed, or what is wrong with it. */
function readCode(text: string): { readonly tracker?: bigint; readonly fault?: HanpyoError } {
  try {
    return { tracker: parseTracker(text) };
  } catch (error) {
    if (error instanceof HanpyoError) return { fault: error };
    throw error;
  }
}
