import { useTexts } from "../../../shared/language.ts";
import type { Place, PlaceKey } from "./places.ts";
import "./texts.ts";

const tones: Readonly<Record<PlaceKey, string>> = {
  waiting: "quiet",
  infeasible: "warning",
  listed: "info",
  missed: "warning",
  noPlace: "quiet",
  notListed: "quiet",
  onBallot: "info",
  funded: "success",
  tied: "warning",
  notFunded: "quiet",
};

/** How far a project is, in few words. */
export function PlaceBadge({ place: { key, place } }: { readonly place: Place }) {
  const { t } = useTexts("rounds");
  return <span className={`badge badge-${tones[key]}`}>{t(`place.${key}`, { place: place ?? 0 })}</span>;
}
