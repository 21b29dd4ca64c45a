import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { Button, ButtonLink } from "../../shared/ui/Button.tsx";
import { Fault } from "../../shared/ui/Fault.tsx";
import { UnlockIdentity } from "../../shared/unlock/UnlockIdentity.tsx";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { act, forgetActing, isBusy, sendAgain, takeUp, useActing } from "./acting.ts";
import type { Doing } from "./actOutcome.ts";
import { OwnSupport } from "./OwnSupport.tsx";
import { useOnlooker } from "./onlooker.ts";
import { keepTextOf } from "./ownText.ts";
import { promiseKey } from "./promise.ts";
import type { ProposalNow } from "./queries.ts";
import { SupportOutcome } from "./SupportOutcome.tsx";
import { type SupportAction, supportAction } from "./standing.ts";
import type { ReadText } from "./textReading.ts";
import "./texts.ts";

// Of those alone who registered later, with what a wallet needs.
const NewcomersPanel = lazy(async () => ({ default: (await import("./NewcomersPanel.tsx")).NewcomersPanel }));

type Shown = {
  readonly read: ProposalNow;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  readonly text: ReadText | undefined;
};

/** The one thing that can be done with a proposal's count, and what became of it; above it what a support is and is not. */
export function SupportPanel({ read, now, text }: Shown) {
  const { t } = useTexts("proposals");
  const session = useSession();
  const queries = useQueryClient();
  const { proposal, provider, town } = read;
  const { id, template } = proposal;
  const acting = useActing(id);
  const onlooker = useOnlooker(id);
  const [wish, setWish] = useState<Wish>();
  const own = onlooker.data?.own;
  const sent = acting?.at === "sent" ? acting.act : undefined;
  const way = { provider, session, chainId: town.chainId };

  // What is on its way goes on when the page is opened again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each act
  useEffect(() => {
    if (own?.state === "acknowledged") void takeUp(own, id, way);
  }, [own?.tracker, own?.state]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something came of it
  useEffect(() => {
    if (acting === undefined || isBusy(acting)) return;
    void queries.invalidateQueries({ queryKey: ["own acts"] });
    void queries.invalidateQueries({ queryKey: ["proposal"] });
  }, [acting?.at, sent?.state, sent?.blockNumber]);
  useEffect(() => {
    if (sent !== undefined && text?.leaves !== undefined) void keepTextOf(proposal, text.leaves);
  }, [sent, proposal, text]);

  if (onlooker.error) return <Fault error={onlooker.error} again={() => void onlooker.refetch()} />;
  if (onlooker.data === undefined) return null;
  if (wish !== undefined && !isBusy(acting)) {
    return (
      <UnlockIdentity>
        {(identity) => <Begin identity={identity} wish={wish} read={read} begun={() => setWish(undefined)} />}
      </UnlockIdentity>
    );
  }
  const start = (doing: Doing, isNewcomer = false) => {
    forgetActing(id);
    setWish({ doing, isNewcomer });
  };
  const newcomers = isOpen(read, now) && (
    <Suspense fallback={null}>
      <NewcomersPanel read={read} now={now} isWhole={text?.isWhole === true} support={() => start("support", true)} />
    </Suspense>
  );
  if (acting !== undefined) {
    const again = (doing: Doing) => () => start(doing);
    const resend = () => acting.at === "stuck" && void sendAgain(acting.act, id, way);
    return (
      <>
        <SupportOutcome acting={acting} again={again} resend={resend} isOpen={isOpen(read, now)} />
        {acting.at === "notOnRoll" && newcomers}
      </>
    );
  }
  if (text === undefined) return null;
  const action = supportAction({ ...proposal, isWhole: text.isWhole }, onlooker.data, now);
  return (
    <div className="stack" data-support={action.key}>
      {(action.key === "support" || action.key === "register") && (
        <div className="stack stack-tight small">
          <p>{t(promiseKey(template), { days: Math.round(template.answerTerm / 86_400) })}</p>
          <p>{t("more.notStatutory")}</p>
        </div>
      )}
      <Choice action={action} start={start} />
      {action.key === "late" && newcomers}
      {own !== undefined && <OwnSupport act={own} withdraw={() => start("withdrawal")} isOpen={isOpen(read, now)} />}
      {own?.state === "proved" && (
        <div>
          <Button onPress={() => void sendAgain(own, id, way)}>{t("support.sendAgain")}</Button>
        </div>
      )}
    </div>
  );
}

function Choice({ action, start }: { readonly action: SupportAction; readonly start: (doing: Doing) => void }) {
  const { t } = useTexts("proposals");
  const { demo } = useSession().config;
  const { key, to } = action;
  return (
    <div className="stack stack-tight">
      {(key === "support" || key === "withdrawn") && (
        <div>
          <Button className="button-main" onPress={() => start("support")}>
            {t(key === "support" ? "support.do" : "support.doAgain")}
          </Button>
        </div>
      )}
      {to !== undefined && (
        <div>
          <ButtonLink className="button-main" look={key === "register" ? "first" : "second"} to={to}>
            {t(`support.to.${key}`)}
          </ButtonLink>
        </div>
      )}
      <p>{t(`support.says.${key}`)}</p>
      {key === "register" && (
        <p>
          <Link to={PATHS.register}>{t(demo === null ? "support.next" : "support.ready")}</Link>
        </p>
      )}
    </div>
  );
}

/** What is to be done once the identity is open, and by which group. */
type Wish = { readonly doing: Doing; readonly isNewcomer: boolean };

/** Begins once the identity is open; the one who pressed has said so already. */
function Begin({
  identity,
  wish,
  read,
  begun,
}: {
  readonly identity: VotingIdentity;
  readonly wish: Wish;
  readonly read: ProposalNow;
  readonly begun: () => void;
}) {
  const session = useSession();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    void act(read, wish.doing, identity, session, wish.isNewcomer);
    begun();
  }, []);
  return null;
}

function isOpen({ proposal }: ProposalNow, now: number): boolean {
  return proposal.state === "open" && now < proposal.kept.closesAt;
}
