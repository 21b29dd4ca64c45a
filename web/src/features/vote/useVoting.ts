import type { JsonRpcProvider } from "ethers";
import { useCallback, useEffect, useRef, useState } from "react";
import type { OpenElection } from "../../../../sdk/chain/resident.ts";
import type { HanpyoError } from "../../../../sdk/errors.ts";
import { BallotDisplacedError } from "../../../../sdk/relaying/ladder.ts";
import { censusOfElection, pageProver, preparedElection } from "../../proving/pageProver.ts";
import { LeftPageError } from "../../shared/relaying/ladder.ts";
import { useSession } from "../../shared/session.tsx";
import { manifestsRule } from "../../shared/trust/manifestsRule.ts";
import { type Casting, castingsOf, forgetCasting } from "../../shared/vault/castings.ts";
import type { VotingIdentity } from "../../shared/vault/identities.ts";
import { blankChoices } from "./choices.ts";
import { type Journey, losesWork } from "./journey.ts";
import { followCasting, keepProved, sendCasting } from "./sending.ts";

/** A voter's way through one election: where it stands, and what can be done there. */
export type Voting = {
  readonly journey: Journey;
  /** Relayers that did not take the ballot so far. */
  readonly failures: readonly HanpyoError[];
  readonly choose: (choices: readonly number[]) => void;
  /** Encrypts the choices and shows what the device commits to (P14.1). */
  readonly encrypt: () => void;
  /** Opens the encrypted ballot, which is never cast then (P14.3). */
  readonly challenge: () => void;
  /** Proves the encrypted ballot and hands it to a relayer. */
  readonly cast: () => void;
  /** Back to the choices; what was encrypted or half proved is dropped. */
  readonly back: () => void;
  /** Hands over a ballot that is kept on this device. */
  readonly send: (casting: Casting) => void;
  /** Follows a ballot that is on the chain already. */
  readonly follow: (casting: Casting) => void;
  readonly discard: (casting: Casting) => void;
};

export function useVoting(open: OpenElection, identity: VotingIdentity, provider: JsonRpcProvider): Voting {
  const { config, trust } = useSession();
  const prover = pageProver(config);
  const blank = blankChoices(open.constitution.ballotSize);
  const [journey, setJourney] = useState<Journey>({ at: "choosing", choices: blank });
  const [failures, setFailures] = useState<readonly HanpyoError[]>([]);
  const [left] = useState(() => new AbortController());
  const current = useRef(journey);
  current.current = journey;

  const follow = useCallback(
    (casting: Casting) => {
      setJourney({ at: "following", casting });
      const told = (changed: Casting) => setJourney({ at: "following", casting: changed });
      manifestsRule(trust)
        .then((rule) => followCasting(casting, open, config, provider, rule, left.signal, told))
        .catch((error: unknown) => {
          if (!(error instanceof LeftPageError)) setJourney({ at: "found", casting });
        });
    },
    [open, config, provider, trust, left],
  );

  const send = useCallback(
    (casting: Casting) => {
      setFailures([]);
      setJourney({ at: "sending", casting });
      const report = (_: unknown, failure: HanpyoError) => setFailures((earlier) => [...earlier, failure]);
      sendCasting(casting, config, provider, left.signal, report).then(
        (sent) => {
          if (sent.casting.state === "proved") setJourney({ at: "stuck", ...sent });
          else follow(sent.casting);
        },
        (error: unknown) => {
          if (error instanceof LeftPageError) return;
          if (error instanceof BallotDisplacedError) void forgetCasting(casting);
          setJourney({ at: "choosing", choices: blank, error });
        },
      );
    },
    [config, provider, left, follow, blank],
  );

  // What is found on the device is taken up where it was left, once, when the booth opens.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the callbacks must not start it anew
  useEffect(() => {
    castingsOf(open.chainId, open.election).then((castings) => {
      const last = castings.at(-1);
      if (last?.state === "proved") setJourney({ at: "found", casting: last });
      if (last?.state === "acknowledged") follow(last);
    });
    return () => {
      left.abort();
      drop(current.current);
    };
  }, []);

  useEffect(() => {
    if (!losesWork(journey)) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", guard);
    return () => removeEventListener("beforeunload", guard);
  }, [journey]);

  /** Nothing is kept of a ballot that the voter turned away from (P14.6). */
  const drop = ({ at }: Journey) => {
    if (at === "review") prover.run({ kind: "forget" }).catch(() => {});
    if (at === "encrypting") prover.cancel();
  };

  /** Runs what belongs to one stay; its end is ignored if the voter has gone on meanwhile. */
  const unlessGoneOn = <T>(stay: Journey, work: () => Promise<T>, then: (result: T) => void) => {
    setJourney(stay);
    current.current = stay;
    const choices = "choices" in stay ? stay.choices : blank;
    work().then(
      (result) => {
        if (current.current === stay) then(result);
      },
      (error: unknown) => {
        if (current.current === stay) setJourney({ at: "choosing", choices, error });
      },
    );
  };

  const chosen = "choices" in journey ? journey.choices : blank;
  return {
    journey,
    failures,
    send,
    follow,
    choose: (choices) => setJourney({ at: "choosing", choices }),
    encrypt: () => {
      const { secret, commitment: identityCommitment } = identity;
      const task = {
        kind: "prepare",
        election: preparedElection(open),
        wanted: censusOfElection(open),
        secret,
        identityCommitment,
        choices: chosen,
      } as const;
      unlessGoneOn(
        { at: "encrypting", choices: chosen },
        () => prover.run(task),
        (commitment) => setJourney({ at: "review", choices: chosen, commitment }),
      );
    },
    challenge: () => {
      if (journey.at !== "review") return;
      const { choices, commitment } = journey;
      const { tracker } = commitment;
      unlessGoneOn(
        { at: "review", choices, commitment },
        () => prover.run({ kind: "challenge", tracker }),
        (opening) => setJourney({ at: "opened", choices, tracker, opening }),
      );
    },
    cast: () => {
      if (journey.at !== "review") return;
      const { choices, commitment } = journey;
      const { tracker } = commitment;
      unlessGoneOn(
        { at: "proving", choices, commitment },
        async () => keepProved(open, await prover.run({ kind: "cast", tracker }), tracker),
        send,
      );
    },
    back: () => {
      if (journey.at === "proving") prover.cancel();
      drop(journey);
      setJourney({ at: "choosing", choices: chosen });
    },
    discard: (casting) => {
      void forgetCasting(casting);
      setJourney({ at: "choosing", choices: blank });
    },
  };
}
