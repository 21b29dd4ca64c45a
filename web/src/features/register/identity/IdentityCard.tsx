import { useTexts } from "../../../shared/language.ts";
import { useSession } from "../../../shared/session.tsx";
import { koreanTime } from "../../../shared/time.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { Notice } from "../../../shared/ui/Notice.tsx";
import type { DeedKind, NotedIdentity } from "./notedIdentity.ts";
import "../texts.ts";

type Shown = NotedIdentity & {
  /** Among several; nothing where it is the only one. */
  readonly number: number | undefined;
  readonly begin: (deed: DeedKind) => void;
};

/** One identity in a few lines: on which rolls, whether it could be brought back, how it opens. */
export function IdentityCard({ entry, note, number, begin }: Shown) {
  const { t, say, language } = useTexts("register");
  const { rolls } = useSession().config;
  const at = (seconds: number) => koreanTime(seconds, language);
  const titles = note.rollIds.flatMap((id) => rolls.find((one) => String(one.id) === id)?.title ?? []);
  const isSafe = note.wordsAt !== undefined || note.fileAt !== undefined;
  return (
    <section className="card stack" aria-label={t("identity.one", { number: number ?? 1 })}>
      {number !== undefined && <h2>{t("identity.one", { number })}</h2>}
      {!isSafe && note.enrolledAt !== undefined && <Notice tone="warning" title={t("identity.todo")} />}
      <dl className="facts">
        <dt>{t("identity.rolls")}</dt>
        <dd>{titles.length > 0 ? titles.map(say).join(", ") : t("identity.noRolls")}</dd>
        {note.enrolledAt !== undefined && (
          <>
            <dt>{t("identity.since")}</dt>
            <dd>{at(note.enrolledAt)}</dd>
          </>
        )}
        <dt>{t("identity.words")}</dt>
        <dd>
          {note.wordsAt === undefined ? t("identity.unchecked") : t("identity.checkedAt", { time: at(note.wordsAt) })}
        </dd>
        <dt>{t("identity.file")}</dt>
        <dd>{note.fileAt === undefined ? t("identity.noFile") : t("identity.savedAt", { time: at(note.fileAt) })}</dd>
        <dt>{t("identity.opens")}</dt>
        <dd>{t(`protection.${entry.protection}`)}</dd>
      </dl>
      <div className="row">
        <Button look={isSafe ? "second" : "first"} onPress={() => begin("words")}>
          {t("identity.check")}
        </Button>
        <Button look="quiet" onPress={() => begin("file")}>
          {t("identity.makeFile")}
        </Button>
        <Button look="quiet" onPress={() => begin("protection")}>
          {t("identity.change")}
        </Button>
        <Button look="quiet" onPress={() => begin("delete")}>
          {t("identity.delete")}
        </Button>
      </div>
    </section>
  );
}
