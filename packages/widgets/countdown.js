import { readFact } from "./facts.js";
import { make, Panel } from "./panel.js";
import { ELECTION, requireSame } from "./result.js";
import { textIn } from "./words.js";

const MINUTE = 60_000;

/** `<hanpyo-countdown election="0x…">`: time to the beginning or the end of the voting, by the device's clock. */
export class HanpyoCountdown extends Panel {
  #ticking;

  async content(language) {
    clearInterval(this.#ticking);
    const election = this.named("election", ELECTION);
    const facts = await readFact(this, `elections/${election.toLowerCase()}`);
    requireSame(election, facts);
    // A timer is not read out at each change.
    const timer = make("p", { role: "timer" });
    const tick = () => timer.replaceChildren(...this.left(facts));
    tick();
    clearInterval(this.#ticking);
    if (this.isConnected) this.#ticking = setInterval(tick, MINUTE);
    const { words } = this;
    return [
      facts.isTest ? make("p", {}, words.test) : undefined,
      make("p", {}, make("b", {}, textIn(facts.title, language))),
      timer,
      this.link(`/v/${election}`),
    ];
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
  }

  left({ phase, opensAt, closesAt }) {
    const { words } = this;
    const now = Date.now();
    if (phase === "void") return [words.phases.void];
    if (now >= closesAt * 1000) return [words.over];
    const [name, until] = now < opensAt * 1000 ? [words.opensIn, opensAt] : [words.closesIn, closesAt];
    const minutes = Math.ceil((until * 1000 - now) / MINUTE);
    const time = words.left(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60);
    return [`${name} `, make("strong", {}, time), ` (${words.byClock})`];
  }
}
