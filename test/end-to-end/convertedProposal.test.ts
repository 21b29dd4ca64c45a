import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect } from "chai";
import { encryptKeystoreJsonSync, getBytes, hexlify, type Wallet } from "ethers";
import { relayedKeys, verificationKeys } from "../../scripts/checkout/circuitFiles.ts";
import { projectRoot } from "../../scripts/checkout/projectRoot.ts";
import { observerSpeaker } from "../../scripts/observer/observerSpeaker.ts";
import { resultLines } from "../../scripts/observer/resultText.ts";
import { withDemoManifest } from "../../scripts/rehearsal/demoTrust.ts";
import { consent } from "../../scripts/trustee/consent.ts";
import { share } from "../../scripts/trustee/share.ts";
import { readBlock } from "../../sdk/chain/blockTimes.ts";
import { createElection, readConstitution, readCreation } from "../../sdk/chain/organizer.ts";
import { ElectionOfNoProposalError } from "../../sdk/chain/originParts.ts";
import { readElection, readElections } from "../../sdk/chain/ownElections.ts";
import { readProposalOrigin, requireDerivedElection } from "../../sdk/chain/proposalOrigin.ts";
import { readElectionFacts } from "../../sdk/chain/trustFacts.ts";
import { canonicalJson } from "../../sdk/election/canonicalJson.ts";
import { textFor } from "../../sdk/election/contentText.ts";
import { endProving } from "../../sdk/proofs/groth16.ts";
import { readElectionContent } from "../../sdk/proposals/electionContent.ts";
import { hideLeaves } from "../../sdk/proposals/hiddenLeaves.ts";
import { ElectionNotDerivedError, requireDerived } from "../../sdk/proposals/proposalOrigin.ts";
import { writeTextFile } from "../../sdk/proposals/textFile.ts";
import { leafHash, type TextLeaf } from "../../sdk/proposals/textLeaf.ts";
import { weeklyCut } from "../../sdk/proposals/weeklyCut.ts";
import { acceptManifest } from "../../sdk/trust/acceptManifest.ts";
import { anchorLine, anchorOf } from "../../sdk/trust/anchor.ts";
import { FOREIGN_ORGANIZER } from "../../sdk/trust/judgeCode.ts";
import type { Manifest } from "../../sdk/trust/manifest.ts";
import { ElectionNotTrustedError } from "../../sdk/trust/requireTrusted.ts";
import { newTrustFile } from "../../sdk/trust/trustFile.ts";
import { chainChecks } from "../../sdk/verify/chainChecks.ts";
import { exportPieces } from "../../sdk/verify/exportPieces.ts";
import { exportProposal } from "../../sdk/verify/exportProposal.ts";
import { exportRecord } from "../../sdk/verify/exportRecord.ts";
import { isOfCell } from "../../sdk/verify/originSchema.ts";
import type { ProposalRecord } from "../../sdk/verify/proposalRecord.ts";
import { proposalTrustChecks } from "../../sdk/verify/proposalTrust.ts";
import type { ElectionRecord } from "../../sdk/verify/record.ts";
import { trustChecks } from "../../sdk/verify/trustChecks.ts";
import { verifyElection } from "../../sdk/verify/verifyElection.ts";
import { type Relayer, startRelayer } from "../../services/relayer/relayer.ts";
import { errorOf } from "../errorOf.ts";
import { runCommand } from "../scripts/clerk/runCommand.ts";
import { act, castInto, closeAndSeal, PASSPHRASE } from "../scripts/trustee/trusteeFixture.ts";
import { SAMPLE } from "../sdk/proposals/sampleText.ts";
import { type ConvertedProposal, convertedProposal } from "./convertedProposal.ts";
import { dryCommands } from "./dryRuns.ts";

describe("A proposal whose office is silent", function () {
  this.timeout(300_000);
  let town: ConvertedProposal;
  let record: ElectionRecord;

  before(async () => {
    town = await convertedProposal();
  });
  after(async () => {
    await town.mirror.close();
    await town.world.chain.close();
    await endProving();
  });

  const rpc = () => [town.world.chain.url];
  const created = async (election = town.election) =>
    readCreation(town.world.shared.factory.address, election, town.world.chain.provider);
  const checked = async (altered: unknown) => verifyElection(altered, { keysFor: verificationKeys });
  const failing = async (altered: unknown) => (await checked(altered)).filter(({ ok }) => !ok).map(({ name }) => name);

  it("is read as any election: title of the text, question and options of the template, the text beside", async () => {
    const { content } = await created();
    const read = readElectionContent(content);
    expect(read.title).to.deep.equal({ ko: SAMPLE.title });
    expect(read.question.en).to.equal("Do you agree with this proposal?");
    expect(read.options.map(({ title }) => title.ko)).to.deep.equal(["찬성", "반대", "기권"]);
    expect(read.proposal?.leaves[3]).to.deep.equal({ hash: town.hidden });
  });

  it("stands in the page's list, whose texts it has; without its contract in the configuration it does not", async () => {
    const { world, conversions, election } = town;
    const { provider } = world.chain;
    const own = { organizer: world.organizer.address, rolls: [world.shared.registry.address] };
    const factory = world.shared.factory.address;
    const config = { factory, organizers: [], conversions: [conversions], templates: async () => own };
    const [listed, more] = await readElections(config, provider);
    expect(more).to.equal(undefined);
    expect(listed?.election).to.equal(election);
    expect(listed?.content.title).to.deep.equal({ ko: SAMPLE.title });
    expect(await readElections({ ...config, conversions: [] }, provider)).to.deep.equal([]);
    // Whoever reads neither Korean nor English is shown the question in one of them, and told which.
    const { question } = (await readElection(config, election, provider)).content;
    expect(textFor(question, ["vi"], { language: "vi" })).to.deep.equal({ text: question.ko, language: "ko" });
  });

  it("is verified as of a template of the manifest's organizer, and as nobody's by the manifest of another", async () => {
    const { world, election } = town;
    const { provider } = world.chain;
    const ofTemplate = async (organizer: Wallet) => {
      const empty = newTrustFile("한표시", 31337);
      const file = await withDemoManifest(empty, { shared: world.shared, organizer }, provider, 1);
      const trust = acceptManifest(file, anchorOf(file.manifests[0] as Manifest));
      const facts = await readElectionFacts(election, trust.latest, provider, await provider.getBlockNumber());
      return trustChecks(trust, facts).filter(({ name }) => name.includes("proposal"));
    };
    const known = await ofTemplate(world.organizer);
    expect(known.map(({ name, ok }) => [name, ok])).to.deep.equal([
      ["P15.7 the contract that converted the proposal is the manifest's", true],
      ["P15.7 the organizer of the proposal's template is the manifest's, and so are its rolls", true],
    ]);
    const [, foreign] = await ofTemplate(world.relayer);
    expect(foreign?.ok).to.equal(false);
    expect(foreign?.found).to.equal(`${world.organizer.address}: unknown (${FOREIGN_ORGANIZER})`);
  });

  it("is followed by commands: how far it is, and its text without what is hidden, from a mirror", async () => {
    const { run, id, mirror, election, hidden } = town;
    const status = await run("proposal", "status", String(id));
    expect(status.out).to.equal(`Proposal ${id}: at its vote; 2 of 2 supports\n  Its election is ${election}`);
    const listed = JSON.parse((await run("proposal", "list", "--json")).out);
    expect(listed).to.have.length(1);
    expect(listed[0]).to.include({ id: String(id), state: "converted", reply: "None", supporters: 2, election });
    const shown = (await run("proposal", "show", String(id), "--mirror", mirror.url)).out;
    expect(shown).to.include(`Part 1, the title: ${SAMPLE.title}`).and.to.include("아이들이 차도로 걷습니다.");
    expect(shown).to.include("Part 3: (hidden by a measure").and.not.to.include("넓힙니다");
    const notices = JSON.parse((await run("notice", "list", String(id), "--json")).out);
    expect(notices.map(({ kind }: { readonly kind: string }) => kind)).to.deep.equal(["named", "named", "joint"]);
    expect(notices[2].leaf).to.equal(hidden);
  });

  it("is refused by commands where nothing is to be done, each with its own code", async () => {
    const { run, id, stranger, world } = town;
    const codeOf = async (...words: readonly string[]) => {
      const { error, err, out } = await run(...words, "--yes", "--key-file", stranger);
      return Object(error).code ?? `${err}${out}`;
    };
    const text = ["--text", world.file("text.json")];
    expect(await codeOf("proposal", "open", String(id))).to.equal("REFUSED_TOO_EARLY");
    expect(await codeOf("proposal", "settle", String(id))).to.equal("REFUSED_ELECTION_NOT_OVER");
    expect(await codeOf("proposal", "settle", "7")).to.equal("PROPOSAL_UNKNOWN");
    expect(await codeOf("proposal", "settle", "0x7")).to.equal("PROPOSAL_ID_UNFIT");
    expect(await codeOf("proposal", "convert", String(id), ...text)).to.equal("REFUSED_NOT_CONVERTIBLE");
    expect(await codeOf("proposal", "convert", String(id))).to.equal("TEXT_NOT_FOUND");
    const reply = ["--reply", "refused", "--text", world.file("draft.yaml")];
    expect(await codeOf("proposal", "answer", String(id), ...reply)).to.equal("REFUSED_NOT_THE_ORGANIZER");
    expect(await codeOf("notice", "restore", String(id), "--part", "9", "--words", "x", ...text)).to.equal(
      "LEAF_NOT_THERE",
    );
    const identity = ["--identity", world.file("recovery 0.json"), "--passphrase-file", world.file("passphrase")];
    expect(await codeOf("proposal", "support", String(id), ...identity)).to.equal("SUPPORT_AS_IT_IS");
    const draft = ["--identity", world.file("draft.yaml"), "--passphrase-file", world.file("passphrase")];
    expect(await codeOf("proposal", "withdraw", String(id), ...draft)).to.equal("FILE_KIND");
    writeFileSync(world.file("another passphrase"), "another passphrase");
    const wrong = ["--identity", world.file("recovery 0.json"), "--passphrase-file", world.file("another passphrase")];
    expect(await codeOf("proposal", "withdraw", String(id), ...wrong)).to.equal("IDENTITY_FILE_UNFIT");
    const unasked = await run("proposal", "convert", String(id), ...text, "--key-file", stranger);
    expect(Object(unasked.error).code).to.equal("NOBODY_TO_ASK");
  });

  it("is supported by no command where a part of its text is missing that no measure hides, nor unread without a word", async () => {
    const { run, id, leaves, hidden, stranger, world, mirror } = town;
    const support = async (...words: readonly string[]) =>
      run(
        ...["proposal", "support", String(id), "--key-file", stranger, ...words],
        ...["--identity", world.file("recovery 0.json"), "--passphrase-file", world.file("passphrase")],
      );
    const written = (name: string, hashes: readonly string[]) => {
      writeFileSync(world.file(name), writeTextFile(hideLeaves(leaves, new Set(hashes))));
      return ["--text", world.file(name), "--yes"];
    };
    const withheld = leafHash(2, leaves[2] as TextLeaf);
    const codeOf = async (...words: readonly string[]) => Object((await support(...words)).error).code;
    expect(await codeOf(...written("withheld.json", [withheld]))).to.equal("PROPOSAL_LEAF_MISSING");
    // What a measure hides is not missed, and where a mirror shows the rest nothing is.
    const whole = await support(...written("hidden.json", [hidden]));
    expect(whole.out).to.include("아이들이 차도로 걷습니다.").and.include("Part 3: (hidden by a measure");
    expect(Object(whole.error).code).to.equal("SUPPORT_AS_IT_IS");
    const completed = [...written("withheld.json", [withheld]), "--mirror", mirror.url];
    expect(await codeOf(...completed)).to.equal("SUPPORT_AS_IT_IS");
    const unread = await support("--yes");
    expect(unread.out).to.include("THE TEXT WAS NOT READ");
    expect(Object(unread.error).code).to.equal("SUPPORT_AS_IT_IS");
  });

  it("has a template that commands plan and show: what it binds, and that it is published already", async () => {
    const { run, world } = town;
    const planned = await run("template", "plan", world.file("template.yaml"));
    expect(planned.code).to.equal(0);
    expect(planned.out).to.include("Quota 2: 1/50 of 100 certified residents").and.to.include("Already published");
    const hash = /Template (0x\w{64})/.exec(planned.out)?.[1] ?? "";
    const shown = await run("template", "show", hash);
    expect(shown.out).to.include("option 3: 기권 / Abstain").and.to.include("Already published; in force from");
    for (const account of world.accounts) expect(shown.out).to.include(account);
    expect(Object((await run("template", "show", `0x${"11".repeat(32)}`)).error).code).to.equal("TEMPLATE_NOT_SHOWN");
  });

  it("is consented to by trustees who are shown its text, and what a measure hid of it by its hash", async () => {
    const { world, election, id } = town;
    const { censusTime } = (await readConstitution(election, world.chain.provider)).schedule;
    await world.chain.moveTo(censusTime + 1);
    await world.chain.mine(70);
    const asked = { election, rpc: rpc() };
    await act(world, consent, { ...asked, trustee: world.accounts[0] as string, writeTask: world.file("task") });
    const { report } = await act(world, consent, {
      key: world.keys[0],
      task: world.file("task"),
      out: world.file("made"),
    });
    const lines = report.summary?.join("\n") ?? "";
    expect(lines).to.include(`proposal ${id} of the contract`);
    expect(lines).to.include("NOBODY SAYS WHOSE TEMPLATE THIS IS");
    expect(lines).to.include(`paragraph 1: ${SAMPLE.paragraphs[0]?.replace("\n", " | ")}`);
    expect(lines).to.include(
      `paragraph 2 is hidden by a measure and is not part of the vote; its hash is ${town.hidden}`,
    );
    const payer = { account: world.file("payer.json"), passphraseFile: world.file("passphrase") };
    writeFileSync(payer.account, encryptKeystoreJsonSync(world.relayer, PASSPHRASE, { scrypt: { N: 1_024 } }));
    await act(world, consent, { post: world.file("made"), rpc: rpc(), ...payer });
    await act(world, consent, { ...asked, key: world.keys[1] });
  });

  it("is not consented to where a constitution or a proposal is another than follows from template and posting", async () => {
    const { world } = town;
    const task = JSON.parse(readFileSync(world.file("task"), "utf8"));
    const altered = (name: string, change: object) => {
      writeFileSync(world.file(name), JSON.stringify({ ...task, ...change }));
      return act(world, consent, { key: world.keys[0], task: world.file(name), out: world.file(`${name} made`) });
    };
    const { origin } = task.proposal;
    const of = (change: object) => ({ proposal: { ...task.proposal, origin: { ...origin, ...change } } });
    const cases = [
      [of({ template: { ...origin.template, quota: 1 } }), "of the template"],
      [of({ digest: town.hidden }), "of the text"],
      [
        of({ postponement: { from: task.constitution.schedule.opensAt, until: task.constitution.schedule.closesAt } }),
        "schedule.censustime",
      ],
      [{ proposal: { ...task.proposal, createdAt: task.proposal.createdAt + 86_400 } }, "schedule.censustime"],
    ] as const;
    for (const [place, [change, said]] of cases.entries()) {
      const error = await errorOf(altered(`altered ${place}`, change), ElectionNotDerivedError);
      expect(error.what.toLowerCase()).to.include(said);
    }
    await errorOf(altered("without", { proposal: undefined }), ElectionOfNoProposalError);

    // The machine that read the chain is believed no more than its task: whose template it is, the gazette's line says.
    const gazette = (organizer: string) => ({
      trust: {
        anchor: anchorLine({
          ...{ municipality: "한표시", chainId: 31337, serial: 1 },
          organizer,
          manifest: town.hidden,
        }),
        ...{ names: [], withdrawnFrom: null },
      },
    });
    const foreign = await errorOf(altered("foreign", gazette(world.relayer.address)), ElectionNotTrustedError);
    expect(foreign.what).to.include(`template ${world.organizer.address}: unknown (${FOREIGN_ORGANIZER})`);
    await altered("genuine", gazette(world.organizer.address));

    // Somebody makes an election of the same text by himself, with a constitution of his own choice.
    const { constitution, content } = await created();
    const { chain, shared, relayer, accounts } = world;
    const now = await chain.now();
    const own = { ...constitution, schedule: { ...constitution.schedule, ...soon(now) } };
    const { election } = await createElection(shared.factory.address, own, content, relayer, [1, 0, 0]);
    await chain.moveTo(now + 7_200);
    await chain.mine(70);
    const reading = { election, rpc: rpc(), trustee: accounts[0] as string, writeTask: world.file("own") };
    const error = await errorOf(act(world, consent, reading), ElectionOfNoProposalError);
    await errorOf(requireDerivedElection(await created(election), chain.provider), ElectionOfNoProposalError);
    await requireDerivedElection(await created(), chain.provider);
    expect(error.what).to.include(relayer.address);
    expect(await failing(await exportRecord(election, chain.provider))).to.include(
      "P23.5 an election has a proposal's content exactly if a proposal came to it",
    );
    const origin2 = await readProposalOrigin(await created(), chain.provider);
    const { proposal } = readElectionContent(content);
    if (origin2 === undefined || proposal === undefined) return expect.fail("the election came of a proposal");
    const facts = { chainId: 31337n, constitution: own, content: proposal, time: (await created()).blockNumber };
    expect(() => requireDerived(election, origin2, facts)).to.throw(ElectionNotDerivedError, "constitution");
  });

  it("is left alone by every command with --dry-run, and by those that nothing takes back until somebody is asked", async () => {
    const { world, election, id, dry, stranger, run } = town;
    await world.chain.moveTo((await readConstitution(election, world.chain.provider)).schedule.opensAt);
    const identity = ["--identity", world.file("recovery 0.json"), "--passphrase-file", world.file("passphrase")];
    const hash =
      /Template (0x\w{64})/.exec((await run("template", "plan", world.file("template.yaml"))).out)?.[1] ?? "";
    const part = ["--part", "2", "--text", world.file("text.json")];
    const told = ["--day", "2027-05-01", "--words", "말"];
    const given: Readonly<Record<string, readonly string[]>> = {
      "proposal post": [world.file("draft.yaml"), "--template", hash, "--out", world.file("never.json"), ...identity],
      "proposal withdraw": [String(id), ...identity],
      "proposal convert": [String(id), "--text", world.file("text.json")],
      "proposal answer": [String(id), "--reply", "refused", "--text", world.file("draft.yaml")],
      ...{ "proposal open": [String(id)], "proposal tally": [String(id)], "proposal settle": [String(id)] },
      "notice hide": [String(id), ...part, "--hours", "24", "--reason", "illegal", "--words", "말"],
      "notice name": [String(id), ...part, "--reason", "illegal", "--words", "말"],
      "notice withdraw": [String(id), ...part],
      "notice restore": [String(id), ...part, "--words", "말"],
      "notice stage": [String(id), "--stage", "committee", ...told],
      "notice milestone": [String(id), "--number", "1", "--progress", "done", ...told],
    };
    const said: Record<string, string> = {};
    for (const [command, words] of Object.entries(given))
      said[command] = await dry.nothing(...command.split(" "), ...words, "--key-file", stranger);
    expect(said["proposal convert"]).to.include(SAMPLE.title).and.include("Converted now, the roll is fixed at 20");
    expect(said["proposal post"]).to.include(SAMPLE.title).and.include("아이들이 차도로 걷습니다.");
    expect(said["notice hide"]).to.include("아이들이 차도로 걷습니다.").and.include("Reason: illegal");
    expect(said["notice stage"]).to.include("committee").and.include("Day: 2027-05-01").and.include("Words: 말");
    const all = await dryCommands("template", "proposal", "notice");
    expect([...dry.tried].sort()).to.deep.equal([...all].sort());
  });

  it("is voted on, counted and settled, and its record holds with every check", async () => {
    const { world, election, residents, id } = town;
    const byStranger = ["--key-file", town.stranger, "--yes"];
    const opened = await town.run("proposal", "open", String(id), ...byStranger);
    expect(opened.out).to.include(`The ballot box of ${election} is open`);
    await castInto(world, election, residents);
    await closeAndSeal(world, election);
    await world.chain.mine(70);
    for (const key of world.keys) await act(world, share, { election, key, rpc: rpc() });
    const counted = await town.run("proposal", "tally", String(id), ...byStranger);
    expect(counted.out).to.include("The result stands");
    await town.dry.nothing("proposal", "settle", String(id), "--key-file", town.stranger);
    const settled = await town.run("proposal", "settle", String(id), ...byStranger);
    expect(settled.out).to.include(`Proposal ${id}: decided by its vote; 2 of 2 supports`);
    record = await exportRecord(election, world.chain.provider);
    const checks = await checked(JSON.parse(canonicalJson(record)));
    expect(checks.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(checks.map(({ name }) => name)).to.include.members([
      "P23.5 an election has a proposal's content exactly if a proposal came to it",
      "P23.5 the template is the one that the content names",
      "P23.5 the constitution is the one that follows from template and posting",
    ]);
    const block = await readBlock("latest", world.chain.provider);
    expect((await chainChecks(record, world.chain.provider, block)).filter(({ ok }) => !ok)).to.deep.equal([]);
    const pieces: string[] = [];
    for await (const piece of exportPieces(election, world.chain.provider, record.block.number)) pieces.push(piece);
    expect(pieces.join("")).to.equal(canonicalJson(record));
  });

  it("is verified by the second verifier against the chain: the election's record and the proposal's", async () => {
    const { world, id } = town;
    const { chain, shared, organizer, file } = world;
    const { manifests } = await withDemoManifest(
      newTrustFile("한표시", 31337),
      { shared, organizer },
      chain.provider,
      1,
    );
    writeFileSync(file("manifest.json"), JSON.stringify(manifests[0]));
    const { chainId } = await chain.provider.getNetwork();
    const { notices, proposals } = shared.proposals;
    const address = { chainId, id, notices: notices.address, proposals: proposals.address };
    const lastBlock = (await readBlock("finalized", chain.provider)).number;
    const proposal = await exportProposal(address, chain.provider, lastBlock, town.leaves);
    for (const [name, content] of Object.entries({ record, proposal })) {
      writeFileSync(file(`${name}.json`), canonicalJson(content));
      const { verdict, exitCode, checks } = await secondVerifier(
        ...[file(`${name}.json`), "--rpc", chain.url, "--code", file("manifest.json")],
        ...(name === "record" ? ["--block", String(record.block.number)] : []),
      );
      expect(checks.filter(({ state }) => state !== "held")).to.deep.equal([]);
      expect({ verdict, exitCode }).to.deep.equal({ verdict: "verified", exitCode: 0 });
    }
  });

  it("is archived by its address alone, with the proposal's record beside it, and both are held to it without a chain", async () => {
    const { world, election, id } = town;
    const { chain, file, organizer } = world;
    const folder = file("archive");
    const none = await runCommand("archive", "--rpc", chain.url);
    expect(Object(none.error).code).to.equal("ELECTION_NOT_NAMED");
    const nobodys = await runCommand("archive", "--election", world.board, "--rpc", chain.url, "--unsigned");
    expect(Object(nobodys.error).code).to.equal("OTHER_CONTRACT");
    const named = ["--election", election, "--rpc", chain.url, "--key-file", file("organizer.key")];
    const made = await runCommand("archive", ...named, "--out", folder, "--json");
    expect(made.code, made.out + made.err + String(made.error)).to.equal(0);
    const archived = JSON.parse(made.out);
    expect(archived.proposal.id).to.equal(String(id));
    expect(readdirSync(folder).toSorted()).to.deep.equal(
      ["archive.json", "checks.json", "proposal.archive.json", "proposal.json", "record.json"]
        .map((part) => `${election}.${part}`)
        .concat("verifier.html"),
    );

    const held = ["--archivist", organizer.address, "--lang", "en"];
    const verify = (...words: readonly string[]) => runCommand("verify", "--record", ...words, ...held);
    const ofElection = await verify(archived.record, "--archive", archived.manifest);
    expect(ofElection.code, ofElection.out).to.equal(0);
    const { record: own, manifest } = archived.proposal;
    const ofProposal = await verify(own, "--archive", manifest);
    expect(ofProposal.code, ofProposal.out).to.equal(0);
    expect(ofProposal.out).to.include(`Title: ${SAMPLE.title}`).and.to.include("1 of 4 parts of its text are hidden");
    expect(ofProposal.out.split("\n").at(-1)).to.include(`Verified, as ${organizer.address} archived it: 2 residents`);
    const second = await secondVerifier(own, "--archive", manifest, "--archivist", organizer.address);
    expect(second.checks.filter(({ state }) => state !== "held")).to.deep.equal([]);
    expect(second.verdict).to.equal("verified");
    const onChain = await verify(own, "--archive", manifest, "--rpc", chain.url);
    expect(onChain.code, onChain.out).to.equal(0);
    expect(onChain.out).to.include("P21.15 code of the proposals").and.include("P11.6 the chain's code");

    const altered = JSON.parse(readFileSync(own, "utf8")) as ProposalRecord;
    writeFileSync(file("altered.json"), canonicalJson({ ...altered, block: { ...altered.block, time: 1 } }));
    const false_ = await verify(file("altered.json"), "--archive", manifest, "--json");
    const failed = (JSON.parse(false_.out) as { checks: { name: string; ok: boolean }[] }).checks
      .filter(({ ok }) => !ok)
      .map(({ name }) => name);
    expect(failed).to.include.members([
      "P11.6 the record's file is the one archived",
      "P11.6 the record was read at the archive's block",
    ]);
    const stranger = ["--archive", manifest, "--archivist", world.relayer.address, "--json"];
    expect((await runCommand("verify", "--record", own, ...stranger)).code).to.equal(1);
  });

  it("has a proposal's record that is the municipality's by its manifest alone, and nobody's by another's", async () => {
    const { world, id } = town;
    const { provider } = world.chain;
    const { notices, proposals } = world.shared.proposals;
    const last = await provider.getBlockNumber();
    const place = { chainId: 31337n, notices: notices.address, proposals: proposals.address, id };
    const own = await exportProposal(place, provider, last);
    const failingBy = async (organizer: Wallet, of: ProposalRecord = own) => {
      const file = await withDemoManifest(
        newTrustFile("한표시", 31337),
        { shared: world.shared, organizer },
        provider,
        1,
      );
      const trust = acceptManifest(file, anchorOf(file.manifests[0] as Manifest));
      return (await proposalTrustChecks(trust, of, provider, last)).filter(({ ok }) => !ok).map(({ name }) => name);
    };
    expect(await failingBy(world.organizer)).to.deep.equal([]);
    expect(await failingBy(world.relayer)).to.deep.equal([
      "P15.7 the organizer of the proposal's template is the manifest's, and so are its rolls",
    ]);
    expect(await failingBy(world.organizer, { ...own, notices: world.relayer.address })).to.deep.equal([
      "P15.7 the contracts of proposals are the manifest's",
    ]);
    expect(await failingBy(world.organizer, { ...own, chainId: "1" })).to.deep.equal([
      "P15.7 the chain is the trust file's",
    ]);
  });

  it("has its result said with the template's options, in both languages", async () => {
    const verification = {
      ...{ checks: [], record, contentHash: null, source: "", comparedWith: null },
      ...{ isOnChain: true, archivist: null, isTrustJudged: false },
    };
    const lines = resultLines(verification, observerSpeaker({ lang: "en" })).join("\n");
    expect(lines).to.include("찬성 / Yes").and.to.include("기권 / Abstain");
  });

  it("fails the check that a change of what it came of breaks", async () => {
    const { proposal } = record;
    if (proposal === undefined || isOfCell(proposal)) return expect.fail("the record has no proposal");
    const { template } = proposal;
    const of = (change: object) => ({ ...record, proposal: { ...proposal, ...change } });
    const [templateName, constitutionName] = [
      "P23.5 the template is the one that the content names",
      "P23.5 the constitution is the one that follows from template and posting",
    ];
    const { proposal: _, ...without } = record;
    const cases = [
      [without, ["P23.5 an election has a proposal's content exactly if a proposal came to it"]],
      [of({ digest: town.hidden }), ["P23.5 the text is of the digest that was posted"]],
      [of({ template: { ...template, quota: 9 } }), [templateName]],
      [of({ templates: proposal.notices }), [templateName]],
      [
        of({ template: { ...template, timing: { ...template.timing, openLead: 8 * 86_400 } } }),
        [templateName, constitutionName],
      ],
      [
        of({ template: { ...template, ballot: { ...template.ballot, question: hexlify(getBytes("0x7b7d")) } } }),
        [templateName, "P23.5 the question is the template's"],
      ],
      [
        of({ successor: { ...template, series: town.hidden } }),
        ["P23.5 the board is the template's own, or of a template of its series"],
      ],
      [of({ successor: { ...template, ballot: { ...template.ballot, consentsRequired: 1 } } }), [constitutionName]],
      [of({ postponement: { from: 0, until: record.constitution.schedule.sharesDueAt } }), [constitutionName]],
    ] as const;
    for (const [altered, names] of cases) expect(await failing(altered)).to.have.members([...names]);
  });

  it("comes to mirrors also by way of a relayer: by its own, or later by whoever has the file", async () => {
    const { world, mirror, run } = town;
    const { chain, shared, file } = world;
    const hash = /Template (0x\w{64})/.exec((await run("template", "plan", file("template.yaml"))).out)?.[1] ?? "";
    const started = async (mirrors: readonly string[]) =>
      startRelayer({
        ...{ rpc: chain.url, key: (await chain.newAccount()).privateKey, elections: [], interval: 0, mirrors },
        ...{ proofs: relayedKeys(), proposals: [shared.proposals.proposals.address] },
        limits: { batchDelay: 0, setAsideDelay: 0, finality: 1, staleAfter: Number.POSITIVE_INFINITY },
      });
    const [alone, linked] = [await started([]), await started([mirror.url])];
    const posted = (place: number, { address, url }: Relayer, ...more: readonly string[]) =>
      run(
        ...[
          "proposal",
          "post",
          file("draft.yaml"),
          "--template",
          hash,
          "--out",
          file(`relayed ${place}.json`),
          "--yes",
        ],
        ...["--identity", file(`recovery ${place}.json`), "--passphrase-file", file("passphrase")],
        ...["--relayer", `${address}@${url}`, ...more],
      );
    const inBlock = async (relayer: Relayer) => {
      for (let round = 0; round < 3; round++) {
        await relayer.work();
        await chain.mine(2);
        await mirror.work();
      }
      const listed = JSON.parse((await run("proposal", "list", "--json")).out) as readonly { readonly id: string }[];
      return listed.at(-1)?.id ?? "";
    };
    await chain.moveTo(weeklyCut(await chain.now()) + 35 * 86_400);

    const refused = await posted(1, alone, "--mirror", mirror.url);
    expect(refused.out).to.include("NOBODY HAS THE TEXT YET").and.include(`Not given to ${mirror.url}`);
    expect(refused.code).to.equal(1);
    const own = ["--text", file("relayed 1.json"), "--mirror", mirror.url];
    const id = await inBlock(alone);
    expect(Object((await run("proposal", "show", id, "--mirror", mirror.url)).error).code).to.equal("TEXT_NOT_FOUND");
    const offered = await run("proposal", "offer", id, ...own, "--mirror", "http://127.0.0.1:9", "--json");
    expect(JSON.parse(offered.out)).to.deep.include({
      ...{ id, taken: [mirror.url], failed: [{ mirror: "http://127.0.0.1:9", code: "MIRROR_UNREACHABLE" }] },
    });
    expect(offered.code).to.equal(2);
    const again = await run("proposal", "offer", id, ...own);
    expect([again.code, again.out]).to.deep.equal([0, "1 of 1 mirrors have the text"]);
    expect((await run("proposal", "show", id, "--mirror", mirror.url)).out).to.include(SAMPLE.title);

    const promised = await posted(0, linked, "--mirror", mirror.url, "--json");
    expect(JSON.parse(promised.out)).to.include({ relayer: linked.url, handed: true });
    expect(promised.code).to.equal(3);
    const later = await inBlock(linked);
    expect(later).not.to.equal(id);
    expect((await run("proposal", "show", later, "--mirror", mirror.url)).out).to.include(SAMPLE.title);
    for (const relayer of [alone, linked]) await relayer.close();
  });
});

/** What the second verifier's command says of a file, in a process of its own. */
async function secondVerifier(...words: readonly string[]) {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [`${projectRoot}verifier/src/cli.ts`, ...words, "--json"]).catch(
    (failed: { readonly stdout: string }) => failed,
  );
  return JSON.parse(stdout) as {
    readonly verdict: string;
    readonly exitCode: number;
    readonly checks: readonly { readonly check: string; readonly state: string }[];
  };
}

/** The times of an election whose census is an hour from now. */
function soon(now: number) {
  const [censusTime, opensAt] = [now + 3_600, now + 3 * 86_400];
  return { censusTime, opensAt, closesAt: opensAt + 4 * 86_400, sharesDueAt: opensAt + 9 * 86_400 };
}
