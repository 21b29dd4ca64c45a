import { useEffect, useId, useRef, useState } from "react";
import type { BallotRules } from "../../../../sdk/election/constitution.ts";
import { useTexts } from "../../shared/language.ts";
import type { Ranking } from "./RankButtons.tsx";
import { choicesOfRanks, movedRank, rankedOptions } from "./ranks.ts";

type Of = {
  readonly rules: BallotRules;
  readonly choices: readonly number[];
  readonly choose: (choices: readonly number[]) => void;
  readonly nameOf: (option: number) => string;
};

/** Ranks options; what changed is said, and the focus goes with the option that was moved. */
export function useRanking({ rules, choices, choose, nameOf }: Of): Ranking & {
  /** What a screen reader is told of the last change. */
  readonly said: string;
  /** Ids of an option's buttons begin so. */
  readonly idOf: (option: number) => string;
} {
  const { t } = useTexts("vote");
  const id = useId();
  const idOf = (option: number) => `${id}-${option}`;
  const [said, setSaid] = useState("");
  const wanted = useRef<string | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the options stand in their new order
  useEffect(() => {
    if (wanted.current !== undefined) document.getElementById(wanted.current)?.focus();
    wanted.current = undefined;
  }, [choices]);
  const order = rankedOptions(choices);
  const most = rules.maxPerOption;
  const go = (next: readonly number[], option: number, button: string) => {
    if (next === order) return;
    wanted.current = `${idOf(option)}-${button}`;
    const [from, to] = [order.indexOf(option) + 1, next.indexOf(option) + 1];
    const key = from === 0 ? "rank.added" : to === 0 ? "rank.removed" : "rank.moved";
    setSaid(t(key, { title: nameOf(option), from, to }));
    choose(choicesOfRanks(next, most, choices.length));
  };
  return {
    order,
    most,
    said,
    idOf,
    add: (option) => go([...order, option], option, "up"),
    move: (option, by) => go(movedRank(order, option, by), option, by === -1 ? "up" : "down"),
    remove: (option) =>
      go(
        order.filter((one) => one !== option),
        option,
        "add",
      ),
  };
}
