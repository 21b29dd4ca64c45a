import { useState } from "react";
import { calendarFile } from "../calendar/calendarFile.ts";
import { electionEvents } from "../calendar/electionEvents.ts";
import type { ListedElection } from "../elections/queries.ts";
import { isKiosk } from "../kiosk/kiosk.ts";
import { useContentTexts, useTexts } from "../language.ts";
import { addressOf } from "../pageAddress.ts";
import { electionPath } from "../paths.ts";
import { saveFile } from "../saveFile.ts";
import { useSession } from "../session.tsx";
import { koreanTime } from "../time.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  /** The chain's time, Unix seconds. */
  readonly now: number;
};

/** Takes an election elsewhere: shares its address, puts its moments into a calendar, prints a notice. */
export function ElectionTools({ election, now }: Shown) {
  const { t, language } = useTexts("sharing");
  const { config } = useSession();
  const [said, setSaid] = useState("");
  const title = useContentTexts(election.content)(election.content.title).text;
  const url = addressOf(electionPath(election.election));
  const zone = { ko: "한국 시간 ", en: "" }[language];
  const events = electionEvents(
    {
      ...{ chainId: config.chainId, election: election.election, constitution: election.constitution, url },
      say: (moment, at) => ({
        title: t(moment, { title }),
        // A calendar may show it in another zone.
        text: `${zone}${koreanTime(at, language, KOREA)}\n${url}`,
      }),
    },
    now,
  );
  const share = async () => {
    const text = t("shareText", { title, time: koreanTime(election.constitution.schedule.closesAt, language) });
    setSaid((await shared({ title, text, url })) ? "" : await copied(url, t));
  };
  if (isKiosk) return null;
  return (
    <div className="stack no-print">
      <div className="row">
        <Button look="quiet" onPress={() => void share()}>
          {t("share")}
        </Button>
        {events.length > 0 && (
          <Button
            look="quiet"
            onPress={() => saveFile("hanpyo.ics", calendarFile(events, Math.floor(now)), "text/calendar;charset=utf-8")}
          >
            {t("calendar")}
          </Button>
        )}
        <ButtonLink look="quiet" to={electionPath(election.election, "/notice")}>
          {t("notice")}
        </ButtonLink>
      </div>
      <p role="status">{said && <span>{said}</span>}</p>
    </div>
  );
}

/** Minutes by which Korea is ahead: the zone is named here. */
const KOREA = 540;

/** Gives it to the system's own sheet. @returns Whether there is one; who closes it wants nothing else. */
async function shared(data: ShareData): Promise<boolean> {
  if (navigator.share === undefined || navigator.canShare?.(data) === false) return false;
  try {
    await navigator.share(data);
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError";
  }
}

async function copied(url: string, t: ReturnType<typeof useTexts>["t"]): Promise<string> {
  try {
    await navigator.clipboard.writeText(url);
    return t("copied");
  } catch {
    return t("notCopied", { url });
  }
}
