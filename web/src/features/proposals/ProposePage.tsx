import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { PublishedTemplate } from "../../../../sdk/chain/publishedTemplates.ts";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { numberText } from "../../shared/numbers.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { TextField } from "../../shared/ui/TextField.tsx";
import { actsOf } from "../../shared/vault/acts.ts";
import type { ProposalDraft } from "../../shared/vault/ownTexts.ts";
import { AgainstDraft, DraftLine, UsedBytes } from "./DraftFields.tsx";
import { ownDraft } from "./draftKeeping.ts";
import { findingsOf } from "./draftText.ts";
import { Preview } from "./Preview.tsx";
import { ProposalFault } from "./ProposalFault.tsx";
import { isInForce, type Previewed, previewOf, templateFor } from "./previewed.ts";
import { readTown, type TownNow, useProposals } from "./queries.ts";
import { roundsOf } from "./rounds/grouping.ts";
import { cellName, yearOf } from "./rounds/names.ts";
import { Terms } from "./Terms.tsx";
import "./texts.ts";

const BLANK: ProposalDraft = { template: "", title: "", category: "", district: "", place: "", body: "" };

/** Writes a proposal: what is typed is kept on this device, and counted by the rules of texts while it is. */
export function ProposePage() {
  const { t } = useTexts("proposals");
  const session = useSession();
  const listing = useProposals();
  const town = useQuery({ queryKey: ["town"], structuralSharing: false, queryFn: () => readTown(session) });
  const draft = useQuery({
    queryKey: ["proposal draft"],
    // Read once for each visit: the form has what is typed since, and whoever comes back reads what it kept.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    retry: false,
    queryFn: async () => (await ownDraft.read()) ?? BLANK,
  });
  const error = listing.error ?? town.error;
  const isRead = listing.data !== undefined && town.data !== undefined && !draft.isPending;
  const inForce = listing.data?.inForce ?? [];
  return (
    <Page title={t("propose")}>
      {error && <ProposalFault error={error} />}
      {!isRead && !error && <Loading />}
      {isRead && inForce.length === 0 && <p>{t("noTemplate")}</p>}
      {isRead && inForce.length > 0 && (
        <Writing town={town.data} inForce={inForce as [PublishedTemplate]} kept={draft.data} />
      )}
    </Page>
  );
}

type Writes = {
  readonly town: TownNow;
  readonly inForce: readonly [PublishedTemplate, ...PublishedTemplate[]];
  /** Undefined where it could not be read: then nothing is written over it. */
  readonly kept: ProposalDraft | undefined;
};

function Writing({ town, inForce, kept }: Writes) {
  const { t, say, language } = useTexts("proposals");
  const { rolls, chainId } = useSession().config;
  const acts = useQuery({
    queryKey: ["own acts", chainId],
    staleTime: 0,
    retry: false,
    queryFn: () => actsOf(chainId),
  });
  const asked = useSearchParams()[0].get("template");
  const [draft, setDraft] = useState<ProposalDraft>(() => {
    const isThere = inForce.some(({ templateHash }) => templateHash === asked);
    return { ...(kept ?? BLANK), ...(isThere && asked !== null && { template: asked }) };
  });
  const [isKept, setKept] = useState(kept !== undefined);
  const [previewed, setPreviewed] = useState<Previewed>();
  const [wasTried, setTried] = useState(false);
  const { template, isGone } = templateFor(draft, inForce);
  const roll = rolls.find(({ id }) => BigInt(id) === template.template.rollId);
  const cellOf = (one: PublishedTemplate) => {
    const round = roundsOf(inForce).find((cells) => cells.includes(one)) ?? [one];
    const found = rolls.find(({ id }) => BigInt(id) === one.template.rollId);
    return cellName(one, round, found && say(found.title));
  };
  const district = draft.district === "" && roll !== undefined ? say(roll.title) : draft.district;
  const whole = { ...draft, template: template.templateHash, district };
  const findings = findingsOf(whole, template.template, language);
  const { kind, cell, ballot } = template.template;
  const bounds = { least: moneyText(cell.leastCost, language), budget: moneyText(ballot.outcome.budget, language) };
  const number = (value: number) => numberText(value, language);
  // Until it is final the text stays here: whoever comes back must not post it twice.
  const isUnderway = (acts.data ?? []).some(
    ({ kind, state, title }) =>
      kind === "posting" && (state === "proved" || state === "acknowledged") && title === draft.title.trim(),
  );
  const change = (changes: Partial<ProposalDraft>) => {
    const changed = { ...draft, template: isGone ? draft.template : template.templateHash, ...changes };
    setDraft(changed);
    if (kept === undefined) return;
    ownDraft.keep(changed).then(
      () => setKept(true),
      () => setKept(false),
    );
  };
  if (previewed !== undefined) {
    const back = () => setPreviewed(undefined);
    return <Preview town={town} previewed={previewed} isInForce={isInForce(previewed, inForce)} back={back} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (findings.missing.length > 0 || findings.isCostOut || findings.error !== undefined) return;
    // From here on a template that is taken over changes nothing unseen.
    change({ template: template.templateHash });
    setPreviewed(previewOf(whole, template, language, systemRandom));
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      {kept === undefined && (
        <Notice tone="warning" title={t("write.unread")} urgent>
          <p>{t("write.unreadWhy")}</p>
        </Notice>
      )}
      {isGone && (
        <Notice tone="warning" title={t("write.templateGone")} urgent>
          <p>{t("write.templateGoneNext")}</p>
        </Notice>
      )}
      <Terms template={template.template} />
      {isUnderway && (
        <Notice tone="info" title={t("write.underway")}>
          <p>{t("write.underwayWhy")}</p>
          <p>
            <Link to={PATHS.ownProposals}>{t("own")}</Link>
          </p>
        </Notice>
      )}
      {inForce.length > 1 && (
        <div className="field">
          <label htmlFor="propose-template">{t("write.template")}</label>
          <select
            id="propose-template"
            value={template.templateHash}
            onChange={({ target }) => change({ template: target.value })}
          >
            {inForce.map((one) => (
              <option key={one.templateHash} value={one.templateHash}>
                {t(`write.kind.${one.template.kind}`, {
                  quota: number(one.template.quota),
                  year: yearOf(one.template),
                  cell: cellOf(one),
                })}
              </option>
            ))}
          </select>
        </div>
      )}
      <DraftLine name="title" value={draft.title} change={change} />
      <UsedBytes used={findings.title} what="title" />
      {kind === "BudgetCell" && (
        <>
          <DraftLine name="cost" value={draft.cost ?? ""} change={change} isAmount />
          <p className={findings.isCostOut ? "field-error" : "small quiet"}>{t("write.costBounds", bounds)}</p>
        </>
      )}
      <DraftLine name="category" value={draft.category} change={change} />
      <DraftLine name="district" value={district} change={change} />
      <DraftLine name="place" value={draft.place} change={change} />
      <TextField
        id="propose-body"
        label={t("write.body")}
        help={t("write.bodyHint")}
        rows={12}
        value={draft.body}
        change={(body) => change({ body })}
      />
      <UsedBytes used={findings.whole} what="whole" />
      <UsedBytes used={findings.paragraphs} what="paragraphs" />
      {findings.error !== undefined && <AgainstDraft error={findings.error} />}
      {wasTried && findings.missing.length > 0 && (
        <p className="field-error" role="alert">
          {t("write.missing", { fields: findings.missing.map((name) => t(`write.${name}`)).join(", ") })}
        </p>
      )}
      <p className={isKept ? "small quiet" : "field-error"}>{t(isKept ? "write.kept" : "write.notKept")}</p>
      <p className="row">
        <Button type="submit" className="button-main">
          {t("write.preview")}
        </Button>
        <Link to={PATHS.proposals}>{t("all")}</Link>
      </p>
    </form>
  );
}
