import { readFact } from "./facts.js";
import { make, Panel } from "./panel.js";
import { textIn } from "./words.js";

export const ELECTION = /^0x[0-9a-fA-F]{40}$/;

/** Both answers are of the election that was asked for; throws otherwise. */
export function requireSame(asked, ...answers) {
  if (answers.some(({ address }) => address?.toLowerCase() !== asked.toLowerCase())) throw new Error("another election");
}

/** `<hanpyo-result election="0x…">`: turnout and votes as a table. */
export class HanpyoResult extends Panel {
  async content(language) {
    const { words } = this;
    const election = this.named("election", ELECTION);
    const [facts, result] = await Promise.all([
      readFact(this, `elections/${election.toLowerCase()}`),
      readFact(this, `elections/${election.toLowerCase()}/result`),
    ]);
    requireSame(election, facts, result);
    const { verification, turnout } = result;
    const title = textIn(facts.title, language);
    const isShown = result.result !== null && verification.verified === true;
    const said = verification.verified === false ? words.broken : words.phases[result.phase];
    return [
      result.isTest ? make("p", {}, words.test) : undefined,
      isShown ? this.table(facts, result, title, language) : make("p", {}, make("b", {}, title), " ", said),
      turnout === null ? undefined : make("p", {}, words.turnout(turnout.ballots, turnout.activeMembers)),
      isShown ? make("p", {}, words.holds(verification.made)) : undefined,
      this.link(`/v/${election}/result`),
    ];
  }

  table({ content, constitution }, { result }, title, language) {
    const { words } = this;
    const head = [words.option, words.votes, words.chosen].map((name) => make("th", { scope: "col" }, name));
    const rows = result.counts.slice(0, constitution.rules.optionCount).map((votes, option) => {
      const name = textIn(content?.options[option]?.title, language) || option + 1;
      const isChosen = Math.floor(result.outcome.selected / 2 ** option) % 2 === 1;
      return make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, votes), make("td", {}, isChosen ? words.yes : ""));
    });
    return make("table", {}, make("caption", {}, title), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
  }
}
