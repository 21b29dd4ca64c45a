import type { Presentation } from "../../../../../sdk/enrolling/officeAnswers.ts";
import { presentToEnrol } from "../../../../../sdk/enrolling/officeClient.ts";
import type { PageConfig } from "../../../shared/config.ts";
import { keepRegistration, readRegistration } from "../../../shared/vault/registration.ts";
import { OFFICE_REACH } from "../useOffices.ts";
import { handToWaiting, tellMoved } from "./otherTabs.ts";

/** What became of a wallet's answer in the tab to which it sent its user. */
export type Returned = "here" | "otherTab" | "nowhere";

/**
 * Brings a wallet's answer to the office whose session waits for it: the one that is sealed in this browser (P12.3), else
 * another tab's. Somebody else's answer fits no session of this browser, and changes nothing.
 * Throws errors of officeClient.ts.
 */
export async function goOn(answer: Presentation, { offices }: Pick<PageConfig, "offices">): Promise<Returned> {
  const registration = await readRegistration();
  if (registration?.asking === undefined || offices === null) {
    const code = "response_code" in answer ? answer.response_code : undefined;
    return code !== undefined && (await handToWaiting(code)) ? "otherTab" : "nowhere";
  }
  const { role, session } = registration.asking;
  const facts = await presentToEnrol(offices[role], session, answer, OFFICE_REACH);
  const presented = { ...registration.presented, [role]: { session, facts } };
  await keepRegistration({ ...registration, presented, asking: undefined });
  tellMoved();
  return "here";
}
