import type { ElectionState } from "../../../../sdk/chain/electionState.ts";
import { useBoard } from "../../shared/elections/board.ts";
import { useTexts } from "../../shared/language.ts";
import { SeatOf } from "../../shared/trust/SeatOf.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import "./texts.ts";

type Shown = { readonly board: string; readonly state: ElectionState };

/** The trustees, who of them consented and who has given a share. */
export function Trustees({ board, state }: Shown) {
  const { t } = useTexts("election");
  const { data } = useBoard(board);
  if (data === undefined) return <Loading />;
  const { threshold, trustees } = data;
  const mark = (given: boolean) => (
    <span className={`badge ${given ? "badge-success" : "badge-quiet"}`}>{t(given ? "yes" : "no")}</span>
  );
  return (
    <>
      <p>{t("trusteesIntro", { threshold, count: trustees.length })}</p>
      <p>{t("trusteesMore", { threshold })}</p>
      <div className="cards-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("seat")}</th>
              <th scope="col">{t("account")}</th>
              <th scope="col">{t("consent")}</th>
              <th scope="col">{t("share")}</th>
            </tr>
          </thead>
          <tbody>
            {trustees.map((account, index) => (
              <tr key={account}>
                <th scope="row">
                  <span className="cards-only">{t("seat")} </span>
                  {index + 1}
                </th>
                <td data-label={t("account")}>
                  <SeatOf account={account} seat="trustee" />
                </td>
                <td data-label={t("consent")}>{mark(state.consents.includes(index + 1))}</td>
                <td data-label={t("share")}>{mark(state.shares.includes(index + 1))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
