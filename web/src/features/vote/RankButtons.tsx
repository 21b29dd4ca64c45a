import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";

/** What can be done with an option's place in the order. */
export type Ranking = {
  readonly order: readonly number[];
  /** How many places there are. */
  readonly most: number;
  readonly add: (option: number) => void;
  readonly move: (option: number, by: -1 | 1) => void;
  readonly remove: (option: number) => void;
};

type Shown = {
  readonly ranking: Ranking;
  readonly index: number;
  readonly title: string;
  /** Of what takes the focus when the option comes to another place: ids begin so. */
  readonly id: string;
};

/** Gives an option the next place, or moves it up and down: by presses, without dragging. */
export function RankButtons({ ranking, index, title, id }: Shown) {
  const { t } = useTexts("vote");
  const { order, most, add, move, remove } = ranking;
  const place = order.indexOf(index);
  if (place === -1) {
    const isFull = order.length >= most;
    return (
      <Button
        id={`${id}-add`}
        look="second"
        className="button-small"
        aria-label={t("rank.addTitle", { title, place: order.length + 1 })}
        isDisabled={isFull}
        onPress={() => add(index)}
      >
        {isFull ? t("rank.full") : t("rank.add", { place: order.length + 1 })}
      </Button>
    );
  }
  return (
    <div className="stepper">
      <Button
        id={`${id}-up`}
        look="quiet"
        aria-label={t("rank.up", { title })}
        isDisabled={place === 0}
        onPress={() => move(index, -1)}
      >
        ▲
      </Button>
      <Button
        id={`${id}-down`}
        look="quiet"
        aria-label={t("rank.down", { title })}
        isDisabled={place === order.length - 1}
        onPress={() => move(index, 1)}
      >
        ▼
      </Button>
      <Button
        id={`${id}-remove`}
        look="quiet"
        aria-label={t("rank.removeTitle", { title })}
        onPress={() => remove(index)}
      >
        {t("rank.remove")}
      </Button>
    </div>
  );
}
