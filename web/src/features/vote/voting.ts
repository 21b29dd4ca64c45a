import type { JsonRpcProvider } from "ethers";
import { readHead } from "../../../../sdk/chain/electionState.ts";
import type { OpenElection } from "../../../../sdk/chain/resident.ts";
import { HanpyoError } from "../../../../sdk/errors.ts";
import { BallotDisplacedError } from "../../../../sdk/relaying/ballotDisplaced.ts";
import { censusOfElection, pageProver, preparedElection } from "../../proving/pageProver.ts";
import { claimSending, setSending, watchElsewhere } from "../../shared/ballots/sendingNow.ts";
import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { LeftPageError } from "../../shared/relaying/ladder.ts";
import type { Session } from "../../shared/session.tsx";
import { manifestsRule } from "../../shared/trust/manifestsRule.ts";
import { type Casting, castingsOf, forgetCasting } from "../../shared/vault/castings.ts";
import { forgetDraft, keepDraft, readDraft } from "../../shared/vault/drafts.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { forgetUnsent, keepUnsent, type UnsentReason } from "../../shared/vault/unsent.ts";
import { blankChoices } from "./choices.ts";
import { isMaking, type Journey, losesWork } from "./journey.ts";
import { followCasting, keepProved, sendCasting } from "./sending.ts";

export type VotingState = {
  readonly journey: Journey;
  /** Relayers that did not take the ballot so far. */
  readonly failures: readonly HanpyoError[];
};

/** Two tabs would make two ballots of one slot, of which one is lost. */
export class OtherTabSendsError extends HanpyoError {
  constructor(election: string) {
    super(
      "OTHER_TAB_SENDS",
      `Another tab of this browser makes or sends a ballot of ${election}`,
      "See there what becomes of it; this tab goes on when it has ended",
    );
  }
}

/**
 * A voter's way through one election: where it stands, and what can be done there. It belongs to no component: what was
 * begun goes on, and what came of it is told, whichever page is shown.
 */
export type Voting = {
  readonly state: () => VotingState;
  readonly subscribe: (told: () => void) => () => void;
  readonly open: OpenElection;
  readonly identity: VotingIdentity;
  readonly provider: JsonRpcProvider;
  /** Takes up what lies on the device, when the booth opens and nothing is under way. */
  readonly enter: () => void;
  /** The booth closes: a ballot that was not submitted is wiped (P14.6). */
  readonly leave: () => void;
  readonly choose: (choices: readonly number[]) => void;
  /** Encrypts the choices and shows what the device commits to (P14.1). @param then Once that is shown. */
  readonly encrypt: (then?: () => void) => void;
  /** Opens the encrypted ballot, which is never cast then (P14.3). */
  readonly challenge: () => void;
  /** Proves the encrypted ballot and hands it to a relayer. */
  readonly cast: () => void;
  /** Back to the choices; what was encrypted or half proved is dropped. */
  readonly back: () => void;
  /** Throws the choices away, on the device too. */
  readonly clear: () => void;
  /** Hands over a ballot that is kept on this device. */
  readonly send: (casting: Casting) => void;
  /** Follows a ballot that is on the chain already. */
  readonly follow: (casting: Casting) => void;
  readonly discard: (casting: Casting) => void;
};

type Begun = Pick<Voting, "open" | "identity" | "provider"> & { readonly session: Session };

export function newVoting({ open, identity, provider, session: { config, trust } }: Begun): Voting {
  const prover = pageProver(config);
  const blank = blankChoices(open.constitution.ballotSize);
  // Of the page's whole life: a ballot is followed wherever its voter goes on this page.
  const { signal } = new AbortController();
  const listeners = new Set<() => void>();
  let state: VotingState = { journey: { at: "choosing", choices: blank }, failures: [] };

  const change = (changes: Partial<VotingState>) => {
    state = { ...state, ...changes };
    guard(losesWork(state.journey));
    setSending(open.election, ["proving", "sending"].includes(state.journey.at));
    for (const told of listeners) told();
  };
  const go = (journey: Journey) => change({ journey });
  const chosen = () => ("choices" in state.journey ? state.journey.choices : blank);
  const unsent = async (reason: UnsentReason) => {
    await keepUnsent(open, { at: Math.floor(Date.now() / 1000), reason }).catch(() => undefined);
  };

  const follow = (casting: Casting) => {
    go({ at: "following", casting });
    const isStill = () => state.journey.at === "following" && state.journey.casting.tracker === casting.tracker;
    const told = (changed: Casting) => isStill() && go({ at: "following", casting: changed });
    manifestsRule(trust)
      .then((rule) => followCasting(casting, open, config, provider, rule, signal, told))
      .catch((error: unknown) => {
        if (!(error instanceof LeftPageError) && isStill()) go({ at: "found", casting });
      });
  };

  const sent = async (casting: Casting) => {
    const report = (_: unknown, failure: HanpyoError) => change({ failures: [...state.failures, failure] });
    const { casting: kept, failures } = await sendCasting(casting, config, provider, signal, report);
    if (kept.state !== "proved") {
      return follow(kept);
    }
    const head = await readHead(provider).catch(() => undefined);
    if (head === undefined || head.time < open.constitution.schedule.closesAt) {
      return go({ at: "stuck", casting: kept, failures });
    }
    await unsent("closed");
    go({ at: "unsent", reason: "closed" });
  };

  const send = (casting: Casting) => {
    change({ failures: [], journey: { at: "sending", casting } });
    sent(casting).catch(async (error: unknown) => {
      if (error instanceof LeftPageError) return;
      if (error instanceof BallotDisplacedError) await forgetCasting(casting);
      await unsent(error instanceof BallotDisplacedError ? "displaced" : "failed");
      go({ at: "choosing", choices: blank, error });
    });
  };

  /** Runs what belongs to one stay; its end is ignored if the voter has gone on meanwhile. */
  const unlessGoneOn = <T>(
    stay: Journey,
    work: () => Promise<T>,
    then: (result: T) => void,
    failed: (error: unknown) => void = () => {},
  ) => {
    go(stay);
    const choices = chosen();
    work().then(
      (result) => {
        if (state.journey === stay) then(result);
      },
      (error: unknown) => {
        if (state.journey !== stay) return;
        failed(error);
        go({ at: "choosing", choices, error });
      },
    );
  };

  /** Nothing is kept of a ballot that the voter turned away from (P14.6). */
  const drop = ({ at }: Journey) => {
    if (at === "review") prover.run({ kind: "forget" }).catch(() => {});
    if (at === "encrypting") prover.cancel();
  };

  /** What is found on the device is taken up where it was left. */
  const takeUp = async () => {
    const castings = await castingsOf(open.chainId, open.election);
    const last = castings.at(-1);
    if (last?.state === "proved") return go({ at: "found", casting: last });
    if (last?.state === "acknowledged") return follow(last);
    const draft = await readDraft(open, identity);
    const isBlank = chosen().every((points) => points === 0);
    if (draft?.length === blank.length && isBlank && state.journey.at === "choosing") {
      go({ at: "choosing", choices: draft });
    }
  };

  // Another tab's ballot is the one: what was prepared here is of a slot that moves, and is dropped.
  watchElsewhere(open.election, (isSending) => {
    const { journey } = state;
    if (!isMaking(journey) && journey.at !== "found") return;
    drop(journey);
    go({ at: "choosing", choices: isSending ? chosen() : blank });
    if (!isSending) void takeUp().catch(() => undefined);
  });

  return {
    open,
    identity,
    provider,
    state: () => state,
    subscribe: (told) => {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    enter: () => {
      const { journey } = state;
      const isDone = journey.at === "following" && journey.casting.state !== "acknowledged";
      if (isDone || journey.at === "unsent") go({ at: "choosing", choices: blank });
      if (isMaking(state.journey)) void takeUp().catch(() => undefined);
    },
    leave: () => {
      drop(state.journey);
      if (isMaking(state.journey)) go({ at: "choosing", choices: chosen() });
    },
    choose: (choices) => {
      go({ at: "choosing", choices });
      void keepDraft(open, identity, choices).catch(() => undefined);
    },
    clear: () => {
      go({ at: "choosing", choices: blank });
      void forgetDraft(open).catch(() => undefined);
    },
    send,
    follow,
    encrypt: (then) => {
      const { secret, commitment: identityCommitment } = identity;
      const choices = chosen();
      const task = {
        kind: "prepare",
        election: preparedElection(open),
        wanted: censusOfElection(open),
        secret,
        identityCommitment,
        choices,
      } as const;
      unlessGoneOn(
        { at: "encrypting", choices },
        () => prover.run(task),
        (commitment) => {
          go({ at: "review", choices, commitment });
          then?.();
        },
      );
    },
    challenge: () => {
      const { journey } = state;
      if (journey.at !== "review") return;
      const { choices, commitment } = journey;
      const { tracker } = commitment;
      unlessGoneOn(
        { at: "review", choices, commitment },
        () => prover.run({ kind: "challenge", tracker }),
        (opening) => go({ at: "opened", choices, tracker, opening }),
      );
    },
    cast: () => {
      const { journey } = state;
      if (journey.at !== "review") return;
      const { choices, commitment } = journey;
      const { tracker } = commitment;
      unlessGoneOn(
        { at: "proving", choices, commitment },
        async () => {
          if (!(await claimSending(open.election))) throw new OtherTabSendsError(open.election);
          // If the page ends here, the next visit says so.
          await unsent("interrupted");
          const casting = await keepProved(open, await prover.run({ kind: "cast", tracker }), tracker);
          // From here on the kept ballot says itself that it was not sent.
          await Promise.all([forgetUnsent(open), forgetDraft(open)]).catch(() => undefined);
          return casting;
        },
        send,
        (error) => {
          if (!(error instanceof OtherTabSendsError)) void unsent("failed");
        },
      );
    },
    back: () => {
      if (state.journey.at === "proving") void forgetUnsent(open).catch(() => undefined);
      if (state.journey.at === "proving") prover.cancel();
      drop(state.journey);
      go({ at: "choosing", choices: chosen() });
    },
    discard: (casting) => {
      void forgetCasting(casting);
      void forgetUnsent(open).catch(() => undefined);
      go({ at: "choosing", choices: blank });
    },
  };
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

/** Has the browser ask before the page is left while work would be lost; not where leaving is what wipes the device. */
function guard(isAsking: boolean): void {
  if (isAsking && !isKiosk) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
}
