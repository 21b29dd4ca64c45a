import { useQuery } from "@tanstack/react-query";
import type { ListedElection } from "../../shared/elections/queries.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { BoardSeats } from "../../shared/trust/BoardSeats.tsx";
import { GazetteLine } from "../../shared/trust/GazetteLine.tsx";
import { OfficesOf } from "../../shared/trust/OfficesOf.tsx";
import { SeatOf } from "../../shared/trust/SeatOf.tsx";
import { ShortAddress } from "../../shared/ui/ShortAddress.tsx";
import "./texts.ts";

/** Where to find the election on the chain, and the fingerprint by which two screens are compared. */
export function Facts({ election, known }: { readonly election: ListedElection; readonly known: boolean }) {
  const { t } = useTexts("election");
  const { config } = useSession();
  const { proposal, cell } = election.content;
  const isOfProposal = proposal !== undefined || cell !== undefined;
  const fingerprint = useQuery({
    queryKey: ["fingerprint", election.constitutionHash],
    queryFn: async () =>
      (await import("../../../../sdk/crypto/fingerprint.ts")).fingerprintOf(election.constitutionHash),
  });
  return (
    <>
      <dl className="facts panel">
        <dt>{t("hash")}</dt>
        <dd className="code">{fingerprint.data ?? "…"}</dd>
        {BigInt(election.constitution.jointHash) !== 0n && (
          <>
            <dt>{t("joint")}</dt>
            <dd className="code">{election.constitution.jointHash}</dd>
          </>
        )}
        <dt>{t("address")}</dt>
        <dd className="code">{election.election}</dd>
        <dt>{t("boardAddress")}</dt>
        <dd>
          <BoardSeats board={election.constitution.board} />
        </dd>
        <dt>{t("offices")}</dt>
        <dd>
          <OfficesOf rolls={election.constitution.rolls} />
        </dd>
        <dt>{t("creator")}</dt>
        <dd>
          {known && `${t(isOfProposal ? "creatorConversions" : "creatorKnown")} `}
          {isOfProposal && known ? (
            <ShortAddress address={election.creator} />
          ) : (
            <SeatOf account={election.creator} seat="organizer" />
          )}
        </dd>
        {isOfProposal && (
          <>
            <dt>{t("templateOrganizer")}</dt>
            <dd>
              <SeatOf account={election.organizer} seat="organizer" />
            </dd>
          </>
        )}
        <dt>{t("block")}</dt>
        <dd>{election.blockNumber}</dd>
        <dt>{t("chain")}</dt>
        <dd>
          {config.chainName} ({config.chainId})
        </dd>
      </dl>
      <p className="small quiet">{t("hashHint")}</p>
      <GazetteLine />
    </>
  );
}
