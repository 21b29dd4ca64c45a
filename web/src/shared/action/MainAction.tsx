import { Link } from "react-router";
import type { ListedElection } from "../elections/queries.ts";
import { useTexts } from "../language.ts";
import { useSession } from "../session.tsx";
import { koreanTime, spanText } from "../time.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { useLooker } from "./looker.ts";
import { type ActionKey, mainAction } from "./mainAction.ts";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  /** Whether it is one of several on the screen. */
  readonly isOneOfMany?: boolean;
  /** Whether the time that is left stands beside it already. */
  readonly isTimeSaid?: boolean;
};

/** Seconds before closing from which only what is received counts as a hint. */
const SOON = 5 * 60;
/** What leads on for somebody who has done what there is to do. */
const QUIET: readonly ActionKey[] = ["change", "filed", "late", "otherRoll", "notOnRoll"];
/** What says nothing but the time that is left. */
const TIME_ALONE: readonly ActionKey[] = ["open", "openPasskey", "openPassphrase"];

/** The one thing that whoever looks can do now, and until when: the same on every page. */
export function MainAction({ election, now, isOneOfMany = false, isTimeSaid = false }: Shown) {
  const { t, language } = useTexts("action");
  const { demo } = useSession().config;
  const looker = useLooker(election, now);
  if (looker === undefined) return null;
  const { key, to, others = [], time, span, days, step } = mainAction(election, looker, now, demo !== null);
  const values = {
    time: time === undefined ? "" : koreanTime(time, language),
    span: span === undefined ? "" : spanText(span, language),
    days: days ?? "",
    step: step ?? "",
  };
  const isClosing = span !== undefined && span < SOON;
  return (
    <div className="stack stack-tight" data-action={key}>
      {to !== undefined && (
        <div>
          <ButtonLink to={to} look={QUIET.includes(key) || isOneOfMany ? "second" : "first"} className="button-main">
            {t(`label.${key}`)}
          </ButtonLink>
        </div>
      )}
      {to === undefined && (key === "inApp" || key === "storeless" || key === "storeSilent") && (
        <p className="strong">
          <span>{t(`label.${key}`)}</span>
        </p>
      )}
      {(isClosing || !isTimeSaid || !TIME_ALONE.includes(key)) && (
        <p>
          <span key={key}>{t(isClosing ? "closing" : `sentence.${key}`, values)}</span>
        </p>
      )}
      {others.length > 0 && (
        <p className="row">
          {others.map((other) => (
            <Link key={other.key} to={other.to}>
              {t(`other.${other.key}`)}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}
