import type { ListedElection } from "../../shared/elections/queries.ts";
import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { useContentTexts, useTexts } from "../../shared/language.ts";
import { saveFile } from "../../shared/saveFile.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { PrintButton } from "../../shared/ui/PrintButton.tsx";
import { resultCsv, resultJson } from "./resultTable.ts";
import "./texts.ts";
import type { Result, Verdict } from "./verdict.ts";

type Shown = { readonly election: ListedElection; readonly result: Result; readonly verdict: Verdict };

/** The result to take along: for a spreadsheet, for a program, on paper. */
export function ResultFiles({ election, result, verdict }: Shown) {
  const { t } = useTexts("results");
  const { config } = useSession();
  const { content } = election;
  const sayOf = useContentTexts(content);
  const name = `hanpyo-${election.election.slice(2, 10).toLowerCase()}`;
  const saveCsv = () => {
    const titles = content.options.map(({ title }) => sayOf(title).text);
    const words = {
      ...{ option: t("option"), votes: t("votes"), cost: t("cost"), chosen: t("chosen") },
      ...{ isChosen: t("isChosen"), isNotChosen: t("isNotChosen"), isTied: t("isTied") },
    };
    const { constitution } = election;
    saveFile(`${name}.csv`, resultCsv({ constitution, result, verdict }, titles, words), "text/csv;charset=utf-8");
  };
  const saveJson = () => saveFile(`${name}.json`, resultJson({ ...election, result, verdict }, config.chainId));
  return (
    <div className="row no-print">
      {!isKiosk && (
        <>
          <Button look="quiet" onPress={saveCsv}>
            {t("csv")}
          </Button>
          <Button look="quiet" onPress={saveJson}>
            {t("json")}
          </Button>
        </>
      )}
      <PrintButton label={t("print")} otherwise={t("printBlocked")} />
    </div>
  );
}
