import { useTexts } from "../../../shared/language.ts";
import { koreanTime } from "../../../shared/time.ts";
import { WayLine } from "../WayLine.tsx";
import type { Cells } from "./grouping.ts";
import type { ShownCell } from "./reading.ts";
import { roundWay } from "./roundWay.ts";
import "./texts.ts";

type Shown = {
  /** Of one round. */
  readonly cells: Cells<ShownCell>;
  /** Whether something was told of what came after. */
  readonly isTold: boolean;
  /** The chain's time, Unix seconds. */
  readonly now: number;
};

/** The whole way of a round, from its first project to the last milestone. */
export function RoundWay({ cells, isTold, now }: Shown) {
  const { t, language } = useTexts("rounds");
  const steps = roundWay(cells, isTold, now).map(({ step, state, said, at }) => ({
    ...{ name: step, state },
    title: t(`way.step.${step}`),
    said: t(`way.said.${said}`, { time: at === undefined ? "" : koreanTime(at, language) }),
  }));
  return <WayLine steps={steps} />;
}
