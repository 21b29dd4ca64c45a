import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { TakesFocus } from "../../shared/ui/TakesFocus.tsx";
import type { OwnSeat } from "./messages.ts";
import { RehearsalPart } from "./RehearsalPart.tsx";
import { TrusteeFault } from "./TrusteeFault.tsx";
import "./texts.ts";
import type { Ask } from "./useTrustee.ts";

/** The key ceremony of a board, in its two rounds. */
export function BoardPart({ ask }: { readonly ask: Ask }) {
  const { t } = useTexts("trustee");
  const id = useId();
  const [board, setBoard] = useState("");
  const [isWrong, setWrong] = useState(false);
  // What was seen stays while it is looked at again: whoever is in it keeps their place.
  const [seat, setSeat] = useState<OwnSeat>();
  const look = useMutation({ mutationFn: () => ask({ kind: "look", board }), onSuccess: setSeat });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fits = /^0x[0-9a-fA-F]{40}$/.test(board);
    setWrong(!fits);
    if (!fits) return;
    setSeat(undefined);
    look.mutate();
  };
  return (
    <section className="card stack">
      <h2>{t("board.title")}</h2>
      <form className="stack" onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor={`${id}-board`}>{t("board.address")}</label>
          <input
            id={`${id}-board`}
            className="code"
            value={board}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={isWrong}
            aria-describedby={`${id}-fault`}
            onChange={(event) => setBoard(event.target.value.trim())}
          />
          <p id={`${id}-fault`} className="field-error" role="alert">
            {isWrong && t("board.wrong")}
          </p>
        </div>
        <div>
          <Button look="second" type="submit" isDisabled={look.isPending}>
            {t("board.look")}
          </Button>
        </div>
      </form>
      <TrusteeFault error={look.error} />
      {seat && <Ceremony seat={seat} board={board} ask={ask} again={() => look.mutate()} />}
    </section>
  );
}

type Shown = { readonly seat: OwnSeat; readonly board: string; readonly ask: Ask; readonly again: () => void };

function Ceremony({ seat, board, ask, again }: Shown) {
  const { t } = useTexts("trustee");
  const [compared, setCompared] = useState(false);
  const [made, setMade] = useState({ done: 0, total: 0 });
  const act = useMutation({
    mutationFn: () => ask({ kind: "ceremony", board }, (done, total) => setMade({ done, total })),
    onSuccess: again,
  });
  if (seat.seat === 0) return <Notice tone="warning" title={t("board.noSeat")} />;
  const isTurn = !seat.acted && (seat.stage === "registering" || seat.stage === "dealing");
  return (
    <div className="stack" aria-live="polite">
      <TakesFocus key={`${seat.stage} ${seat.acted}`}>
        <Notice
          tone={seat.stage === "dead" ? "danger" : "info"}
          title={t(seat.acted && seat.stage !== "ready" ? "board.waiting" : `board.${seat.stage}`)}
        >
          <p>{t("board.seat", { seat: seat.seat, trustees: seat.trustees, threshold: seat.threshold })}</p>
          {seat.isTest && <p className="strong">{t("board.test")}</p>}
        </Notice>
      </TakesFocus>
      {seat.electionKey && <Fingerprint name={t("board.electionKey")} value={seat.electionKey} />}
      {seat.keys && <Fingerprint name={t(seat.stage === "dealing" ? "board.keys" : "board.terms")} value={seat.keys} />}
      {seat.stage === "ready" && <RehearsalPart board={board} ask={ask} />}
      {seat.keys && isTurn && (
        <label className="tick">
          <input type="checkbox" checked={compared} onChange={(event) => setCompared(event.target.checked)} />
          <span>{t("board.compared")}</span>
        </label>
      )}
      {isTurn && (
        <div className="row">
          <Button isDisabled={!compared || act.isPending} onPress={() => act.mutate()}>
            {t(seat.stage === "dealing" ? "board.deal" : "board.register")}
          </Button>
          {act.isPending && <Loading what={made.total > 0 ? t("board.working", made) : undefined} />}
        </div>
      )}
      <TrusteeFault error={act.error} />
    </div>
  );
}

/** A fingerprint to be read aloud. */
export function Fingerprint({ name, value }: { readonly name: string; readonly value: string }) {
  const { t } = useTexts("trustee");
  return (
    <div className="panel stack stack-tight">
      <p className="strong">{name}</p>
      <p className="code">{value}</p>
      <p className="small">{t("board.compare")}</p>
    </div>
  );
}
