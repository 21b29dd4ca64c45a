import { useBoard } from "../../shared/elections/board.ts";
import { useTexts } from "../../shared/language.ts";
import "./texts.ts";

const parties = ["everybody", "offices", "relayer", "trustees", "fewer"] as const;

/** Who learns what of a vote, collusion included. */
export function WhoSees({ board }: { readonly board: string }) {
  const { t } = useTexts("election");
  const threshold = useBoard(board).data?.threshold;
  if (threshold === undefined) return null;
  return (
    <div className="cards-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("sees.who")}</th>
            <th scope="col">{t("sees.what")}</th>
            <th scope="col">{t("sees.not")}</th>
          </tr>
        </thead>
        <tbody>
          {parties.map((party) => (
            <tr key={party}>
              <th scope="row">{t(`sees.${party}`, { threshold })}</th>
              <td data-label={t("sees.what")}>{t(`sees.${party}What`)}</td>
              <td data-label={t("sees.not")}>{t(`sees.${party}Not`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
