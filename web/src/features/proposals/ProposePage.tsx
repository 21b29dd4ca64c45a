import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { Link } from "react-router";
import type { PublishedTemplate } from "../../../../sdk/chain/publishedTemplates.ts";
import type { HanpyoError } from "../../../../sdk/errors.ts";
import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSaid } from "../../shared/said.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { TextField } from "../../shared/ui/TextField.tsx";
import { keepProposalDraft, type ProposalDraft, readProposalDraft } from "../../shared/vault/ownTexts.ts";
import { findingsOf, type Used } from "./draftText.ts";
import { Preview } from "./Preview.tsx";
import { ProposalFault } from "./ProposalFault.tsx";
import { readTown, type TownNow, useProposals } from "./queries.ts";
import "./proposals.css";
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
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    // In a window that keeps nothing one can still read what proposing takes.
    queryFn: async () => (await readProposalDraft().catch(() => undefined)) ?? BLANK,
  });
  const error = listing.error ?? town.error;
  const isRead = listing.data !== undefined && town.data !== undefined && draft.data !== undefined;
  return (
    <Page title={t("propose")}>
      {error && <ProposalFault error={error} />}
      {!isRead && !error && <Loading />}
      {isRead && listing.data.inForce.length === 0 && <p>{t("noTemplate")}</p>}
      {isRead && listing.data.inForce.length > 0 && (
        <Writing town={town.data} inForce={listing.data.inForce} kept={draft.data} />
      )}
    </Page>
  );
}

type Writes = {
  readonly town: TownNow;
  readonly inForce: readonly PublishedTemplate[];
  readonly kept: ProposalDraft;
};

function Writing({ town, inForce, kept }: Writes) {
  const { t, say, language } = useTexts("proposals");
  const { rolls } = useSession().config;
  const [first] = inForce as [PublishedTemplate];
  const [draft, setDraft] = useState<ProposalDraft>(kept);
  const [isPreview, setPreview] = useState(false);
  const [wasTried, setTried] = useState(false);
  const template = inForce.find(({ templateHash }) => templateHash === draft.template) ?? first;
  const roll = rolls.find(({ id }) => BigInt(id) === template.template.rollId);
  const district = draft.district === "" && roll !== undefined ? say(roll.title) : draft.district;
  const whole = { ...draft, template: template.templateHash, district };
  const findings = findingsOf(whole, template.template.kind, language);
  const number = (value: number) => numberText(value, language);
  const change = (changes: Partial<ProposalDraft>) => setDraft((earlier) => ({ ...earlier, ...changes }));
  useEffect(() => {
    const timer = setTimeout(() => void keepProposalDraft(draft).catch(() => undefined), 500);
    return () => clearTimeout(timer);
  }, [draft]);
  if (isPreview) {
    return <Preview town={town} template={template} draft={whole} language={language} back={() => setPreview(false)} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (findings.missing.length === 0 && findings.error === undefined) setPreview(true);
  };
  const { quota, window, answerTerm, postsPerPeriod, periodLength, conversion, leastMembers } = template.template;
  const days = (seconds: number) => Math.round(seconds / 86_400);
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="panel stack stack-tight">
        <p>{t("write.terms", { quota: number(quota), days: days(window) })}</p>
        <p>{t(`more.then.${conversion}`, { days: days(answerTerm) })}</p>
        <p>{t("write.limit", { posts: postsPerPeriod, days: days(periodLength), members: number(leastMembers) })}</p>
        <p>{t("write.style")}</p>
      </div>
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
                {t(`write.kind.${one.template.kind}`, { quota: number(one.template.quota) })}
              </option>
            ))}
          </select>
        </div>
      )}
      <Line name="title" value={draft.title} change={change} />
      <Count used={findings.title} what="title" />
      <Line name="category" value={draft.category} change={change} />
      <Line name="district" value={district} change={change} />
      <Line name="place" value={draft.place} change={change} />
      <TextField
        id="propose-body"
        label={t("write.body")}
        help={t("write.bodyHint")}
        rows={12}
        value={draft.body}
        change={(body) => change({ body })}
      />
      <Count used={findings.whole} what="whole" />
      <Count used={findings.paragraphs} what="paragraphs" />
      {findings.error !== undefined && <Against error={findings.error} />}
      {wasTried && findings.missing.length > 0 && (
        <p className="field-error" role="alert">
          {t("write.missing", { fields: findings.missing.map((name) => t(`write.${name}`)).join(", ") })}
        </p>
      )}
      <p className="small quiet">{t("write.kept")}</p>
      <p className="row">
        <Button type="submit">{t("write.preview")}</Button>
        <Link to={PATHS.proposals}>{t("title")}</Link>
      </p>
    </form>
  );
}

type Lined = {
  readonly name: "title" | "category" | "district" | "place";
  readonly value: string;
  readonly change: (changes: Partial<ProposalDraft>) => void;
};

function Line({ name, value, change }: Lined) {
  const { t } = useTexts("proposals");
  return (
    <div className="field">
      <label htmlFor={`propose-${name}`}>{t(`write.${name}`)}</label>
      <input
        id={`propose-${name}`}
        type="text"
        autoComplete="off"
        value={value}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </div>
  );
}

/** How much of a limit is used; nothing of it is read aloud while somebody types. */
function Count({
  used: { used, most },
  what,
}: {
  readonly used: Used;
  readonly what: "title" | "whole" | "paragraphs";
}) {
  const { t, language } = useTexts("proposals");
  const number = (value: number) => numberText(value, language);
  return (
    <p className={used > most ? "small bytes-over" : "small quiet"}>
      {t(`write.count.${what}`, { used: number(used), most: number(most) })}
      {used > most && ` – ${t("write.over")}`}
    </p>
  );
}

/** What the rules of texts say against a draft, and of which character. */
function Against({ error }: { readonly error: HanpyoError }) {
  const { t } = useTexts("proposals");
  const said = useSaid(error);
  const [character] = /U\+[0-9A-F]{4,6}/.exec(error.message) ?? [];
  return (
    <div className="field-error" role="status">
      <p>{said === undefined ? error.what : `${said.what} ${said.next}`}</p>
      {character !== undefined && <p>{t("write.character", { character })}</p>}
    </div>
  );
}
