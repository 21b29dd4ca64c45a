import { useEffect, useState } from "react";
import { Link } from "react-router";
import { readRollHistory } from "../../../../sdk/chain/roll.ts";
import { censusAt } from "../../../../sdk/election/rollHistory.ts";
import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { useSession } from "../../shared/session.tsx";
import { ButtonLink } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { useStage } from "../../shared/ui/stages.ts";

type Shown = {
  readonly commitment: bigint;
  readonly rollIds: readonly string[];
  /** Whether both offices filed the enrolment, for a roll that they publish as a file later. */
  readonly isFiled: boolean;
};

/** Below this many members a resident is warned that the crowd is small. */
const SMALL_CROWD = 30;

/** "You are on the roll as a number": among how many, and what comes next. */
export function DonePanel({ commitment, rollIds, isFiled }: Shown) {
  const { t, say } = useTexts("register");
  useStage("done", t("stage.done"));
  const { config, chain } = useSession();
  const [members, setMembers] = useState<ReadonlyMap<string, number>>(new Map());
  const [persists, setPersists] = useState(true);
  useEffect(() => {
    const count = async () => {
      if (isFiled) return;
      const history = await readRollHistory(config.registry, await chain());
      const counted = rollIds.map((id) => {
        const { checkpoint } = censusAt(history, BigInt(id), Number.POSITIVE_INFINITY);
        return [id, checkpoint?.activeMembers ?? 0] as const;
      });
      setMembers(new Map(counted));
    };
    count().catch(() => undefined);
    if (!isKiosk) navigator.storage?.persist?.().then(setPersists, () => setPersists(false));
  }, [config, chain, rollIds, isFiled]);
  const titleOf = (id: string) => {
    const roll = config.rolls.find((one) => String(one.id) === id);
    return roll === undefined ? id : say(roll.title);
  };
  return (
    <section className="stack" aria-labelledby="registered">
      <Notice tone="success" title={<span id="registered">{t(isFiled ? "done.filed" : "done.title")}</span>}>
        <p>{t(isFiled ? "done.filedWhy" : "done.why")}</p>
      </Notice>
      {[...members].map(([id, count]) => (
        <p key={id}>{t("done.crowd", { roll: titleOf(id), members: count })}</p>
      ))}
      {[...members.values()].some((count) => count < SMALL_CROWD) && (
        <Notice tone="warning" title={t("done.small", { members: Math.min(...members.values()) })} />
      )}
      {!persists && <Notice tone="warning" title={t("done.persist")} />}
      <p>{t("done.wait")}</p>
      <p className="quiet">{t("done.frozen")}</p>
      <dl className="facts">
        <dt>{t("done.number")}</dt>
        <dd className="code">{String(commitment)}</dd>
      </dl>
      <p className="row">
        <ButtonLink className="button-main" to={PATHS.elections}>
          {t("toElections")}
        </ButtonLink>
        {!isKiosk && (
          <>
            {" "}
            <Link to={PATHS.identity}>{t("toIdentity")}</Link>
          </>
        )}
      </p>
    </section>
  );
}
