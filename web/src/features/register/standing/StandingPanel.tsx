import { useEffect, useState } from "react";
import type { OfficeDescription, StandingAnswer } from "../../../../../sdk/enrolling/officeAnswers.ts";
import { useTexts } from "../../../shared/language.ts";
import { numberText } from "../../../shared/numbers.ts";
import { useSession } from "../../../shared/session.tsx";
import { Fault } from "../../../shared/ui/Fault.tsx";
import { findPlaces } from "./findPlaces.ts";
import type { Place } from "./messages.ts";
import "./texts.ts";

type Shown = { readonly office: OfficeDescription; readonly answer: StandingAnswer };

/** What an office's book and the chain say of a resident, and the resident's place on each roll. */
export function StandingPanel({ office, answer }: Shown) {
  const { t, say, language } = useTexts("standing");
  const isEnrolled = answer.identityCommitment !== "0";
  const { places, error } = usePlaces(answer, isEnrolled && office.publishedRolls === null);
  const nameOf = (id: string) => {
    const roll = office.rolls.find((one) => one.id === id);
    return roll === undefined ? id : say(roll.name);
  };
  const names = (ids: readonly string[]) => (ids.length === 0 ? t("noRolls") : ids.map(nameOf).join(", "));
  return (
    <section className="stack" aria-labelledby="office-says">
      <h2 id="office-says" className="hidden-visually">
        {t("says", { office: say(office.name) })}
      </h2>
      <dl className="facts panel">
        <dt>{t("state.label")}</dt>
        <dd>{t(`state.${answer.state}`)}</dd>
        <dt>{t("bookRolls")}</dt>
        <dd>{names(answer.bookRollIds)}</dd>
        <dt>{t("chain")}</dt>
        <dd>{isEnrolled ? t("enrolled", { sequence: answer.sequence }) : t("notEnrolled")}</dd>
        {isEnrolled && (
          <>
            <dt>{t("number")}</dt>
            <dd className="code">{answer.identityCommitment}</dd>
            <dt>{t("leaves")}</dt>
            <dd aria-live="polite">
              {places === undefined && error === undefined && office.publishedRolls === null && (
                <span>{t("finding")}</span>
              )}
              {office.publishedRolls !== null && <span>{names(answer.rollIds)}</span>}
              {places?.map(({ rollId, place, members }) => (
                <p key={rollId}>
                  {t("leaf", {
                    roll: nameOf(rollId),
                    place: numberText(place, language),
                    members: numberText(members, language),
                  })}
                </p>
              ))}
            </dd>
          </>
        )}
      </dl>
      {error !== undefined && <Fault error={error} />}
    </section>
  );
}

/** The places on the rolls of the registry, found and checked against the chain. */
function usePlaces({ identityCommitment, rollIds }: StandingAnswer, isAsked: boolean) {
  const { rpc, chainId, firstBlock, registry } = useSession().config;
  const [places, setPlaces] = useState<readonly Place[]>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (!isAsked) return;
    const node = { rpc, chainId, firstBlock };
    findPlaces({ node, registry, rollIds, identityCommitment: BigInt(identityCommitment) }).then(setPlaces, setError);
  }, [isAsked, rpc, chainId, firstBlock, registry, rollIds, identityCommitment]);
  return { places, error };
}
