import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { testReasons } from "../../../../sdk/election/testLabel.ts";
import { useBoard } from "../../shared/elections/board.ts";
import { type ListedElection, useElections } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { electionPath } from "../../shared/paths.ts";
import { saveFile } from "../../shared/saveFile.ts";
import { useSession } from "../../shared/session.tsx";
import { koreanTime } from "../../shared/time.ts";
import { BoardSeats } from "../../shared/trust/BoardSeats.tsx";
import { GazetteLine } from "../../shared/trust/GazetteLine.tsx";
import { OfficesOf } from "../../shared/trust/OfficesOf.tsx";
import { SeatOf } from "../../shared/trust/SeatOf.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { ContentText } from "../../shared/ui/ContentText.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { PhaseBadge } from "../../shared/ui/PhaseBadge.tsx";
import { TakesFocus } from "../../shared/ui/TakesFocus.tsx";
import { TestNotice } from "../../shared/ui/TestNotice.tsx";
import { Fingerprint } from "./BoardPart.tsx";
import { CellShown } from "./CellShown.tsx";
import type { Results } from "./messages.ts";
import { RulesShown } from "./RulesShown.tsx";
import { SharePart } from "./SharePart.tsx";
import { TrusteeFault } from "./TrusteeFault.tsx";
import "./texts.ts";
import type { Ask } from "./useTrustee.ts";

type Shown = { readonly ask: Ask; readonly account: string };

/** The elections whose board has a seat for this account. */
export function OwnElections({ ask, account }: Shown) {
  const { t } = useTexts("trustee");
  const elections = useElections().data?.value.elections;
  if (elections === undefined) return <Loading />;
  return (
    <section className="stack">
      <h2>{t("elections")}</h2>
      <ul className="plain-list stack own-elections">
        {elections.map((election) => (
          <OwnElection key={election.election} election={election} ask={ask} account={account} />
        ))}
      </ul>
      <p className="quiet own-elections-none">{t("noElections")}</p>
    </section>
  );
}

function OwnElection({ election, ask, account }: Shown & { readonly election: ListedElection }) {
  const { t } = useTexts("trustee");
  const board = useBoard(election.constitution.board).data;
  const seat = (board?.trustees.indexOf(account) ?? -1) + 1;
  if (seat === 0) return null;
  const { state, content } = election;
  const closed = state.phase === "too few" || state.phase === "below quorum";
  return (
    <li className="card stack">
      <div className="row">
        <PhaseBadge phase={state.phase} />
        <h3>
          <Link to={electionPath(election.election)}>
            <ContentText content={content} text={content.title} />
          </Link>
        </h3>
      </div>
      <TestNotice reasons={testReasons(election.constitution, content)} content={content} />
      {state.consents.includes(seat) && (
        <TakesFocus>
          <p className="strong">✓ {t("consent.done")}</p>
        </TakesFocus>
      )}
      {state.phase === "pending" && !state.consents.includes(seat) && <ConsentPart election={election} ask={ask} />}
      {(state.phase === "open" || state.phase === "closed") && <p>{t("share.wait")}</p>}
      {state.shares.includes(seat) && (
        <TakesFocus>
          <p className="strong">✓ {t("share.done")}</p>
        </TakesFocus>
      )}
      {(state.phase === "sealed" || state.phase === "decided") && state.ballots > 0 && !state.shares.includes(seat) && (
        <SharePart election={election} ask={ask} />
      )}
      {closed && <p>{t(state.phase === "too few" ? "share.tooFew" : "share.belowQuorum")}</p>}
      {(state.phase === "void" || closed) && <p>{t("share.over")}</p>}
    </li>
  );
}

type Consenting = { readonly election: ListedElection; readonly ask: Ask };

/** Before the census time there is nothing to consent to; after it, the roll is shown first. */
function ConsentPart({ election, ask }: Consenting) {
  const { t, language } = useTexts("trustee");
  const clock = useElections().data?.value.clock;
  const { censusTime } = election.constitution.schedule;
  const census = useQuery({
    queryKey: ["consent census", election.election],
    queryFn: () => ask({ kind: "census", election: election.election }),
    enabled: clock !== undefined && clock.time > censusTime,
    retry: false,
  });
  if (clock !== undefined && clock.time <= censusTime) {
    return <p>{t("consent.wait", { time: koreanTime(censusTime, language) })}</p>;
  }
  if (census.data === undefined) {
    if (census.error === null) return <Loading what={t("consent.reading")} />;
    return (
      <div className="stack">
        <TrusteeFault error={census.error} />
        <div>
          <Button look="second" onPress={() => census.refetch()}>
            {t("consent.again")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <>
      <TakesFocus>
        <RulesShown election={election} />
      </TakesFocus>
      <CensusShown election={election} basis={census.data} />
      <ConsentForm election={election} ask={ask} census={census.data.census} />
    </>
  );
}

/** Who may vote, beside what the number can be compared with. */
function CensusShown({ election, basis }: Pick<Consenting, "election"> & { readonly basis: Results["census"] }) {
  const { t, language } = useTexts("trustee");
  const { census, earlier, proposal, cell } = basis;
  const change = census.activeMembers - (earlier?.activeMembers ?? 0);
  return (
    <ul className="plain-list stack stack-tight">
      <li className="strong">{t("consent.census", { members: census.activeMembers })}</li>
      <li>{t("consent.population")}</li>
      <li>
        {earlier === null
          ? t("consent.noEarlier")
          : t("consent.earlier", {
              time: koreanTime(earlier.censusTime, language),
              before: earlier.activeMembers,
              change: `${change >= 0 ? "+" : ""}${change}`,
            })}
      </li>
      <li>
        {t("consent.organizer")}{" "}
        <SeatOf account={proposal?.organizer ?? cell?.organizer ?? election.creator} seat="organizer" />
      </li>
      {proposal !== undefined && <li>{t("consent.proposal", proposal)}</li>}
      {cell !== undefined && (
        <li>
          <CellShown cell={cell} />
        </li>
      )}
      <li>
        {t("consent.board")} <BoardSeats board={election.constitution.board} />
      </li>
      <li>
        {t("consent.offices")} <OfficesOf rolls={election.constitution.rolls} />
      </li>
      <li>
        <GazetteLine />
      </li>
    </ul>
  );
}

function ConsentForm({ election, ask, census }: Consenting & { readonly census: Results["census"]["census"] }) {
  const { t } = useTexts("trustee");
  const queries = useQueryClient();
  const { config } = useSession();
  const [agreed, setAgreed] = useState(false);
  const fingerprint = useQuery({
    queryKey: ["fingerprint", election.election, election.constitutionHash],
    queryFn: async () => {
      const { electionFingerprint } = await import("../../../../sdk/chain/electionFingerprint.ts");
      return electionFingerprint({ ...election, chainId: BigInt(config.chainId) });
    },
  });
  const consent = useMutation({
    mutationFn: () =>
      ask({ kind: "consent", election: election.election, constitutionHash: election.constitutionHash, census }),
    onSuccess: ({ saved }) => {
      saveFile(saved.name, saved.text);
      return queries.invalidateQueries({ queryKey: ["elections"] });
    },
  });
  return (
    <div className="stack">
      <Fingerprint name={t("hash")} value={fingerprint.data ?? "…"} />
      <label className="tick">
        <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
        <span>{t("consent.ask")}</span>
      </label>
      <p className="small quiet">{t("consent.saves")}</p>
      <div className="row">
        <Button isDisabled={!agreed || consent.isPending} onPress={() => consent.mutate()}>
          {t("consent.button")}
        </Button>
        {consent.isPending && <Loading />}
      </div>
      <TrusteeFault error={consent.error} />
    </div>
  );
}
