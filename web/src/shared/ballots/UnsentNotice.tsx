import { useEffect, useState } from "react";
import type { ListedElection } from "../elections/queries.ts";
import { useTexts } from "../language.ts";
import { useSession } from "../session.tsx";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { forgetUnsent, readUnsent, type UnsentReason } from "../vault/unsent.ts";
import { useOwnBallots } from "./ownBallots.ts";
import "./texts.ts";

type Shown = {
  readonly election: ListedElection;
  /** The chain's time, Unix seconds. */
  readonly now: number;
  /** That of a moment ago, before it is read from the vault. */
  readonly reason?: UnsentReason;
};

/** That what somebody submitted last was not handed over, and which ballot counts: until they close it. */
export function UnsentNotice({ election, now, reason: known }: Shown) {
  const { t } = useTexts("ballots");
  const { chainId } = useSession().config;
  const of = { chainId, election: election.election };
  const [kept, setKept] = useState<UnsentReason>();
  const [isClosed, setClosed] = useState(false);
  const own = useOwnBallots(election, now).data;
  useEffect(() => {
    readUnsent({ chainId, election: election.election }).then(
      (unsent) => setKept(unsent?.reason),
      () => undefined,
    );
  }, [chainId, election.election]);
  const reason = known ?? kept;
  if (reason === undefined || isClosed) return null;
  const hasEarlier = own?.current !== undefined && own.current.state !== "late" && own.current.state !== "unsent";
  const close = () => {
    setClosed(true);
    void forgetUnsent(of).catch(() => undefined);
  };
  return (
    <Notice tone="danger" title={t("unsent.title")} urgent>
      <p>{t(`unsent.reason.${reason}`)}</p>
      <p>{t(hasEarlier ? "unsent.earlier" : "unsent.none")}</p>
      <div>
        <Button look="second" onPress={close}>
          {t("unsent.close")}
        </Button>
      </div>
    </Notice>
  );
}
