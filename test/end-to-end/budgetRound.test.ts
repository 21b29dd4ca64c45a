import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { withDemoManifest } from "../../scripts/rehearsal/demoTrust.ts";
import { startLocalChain } from "../../scripts/rehearsal/localChain.ts";
import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import { readElectionContent } from "../../sdk/proposals/electionContent.ts";
import { anchorLine, anchorOf } from "../../sdk/trust/anchor.ts";
import type { Manifest } from "../../sdk/trust/manifest.ts";
import { newTrustFile } from "../../sdk/trust/trustFile.ts";
import { exportProposal } from "../../sdk/verify/exportProposal.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { tries } from "../campaign.ts";
import { newTown } from "../conformance/makeRecords.ts";
import { proposalPlace } from "../conformance/proposalPlace.ts";
import { runCommand } from "../scripts/clerk/runCommand.ts";
import { decideFirst, type OpenedRound, openedRound, PATH, projectOf } from "./budgetRound.ts";

/** A minute and more of proofs: in the campaign alone. What it records is committed in conformance/records/proposals. */
const runs = tries(0, 1) > 0;

describe("A budget round with real proofs", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-round-"));
  const file = (name: string) => join(folder, name);
  let round: OpenedRound;

  before(async function () {
    if (!runs) return this.skip();
    round = await openedRound(await proposalPlace(await newTown(await startLocalChain(), 3, true)));
    await decideFirst(round);
    const { place } = round;
    const { manifests } = await withDemoManifest(newTrustFile("한표시", 31337), place.town, place.chain.provider, 1);
    writeFileSync(file("manifest.json"), JSON.stringify(manifests[0]));
    writeFileSync(file("trust.json"), JSON.stringify({ manifests }));
    writeFileSync(file("gazette"), anchorLine(anchorOf(manifests[0] as Manifest)));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    if (!runs) return;
    round.end();
    await round.place.chain.close();
    await endProving();
  });

  it("is recorded by a command from its election's address, with its list, costs and what is funded", async () => {
    const { place, elections, projects } = round;
    const [election] = elections;
    const made = await runCommand(
      ...["record", "export", "--election", election, "--rpc", place.chain.url, "--out", file("cell.json")],
    );
    expect(made.code, made.out + made.err + String(made.error)).to.equal(0);
    const record = JSON.parse(readFileSync(file("cell.json"), "utf8")) as ElectionRecord;
    const { proposal, constitution, content, result } = record;
    if (proposal === undefined || !("projects" in proposal)) return expect.fail("no origin of a cell");
    expect(proposal.projects.map(({ supports, cost }) => [supports, cost])).to.deep.equal([
      [2, 400],
      [1, 500],
      [1, 350],
    ]);
    expect(proposal.projects[0]?.id).to.equal(String(projectOf(projects, PATH).id));
    expect(constitution.outcome.costs).to.deep.equal([400, 500, 350]);
    const titles = readElectionContent(Buffer.from(content.slice(2), "hex")).options.map(({ title }) => title.ko);
    expect(titles).to.deep.equal([PATH, "마을 도서관", "놀이터 그늘"]);
    // Two votes each for path and library, which 1,000 pay for; the shade does not fit any more.
    expect(result?.counts).to.deep.equal([2, 2, 1, 0]);
    expect(result?.outcome.selected).to.equal(0b011);
  });

  it("is verified against its chain, by this software and by the second verifier", async () => {
    const { url } = round.place.chain;
    const verified = await runCommand("verify", "--record", file("cell.json"), "--rpc", url, "--lang", "en");
    expect(verified.code, verified.out + String(verified.error)).to.equal(0);
    expect(verified.out).to.include("P25.8 the list is sorted");
    const { block } = JSON.parse(readFileSync(file("cell.json"), "utf8")) as ElectionRecord;
    await second(file("cell.json"), "--rpc", url, "--code", file("manifest.json"), "--block", String(block.number));
  });

  it("has projects whose records are verified by both, with the cost that was posted", async () => {
    const { place, projects } = round;
    const { chain, contracts, registry } = place;
    const { id, leaves, cost } = projectOf(projects, PATH);
    const { proposals, notices } = contracts;
    const address = { chainId: registry.chainId, proposals: proposals.address, notices: notices.address, id };
    const record = await exportProposal(address, chain.provider, await chain.provider.getBlockNumber(), leaves);
    expect(record.posting.cost).to.equal(cost);
    writeFileSync(file("project.json"), canonicalJson(record));
    const verified = await runCommand("verify", "--record", file("project.json"), "--rpc", chain.url, "--lang", "en");
    expect(verified.code, verified.out + String(verified.error)).to.equal(0);
    const byTrust = ["--trust", file("trust.json"), "--anchor", file("gazette")];
    await second(file("project.json"), "--rpc", chain.url, "--code", file("manifest.json"), ...byTrust);
  });

  it("is archived by the address of its election alone, and held to that archive by both", async () => {
    const { place, elections } = round;
    writeFileSync(file("archivist.key"), place.town.organizer.privateKey, { mode: 0o600 });
    const named = ["--election", elections[0], "--rpc", place.chain.url, "--key-file", file("archivist.key")];
    const made = await runCommand("archive", ...named, "--out", file("archive"), "--json");
    expect(made.code, made.out + made.err + String(made.error)).to.equal(0);
    const archived = JSON.parse(made.out) as { readonly record: string; readonly manifest: string };
    const held = ["--archive", archived.manifest, "--archivist", place.town.organizer.address];
    const verified = await runCommand("verify", "--record", archived.record, ...held, "--lang", "en");
    expect(verified.code, verified.out + String(verified.error)).to.equal(0);
    await second(archived.record, ...held);
  });
});

/** Expects the second verifier's command, in a process of its own, to verify a file. */
async function second(...words: readonly string[]): Promise<void> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [`${projectRoot}verifier/src/cli.ts`, ...words, "--json"]).catch(
    (failed: { readonly stdout: string }) => failed,
  );
  const { verdict, checks } = JSON.parse(stdout) as {
    readonly verdict: string;
    readonly checks: readonly { readonly state: string }[];
  };
  expect(checks.filter(({ state }) => state !== "held")).to.deep.equal([]);
  expect(verdict).to.equal("verified");
}
