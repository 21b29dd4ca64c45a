import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { textDigest } from "../../../../sdk/proposals/textLeaf.ts";
import { useTexts } from "../../shared/language.ts";
import { moneyText } from "../../shared/money.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { useStage } from "../../shared/ui/stages.ts";
import { UnlockIdentity } from "../../shared/unlock/UnlockIdentity.tsx";
import type { KeptAct } from "../../shared/vault/acts.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { OwnPosting } from "./OwnPosting.tsx";
import type { Previewed } from "./previewed.ts";
import { deliverPosting, type Posting, postProposal } from "./proposing.ts";
import type { TownNow } from "./queries.ts";
import { Terms } from "./Terms.tsx";
import "./proposals.css";
import "./texts.ts";

type Shown = {
  readonly town: TownNow;
  readonly previewed: Previewed;
  /** Whether the template it was previewed under is still the one in force. */
  readonly isInForce: boolean;
  readonly back: () => void;
};

/** The exact text with its digest before it is posted, and what came of posting it. */
export function Preview({ town, previewed, isInForce, back }: Shown) {
  const { t, language } = useTexts("proposals");
  const session = useSession();
  const queries = useQueryClient();
  useStage("preview", t("write.previewTitle"));
  const { template, text, leaves, cost } = previewed;
  const digest = textDigest(leaves);
  const [isAsked, setAsked] = useState(false);
  const [posting, setPosting] = useState<Posting>();
  const tell = (now: Posting) => {
    setPosting(now);
    if (now.at !== "kept") return;
    void queries.invalidateQueries({ queryKey: ["own acts"] });
    void queries.invalidateQueries({ queryKey: ["proposals"] });
  };
  const post = (identity: VotingIdentity) => {
    const order = { ...town, template, leaves, cost: BigInt(cost), title: text.title };
    void postProposal(order, identity, session, tell);
  };
  const resend = (act: KeptAct) =>
    void deliverPosting(act, { session, provider: town.provider, chainId: town.town.chainId }, tell);
  const { header } = text;
  return (
    <div className="stack">
      <article className="card stack" lang={header.language}>
        <h2>{text.title}</h2>
        <p className="quiet">{[header.category, header.district, header.place].filter(Boolean).join(" · ")}</p>
        {cost > 0 && <p className="strong">{t("write.costs", { cost: moneyText(cost, language) })}</p>}
        <div className="proposal-text stack">
          {text.paragraphs.map((paragraph, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      </article>
      <p className="small">
        {t("write.digest")} <span className="code">{digest}</span>
      </p>
      <Terms template={template.template} />
      {posting === undefined && !isInForce && (
        <Notice tone="warning" title={t("write.templateGone")} urgent>
          <p>{t("write.templateGoneNext")}</p>
          <div>
            <Button look="second" onPress={back}>
              {t("write.back")}
            </Button>
          </div>
        </Notice>
      )}
      {posting === undefined && isInForce && !isAsked && (
        <>
          <p>{t("write.forGood")}</p>
          <p className="row">
            <Button className="button-main" onPress={() => setAsked(true)}>
              {t("write.post")}
            </Button>
            <Button look="second" onPress={back}>
              {t("write.back")}
            </Button>
          </p>
        </>
      )}
      {posting === undefined && isInForce && isAsked && (
        <UnlockIdentity>{(identity) => <Begin identity={identity} post={post} />}</UnlockIdentity>
      )}
      {posting !== undefined && (
        <Outcome posting={posting} back={back} again={() => setPosting(undefined)} resend={resend} />
      )}
    </div>
  );
}

function Begin({
  identity,
  post,
}: {
  readonly identity: VotingIdentity;
  readonly post: (identity: VotingIdentity) => void;
}) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => post(identity), []);
  return null;
}

type What = {
  readonly posting: Posting;
  readonly back: () => void;
  readonly again: () => void;
  readonly resend: (act: KeptAct) => void;
};

function Outcome({ posting, back, again, resend }: What) {
  const { t } = useTexts("proposals");
  switch (posting.at) {
    case "fetching":
    case "proving":
    case "sending":
      return <p role="status">{t(`support.step.${posting.at}`)}</p>;
    case "kept": {
      const { act, failures } = posting;
      return <OwnPosting act={act} failures={failures} resend={() => resend(act)} isNew />;
    }
    case "failed":
      return (
        <div className="stack">
          <p className="strong">{t(posting.wasSending ? "write.maybeSent" : "support.nothingSent")}</p>
          <Fault error={posting.error} again={posting.wasSending ? undefined : again} />
          {posting.wasSending && <Link to={PATHS.ownProposals}>{t("own")}</Link>}
        </div>
      );
    default:
      return (
        <Notice tone="warning" title={t(`write.refused.${posting.at}`)} urgent>
          <p>{t(`write.refusedWhy.${posting.at}`)}</p>
          <div>
            <Button look="second" onPress={back}>
              {t("write.back")}
            </Button>
          </div>
        </Notice>
      );
  }
}
