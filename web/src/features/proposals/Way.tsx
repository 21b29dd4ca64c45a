import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { electionPath } from "../../shared/paths.ts";
import { koreanTime } from "../../shared/time.ts";
import type { ShownProposal } from "./reading.ts";
import { WayLine } from "./WayLine.tsx";
import { wayOf } from "./way.ts";
import "./texts.ts";

const NO_ELECTION = /^0x0{40}$/;

/** The whole way of a proposal, from its posting to the last milestone. */
export function Way({ proposal, now }: { readonly proposal: ShownProposal; readonly now: number }) {
  const { t, language } = useTexts("proposals");
  const { kept, template, course } = proposal;
  const values = {
    supporters: numberText(kept.supporters, language),
    quota: numberText(kept.quota, language),
    days: Math.round(template.answerTerm / 86_400),
  };
  const steps = wayOf(proposal, now).map(({ step, state, said, at }) => ({
    ...{ name: step, state },
    title: t(`way.step.${step}`),
    said: t(`way.said.${said}`, { ...values, time: at === undefined ? "" : koreanTime(at, language) }),
    below: step === "vote" && !NO_ELECTION.test(course.election) && (
      <Link to={electionPath(course.election)}>{t("way.toVote")}</Link>
    ),
  }));
  return <WayLine steps={steps} />;
}
