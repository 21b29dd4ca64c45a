import { readFact } from "./facts.js";
import { make, Panel } from "./panel.js";

/** `<hanpyo-proposal proposal="123…">`: supports and quota. Its title stands in mirrors' texts, which are not asked. */
export class HanpyoProposal extends Panel {
  async content(language) {
    const { words } = this;
    const id = this.named("proposal", /^[0-9]{1,78}$/);
    const proposal = await readFact(this, `proposals/${id}`);
    if (proposal.id !== id) throw new Error("another proposal");
    const path = `0x${BigInt(id).toString(16).padStart(62, "0")}`;
    const isOver = proposal.block.time >= proposal.closesAt;
    const state = proposal.reachedAt > 0 ? words.reached : isOver ? words.expired : words.open;
    const day = new Date(proposal.closesAt * 1000).toLocaleString(language, { timeZone: "Asia/Seoul", dateStyle: "medium", timeStyle: "short" });
    const rows = [
      [words.state, state],
      [words.supports, proposal.supporters],
      [words.quota, proposal.quota],
      [words.until, `${day} KST`],
    ].map(([name, value]) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, value)));
    const caption = make("caption", {}, `${words.proposal} ${path.slice(0, 8)}…`);
    return [make("table", {}, caption, make("tbody", {}, ...rows)), this.link(`/p/${path}`)];
  }
}
