import { spawn } from "node:child_process";
import { copyFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { encryptKeystoreJsonSync, toQuantity, Wallet } from "ethers";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { startLocalChain } from "../../../scripts/rehearsal/localChain.ts";
import { PhaseNotYetError } from "../../../scripts/terminal/actPhase.ts";
import { FileExistsError, FileInvalidError } from "../../../scripts/terminal/checkedFile.ts";
import { endingOf } from "../../../scripts/terminal/ending.ts";
import { koreanTime } from "../../../scripts/terminal/koreanTime.ts";
import { NotConfirmedError } from "../../../scripts/terminal/person.ts";
import { connectRpcs, disconnect, NothingThereError } from "../../../scripts/terminal/rpc.ts";
import type { Action, Made, Task } from "../../../scripts/trustee/action.ts";
import { consent } from "../../../scripts/trustee/consent.ts";
import { CeremonyOverError, deal, KeyNotRegisteredError, NotCommittedError } from "../../../scripts/trustee/deal.ts";
import { openKeyFile } from "../../../scripts/trustee/keyFile.ts";
import { OptionsUnfitError } from "../../../scripts/trustee/options.ts";
import { FingerprintDiffersError, TaskOfAnotherError } from "../../../scripts/trustee/run.ts";
import { share } from "../../../scripts/trustee/share.ts";
import {
  AccountPoorError,
  NonceMovedError,
  TransactionInvalidError,
} from "../../../scripts/trustee/signedTransaction.ts";
import { FinalizedUnknownError, NodesNotIndependentError, RpcsDisagreeError } from "../../../sdk/chain/agreement.ts";
import { CAST_TOPICS } from "../../../sdk/chain/ballotBox.ts";
import { readBoard } from "../../../sdk/chain/board.ts";
import { RpcUnreachableError, WrongChainError } from "../../../sdk/chain/connectNode.ts";
import { ContractRefusedError, electionAt, read } from "../../../sdk/chain/contracts.ts";
import { DealtShareWrongError, ShareKeyDiffersError } from "../../../sdk/chain/dealtShares.ts";
import { electionFingerprint, sumFingerprint } from "../../../sdk/chain/electionFingerprint.ts";
import { LogsMissingError } from "../../../sdk/chain/logsMissing.ts";
import { readSum } from "../../../sdk/chain/observer.ts";
import { readConstitution } from "../../../sdk/chain/organizer.ts";
import { NotOnBoardError, RegistrationsNotFinalError } from "../../../sdk/chain/trustee.ts";
import { OtherConstitutionError, ShareAlreadyGivenError } from "../../../sdk/chain/trusteeJournal.ts";
import { PassphraseWrongError } from "../../../sdk/chain/trusteeKeyFile.ts";
import { ContentMismatchError } from "../../../sdk/election/frozenContent.ts";
import { endProving } from "../../../sdk/proofs/groth16.ts";
import { anchorLine, anchorOf } from "../../../sdk/trust/anchor.ts";
import { type Manifest, signManifest } from "../../../sdk/trust/manifest.ts";
import { newTrustFile } from "../../../sdk/trust/trustFile.ts";
import { NotSealedError } from "../../../sdk/verify/shareTask.ts";
import { errorOf } from "../../errorOf.ts";
import { limitedNode } from "../../rpcLimits.ts";
import { type Saying, startRpcProxy } from "../../rpcProxy.ts";
import { type Answer, startTamperingNode, type Tamper } from "../tamperingNode.ts";
import { writeFirstFormat } from "./firstFormat.ts";
import {
  act,
  closeAndSeal,
  newBoard,
  newElection,
  openAndCast,
  PASSPHRASE,
  trusteeWorld,
  type World,
} from "./trusteeFixture.ts";

type Json = Record<string, unknown>;

describe("a trustee's command line, from the ceremony to the share", function () {
  this.timeout(300_000);
  let world: World;
  let election: string;
  let residents: Awaited<ReturnType<typeof newElection>>["residents"];

  before(async () => {
    world = await trusteeWorld();
  });

  after(async () => {
    await world.chain.close();
    await endProving();
  });

  const rpc = () => [world.chain.url];

  /** The file with some of its fields replaced, under a new name. */
  function altered(name: string, change: (content: Json) => Json): string {
    const content = JSON.parse(readFileSync(world.file(name), "utf8")) as Json;
    const file = world.file(`altered ${Math.random()} ${name}`);
    writeFileSync(file, JSON.stringify(change(content)));
    return file;
  }

  /** Reads on one machine, makes on another, for seat 1. @returns The names of both files. */
  async function readAndMake<T extends Task, M extends Made>(action: Action<T, M>, target: string, name: string) {
    const [task, out] = [`${name} task`, `${name} made`];
    const trustee = world.accounts[0] as string;
    await act(world, action, { [action.target]: target, rpc: rpc(), trustee, writeTask: world.file(task) });
    const made = await act(world, action, { key: world.keys[0], task: world.file(task), out: world.file(out) });
    return { task, out, questions: made.questions };
  }

  /** What the key file of a trustee holds of what it did. */
  async function journal(trustee: 0 | 1) {
    return (await openKeyFile(world.keys[trustee], PASSPHRASE)).journal ?? [];
  }

  async function facts(of: string) {
    const constitutionHash = await read<string>(electionAt(of, world.chain.provider), "constitutionHash");
    return { chainId: 31337n, election: of, constitutionHash };
  }

  const fingerprintOf = async (of: string) => electionFingerprint(await facts(of));

  async function withNode(tamper: Tamper, run: (url: string) => Promise<void>): Promise<void> {
    const node = await startTamperingNode(world.chain.url, tamper);
    try {
      await run(node.url);
    } finally {
      await node.close();
    }
  }

  async function withNodeSaying(said: Saying, run: (url: string) => Promise<void>): Promise<void> {
    const node = await startRpcProxy(world.chain.url, said);
    try {
      await run(node.url);
    } finally {
      await node.close();
    }
  }

  /** A manifest that states this rule of finality, and nothing else. */
  const signed = (finality: number) =>
    signManifest(
      {
        ...{ municipality: "한표시", chainId: 31337, organizer: world.organizer.address, serial: 1, finality },
        ...{ predecessors: [], lines: [], code: [], verifyingKeys: [], relayers: [], factories: [], rolls: [] },
      },
      world.organizer,
    );

  function trustFiles(name: string, manifest: Manifest) {
    const trust = world.file(`${name} trust`);
    writeFileSync(trust, JSON.stringify({ ...newTrustFile("한표시", 31337), manifests: [manifest] }));
    return { trust, anchor: anchorLine(anchorOf(manifest)) };
  }

  /** Says that block `number` is the finalized one. */
  const finalAt =
    (number: number): Saying =>
    ({ method, params }, pass) =>
      method === "eth_getBlockByNumber" && params[0] === "finalized"
        ? pass({ method, params: [toQuantity(number), false] })
        : undefined;

  /** Of a chain that names no final blocks. */
  const forgetful: Saying = limitedNode({ finalized: "error" });

  function makeFrom<T extends Task, M extends Made>(action: Action<T, M>, task: string) {
    return act(world, action, { key: world.keys[0], task, out: world.file(`out ${Math.random()}`) });
  }

  describe("in the ceremony", () => {
    it("registers off line in three steps, and the signed file can be sent once", async () => {
      const { out, questions } = await readAndMake(deal, world.board, "register");
      expect(questions).to.have.length(1);
      expect(questions[0]).to.match(/fingerprint of the board, [0-9A-Z*~$=-]{33}\?$/);
      const { report } = await act(world, deal, { post: world.file(out), rpc: rpc() });
      expect(report).to.include({ action: "deal", seat: 1 });
      expect((await readBoard(world.board, world.chain.provider)).missing).to.deep.equal([world.accounts[1]]);
      const again = await errorOf(act(world, deal, { post: world.file(out), rpc: rpc() }), NonceMovedError);
      expect(again.what).to.include(world.accounts[0]).and.to.include("number 0");
    });

    it("signs off line for a chain without a base fee, and for one where gas is free", async () => {
      for (const [limits, type] of [
        [{ noBaseFee: true, refuseType2: true }, 0],
        [{ freeGas: true }, 2],
      ] as const) {
        const board = await newBoard(world, world.accounts);
        await withNodeSaying(limitedNode(limits), async (url) => {
          const name = `register ${type}`;
          const [task, out] = [world.file(`${name} task`), world.file(`${name} made`)];
          const trustee = world.accounts[0] as string;
          await act(world, deal, { board, rpc: [url], trustee, writeTask: task });
          await act(world, deal, { key: world.keys[0], task, out });
          if (type === 2) await world.chain.provider.send("hardhat_setNextBlockBaseFeePerGas", ["0x0"]);
          const { report } = await act(world, deal, { post: out, rpc: [url] });
          const sent = await world.chain.provider.getTransaction(report.transaction as string);
          expect(sent?.type).to.equal(type);
          if (type === 2) expect(sent?.maxFeePerGas).to.equal(0n);
        });
      }
    });

    it("refuses who has no seat, an address without a board, and options that do not go together", async () => {
      const stranger = Wallet.createRandom().address;
      const reading = { board: world.board, rpc: rpc(), writeTask: world.file("never"), trustee: stranger };
      const homeless = await errorOf(act(world, deal, reading), NotOnBoardError);
      expect(homeless.what).to.include(stranger).and.to.include(world.board);
      const trustee = world.accounts[0] as string;
      const nowhere = await errorOf(act(world, deal, { ...reading, trustee, board: stranger }), NothingThereError);
      expect(nowhere.what).to.include(stranger);
      const unfit = await errorOf(act(world, deal, { ...reading, trustee, key: world.keys[0] }), OptionsUnfitError);
      expect(unfit.what).to.include("--key");
      const lacking = await errorOf(
        act(world, deal, { rpc: rpc(), writeTask: world.file("never"), trustee }),
        OptionsUnfitError,
      );
      expect(lacking.what).to.equal("--board is missing");
    });

    it("registers on line in one command", async () => {
      const { report } = await act(world, deal, { board: world.board, key: world.keys[1], rpc: rpc() });
      expect(report).to.include({ action: "deal", seat: 2 });
      expect(report.summary).to.include("TEST BOARD: its elections bind nobody.");
      expect((await readBoard(world.board, world.chain.provider)).stage).to.equal("dealing");
    });

    it("does not deal before all registrations are final, as the finalized block has them", async () => {
      const latest = await world.chain.provider.getBlockNumber();
      const lagging: Tamper = (method, params, answer) =>
        method === "eth_getBlockByNumber" && params[0] === "finalized"
          ? { result: { ...(answer.result as object), number: `0x${(latest - 1).toString(16)}` } }
          : answer;
      await withNode(lagging, async (url) => {
        const dealing = act(world, deal, { board: world.board, key: world.keys[0], rpc: [world.chain.url, url] });
        const error = await errorOf(dealing, RegistrationsNotFinalError);
        expect(error.what).to.equal(
          `1 of 2 registrations on board ${world.board} are final, as of block ${latest - 1}`,
        );
      });
    });

    it("deals by the manifest's rule on a chain that names no final blocks, and not before its depth", async () => {
      const { trust, anchor } = trustFiles("deep", await signed(1_000));
      await withNodeSaying(forgetful, async (url) => {
        const reading = { board: world.board, rpc: [url], trustee: world.accounts[0] as string };
        const asking = (more: object) => act(world, deal, { ...reading, writeTask: world.file("never"), ...more });
        await errorOf(asking({}), FinalizedUnknownError);
        const early = await errorOf(asking({ trust, anchor }), RegistrationsNotFinalError);
        expect(early.what).to.contain("as of block 0");
        const instant = trustFiles("instant", await signed(1));
        const { report } = await asking({ ...instant, writeTask: world.file("deal by rule") });
        expect(report.summary?.join("\n")).to.include("by the manifest a block is final at once");
      });
    });

    it("reads two nodes of different hosts, unless a flag says that one is enough", async () => {
      const [trustee, { port }] = [world.accounts[0] as string, new URL(world.chain.url)];
      const reading = { board: world.board, trustee, writeTask: world.file("never"), oneNode: false };
      for (const second of [world.chain.url, `http://localhost:${port}`, `http://LOCALHOST.:${port}/path?key=1`]) {
        const error = await errorOf(
          act(world, deal, { ...reading, rpc: [...rpc(), second] }),
          NodesNotIndependentError,
        );
        expect(error.remedy).to.include("--one-node");
      }
    });

    it("does not deal with altered keys, thresholds or boards, nor with another trustee's file", async () => {
      const trustee = world.accounts[0] as string;
      await act(world, deal, { board: world.board, rpc: rpc(), trustee, writeTask: world.file("deal task") });
      const other = await newBoard(world, world.accounts);
      const ofAnotherBoard = await errorOf(
        makeFrom(
          deal,
          altered("deal task", (t) => ({ ...t, board: other })),
        ),
        KeyNotRegisteredError,
      );
      expect(ofAnotherBoard.what).to.include(other);
      const ofAnotherChain = altered("deal task", (t) => ({ ...t, chainId: "1" }));
      await errorOf(makeFrom(deal, ofAnotherChain), KeyNotRegisteredError);
      const lower = altered("deal task", (t) => ({ ...t, threshold: 1 }));
      expect((await errorOf(makeFrom(deal, lower), NotCommittedError)).what).to.include("Seat 1");
      const swapped = altered("deal task", (t) => ({
        ...t,
        encryptionKeys: (t.encryptionKeys as unknown[]).toReversed(),
      }));
      await errorOf(makeFrom(deal, swapped), KeyNotRegisteredError);
      const notMine = act(world, deal, { key: world.keys[1], task: world.file("deal task"), out: world.file("never") });
      expect((await errorOf(notMine, TaskOfAnotherError)).what)
        .to.include(world.accounts[0])
        .and.to.include(world.accounts[1]);
    });

    it("asks to compare the fingerprint of all keys, which changes with any key, and stops at no", async () => {
      const questions: string[] = [];
      const refuse = async (question: string) => {
        questions.push(question);
        throw new NotConfirmedError(question);
      };
      const replaced = altered("deal task", (t) => {
        const [own, second] = t.encryptionKeys as [Json, Json];
        return { ...t, encryptionKeys: [own, { ...second, x: second.y, y: second.x }] };
      });
      for (const task of [world.file("deal task"), replaced]) {
        await errorOf(
          act(world, deal, { key: world.keys[0], task, out: world.file("never") }, refuse),
          NotConfirmedError,
        );
      }
      expect(questions).to.have.length(2);
      expect(questions[0]).to.match(/fingerprint of all trustees' keys, [0-9A-Z*~$=-]{33}\?$/);
      expect(questions[1]).to.not.equal(questions[0]);
      const unasked = (fingerprint: string, out: string) =>
        act(world, deal, { key: world.keys[0], task: replaced, out: world.file(out), fingerprint }, refuse);
      const [own = "", other = ""] = questions.map((question) => /, (\S{33})\?$/.exec(question)?.[1]);
      expect((await errorOf(unasked(own, "never"), FingerprintDiffersError)).what)
        .to.include(own)
        .and.to.include(other);
      await unasked(other.toLowerCase().replaceAll("-", " "), "compared by machine");
      await errorOf(unasked(other, "compared by machine"), FileExistsError);
    });

    it("names file and field of a task that is malformed", async () => {
      const cases: readonly (readonly [string, (task: Json) => Json])[] = [
        ["format", (t) => ({ ...t, format: "hanpyo-trustee-share-task-1" })],
        ["seat", (t) => ({ ...t, seat: 0 })],
        ["chainId", (t) => ({ ...t, chainId: "031337" })],
        ["board", (t) => ({ ...t, board: "0xabc" })],
        ["encryptionKeys.0.x", (t) => ({ ...t, encryptionKeys: [{ x: `${2n ** 254n}`, y: "1" }] })],
        ["fees.gasLimit", (t) => ({ ...t, fees: { ...(t.fees as Json), gasLimit: 5 } })],
        ["", (t) => ({ ...t, secret: "1" })],
      ];
      for (const [field, change] of cases) {
        const file = altered("deal task", change);
        const error = await errorOf(makeFrom(deal, file), FileInvalidError);
        expect([error.file, error.field]).to.deep.equal([file, field]);
        expect(error.remedy).to.include("--write-task");
      }
    });

    it("opens no key file with a wrong passphrase", async () => {
      writeFileSync(world.file("wrong"), "correct horse battery\n");
      const making = { key: world.keys[0], task: world.file("deal task"), out: world.file("never") };
      const error = await errorOf(
        act(world, deal, { ...making, passphraseFile: world.file("wrong") }),
        PassphraseWrongError,
      );
      expect(error.what).to.include(world.keys[0]);
    });

    it("deals off line, and the file cannot be turned to another board, sender or function", async () => {
      const out = world.file("deal made");
      const { questions } = await act(world, deal, { key: world.keys[0], task: world.file("deal task"), out });
      expect(questions).to.have.length(1);
      const wrong: readonly (readonly [string, Json])[] = [
        ["recipient", { board: world.shared.factory.address }],
        ["sender", { trustee: world.accounts[1] }],
        ["function", { round: "register" }],
        ["encoding", { transaction: "0x02" }],
      ];
      for (const [field, change] of wrong) {
        const file = altered("deal made", (made) => ({ ...made, ...change }));
        const error = await errorOf(act(world, deal, { post: file, rpc: rpc() }), TransactionInvalidError);
        expect(error.what).to.include(field);
      }
      const nowhere = altered("deal made", (made) => ({ ...made, board: Wallet.createRandom().address }));
      await errorOf(act(world, deal, { post: nowhere, rpc: rpc() }), NothingThereError);
      const elsewhere = altered("deal made", (made) => ({ ...made, chainId: "1" }));
      const error = await errorOf(act(world, deal, { post: elsewhere, rpc: rpc() }), WrongChainError);
      expect(error.what).to.include("31337");
      const setBalance = (wei: string) => world.chain.provider.send("hardhat_setBalance", [world.accounts[0], wei]);
      await setBalance("0x1");
      const poor = await errorOf(act(world, deal, { post: out, rpc: rpc() }), AccountPoorError);
      expect(poor.what).to.include(`${world.accounts[0]} has 0.000000000000000001`);
      await setBalance("0x56bc75e2d63100000");
      const { report } = await act(world, deal, { post: out, rpc: rpc() });
      expect(report.seat).to.equal(1);
    });

    it("deals on line, after which there is nothing more to deal", async () => {
      await act(world, deal, { board: world.board, key: world.keys[1], rpc: rpc() });
      const error = await errorOf(
        act(world, deal, { board: world.board, key: world.keys[1], rpc: rpc() }),
        CeremonyOverError,
      );
      expect(error.what).to.equal(`Board ${world.board} has its key: the ceremony is over`);
      expect(endingOf(error)).to.equal("nothing");
    });
  });

  describe("in consenting", () => {
    it("waits for the census time", async () => {
      ({ election, residents } = await newElection(world));
      const reading = { election, rpc: rpc(), trustee: world.accounts[0] as string, writeTask: world.file("never") };
      const error = await errorOf(act(world, consent, reading), ContractRefusedError);
      expect(error.refusal).to.equal("CheckpointNotYetFinal");
      const { censusTime } = (await readConstitution(election, world.chain.provider)).schedule;
      await world.chain.moveTo(censusTime + 1);
    });

    it("refuses where the node does not know the finalized block and no manifest says which is final", async () => {
      await withNodeSaying(forgetful, async (url) => {
        const reading = { election, rpc: [url], trustee: world.accounts[0] as string };
        const error = await errorOf(
          act(world, consent, { ...reading, writeTask: world.file("never") }),
          FinalizedUnknownError,
        );
        expect(error.remedy).to.include("trust publish --finality");
      });
    });

    it("takes the block that the manifest's rule makes final, and shows the rule", async () => {
      const latest = await world.chain.provider.getBlockNumber();
      await withNodeSaying(forgetful, async (url) => {
        const rpcs = await connectRpcs([url]);
        const reading = { flags: ["one-node", "no-trust"] as const, trust: undefined, say: () => {} };
        const read = (blocks: number) =>
          consent.read(rpcs, election, world.accounts[0] as string, { ...reading, rule: { kind: "depth", blocks } });
        try {
          const task = await read(1);
          expect(task.blockNumber).to.equal(latest);
          expect(consent.summary(task).join("\n")).to.include("names no final blocks; by the manifest");
          // One block earlier the census time was not yet past.
          await errorOf(read(2), ContractRefusedError);
        } finally {
          disconnect(rpcs);
        }
      });
    });

    it("shows what is agreed to, and consents off line by anybody's account", async () => {
      copyFileSync(world.keys[0], world.file("kim before"));
      const { task, out, questions } = await readAndMake(consent, election, "consent");
      const fingerprint = await fingerprintOf(election);
      expect(questions).to.deep.equal([
        `Do you agree to election ${election} with a roll of 2, as shown above, and do other trustees read the same fingerprint, ${fingerprint}?`,
      ]);
      expect(await journal(0)).to.have.length(1);
      const [noted] = await journal(0);
      expect(noted).to.deep.include({ act: "consent", election, flags: ["one-node", "no-trust"] });
      expect(noted?.census).to.include({ activeMembers: 2 });
      const { report } = await act(world, consent, {
        key: world.keys[0],
        task: world.file(task),
        out: world.file("again"),
      });
      expect(report.summary?.join("\n")).to.include("주민참여예산").and.to.include("Street lights");
      expect(report.summary).to.include(`organizer: account ${world.organizer.address}`);
      expect(report.summary?.join("\n")).to.match(/^TEST ELECTION: binds nobody\. /m);
      expect(report.summary).to.include("certified population: none is given with this election");
      expect(report.summary?.join("\n")).to.match(/outcome: with less turnout: counted, but nothing is decided/);
      expect(report.summary).to.include("last election of roll 1: none");
      // Every rule that is frozen, dates as they are in Korea, and who can stop it.
      const { schedule } = await readConstitution(election, world.chain.provider);
      const said = report.summary?.join("\n");
      for (const part of [
        "option 1: 놀이터 / Playground, costs 30,000,000",
        "0 to 2 of 3 options",
        "votes may be changed until the end",
        "funded within 50000000 (Greedy), with at least 1 votes",
        "by votes, each option that fits what is left",
        "among equal votes: taken in the order listed",
        "without a ballot nothing is ever counted",
        "with fewer than 2 residents at the census it cannot open",
        `${koreanTime(schedule.censusTime)}  census`,
        `${koreanTime(schedule.opensAt)}  opens`,
        `${koreanTime(schedule.opensAt + schedule.openGrace)}  void unless opened by then`,
        `${koreanTime(schedule.sharesDueAt)}  shares are due`,
        "10 minutes after it was posted",
        `seat 2: ${world.accounts[1]}`,
        "2 consents are needed: 1 of the 2 trustees who do not consent void it",
        `constitution: ${noted?.constitutionHash}`,
      ]) {
        expect(said).to.include(part);
      }
      const { LC_ALL: locale } = process.env;
      process.env.LC_ALL = "ko_KR.UTF-8";
      const reading = {
        election,
        rpc: rpc(),
        trustee: world.accounts[0] as string,
        writeTask: world.file("in Korean"),
      };
      const { lines } = await act(world, consent, reading);
      if (locale === undefined) delete process.env.LC_ALL;
      else process.env.LC_ALL = locale;
      expect(lines.join("\n")).to.include("선택지 1: 놀이터 / Playground, 비용 30,000,000");
      expect(lines).to.include("날짜 (한국 시간):").and.include("  2명 가운데 2명이 모여야 개표됨");
      const { address, privateKey } = world.relayer;
      const keystore = encryptKeystoreJsonSync({ address, privateKey }, "of the payer only", { scrypt: { N: 2 } });
      writeFileSync(world.file("payer"), keystore);
      writeFileSync(world.file("payer passphrase"), "of the payer only");
      const payer = { account: world.file("payer"), passphraseFile: world.file("payer passphrase") };
      await act(world, consent, { post: world.file(out), rpc: rpc(), ...payer });
      const twice = act(world, consent, { post: world.file(out), rpc: rpc(), ...payer });
      const error = await errorOf(twice, ContractRefusedError);
      expect([error.refusal, error.args]).to.deep.equal(["AlreadyConsented", { seat: "1" }]);
    });

    it("does not consent to altered text, or with altered shares", async () => {
      const retold = altered("consent task", (t) => ({ ...t, content: `${String(t.content).slice(0, -2)}00` }));
      await errorOf(makeFrom(consent, retold), ContentMismatchError);
      const dealt = (change: (parts: readonly Json[]) => unknown) =>
        altered("consent task", (t) => ({ ...t, dealt: change(t.dealt as Json[]) }));
      const moved = dealt(([a, b]) => [a, { ...b, ciphertext: a?.ciphertext }]);
      expect((await errorOf(makeFrom(consent, moved), DealtShareWrongError)).what).to.include("seat 2");
      const lacking = dealt(([a]) => [a]);
      expect((await errorOf(makeFrom(consent, lacking), ShareKeyDiffersError)).what).to.include(world.board);
    });

    it("consents to no second constitution or census of an election", async () => {
      const ways: readonly ((task: Json) => Json)[] = [
        (t) => ({ constitution: { ...(t.constitution as Json), minimumBallots: 2 } }),
        (t) => ({ census: { ...(t.census as Json), activeMembers: 3 } }),
      ];
      for (const change of ways) {
        const second = altered("consent task", (t) => ({ ...t, ...change(t) }));
        expect((await errorOf(makeFrom(consent, second), OtherConstitutionError)).what).to.include(election);
      }
    });

    it("is refused by the contract when constitution or census were altered on the way", async () => {
      const ways: readonly ((task: Json) => Json)[] = [
        (t) => ({ constitution: { ...(t.constitution as Json), minimumBallots: 2 } }),
        (t) => ({ census: { ...(t.census as Json), activeMembers: 3 } }),
      ];
      for (const [index, change] of ways.entries()) {
        const file = altered("consent task", (t) => ({ ...t, ...change(t) }));
        const out = world.file(`altered consent ${index}`);
        const forgetful = world.file(`a copy ${index} from before the consent`);
        copyFileSync(world.file("kim before"), forgetful);
        await act(world, consent, { key: forgetful, task: file, out });
        const other = altered("consent made", (made) => ({
          ...made,
          proof: JSON.parse(readFileSync(out, "utf8")).proof,
          seat: 2,
        }));
        const error = await errorOf(
          act(world, consent, { post: other, rpc: rpc(), account: world.keys[1] }),
          ContractRefusedError,
        );
        expect([error.refusal, error.args]).to.deep.equal(["ConsentProofInvalid", { seat: "2" }]);
      }
    });

    it("consents on line, run as a program, and prints JSON alone", async () => {
      const compared = ["--one-node", "--without-trust", "--fingerprint", await fingerprintOf(election)];
      const reading = ["--election", election, "--key", world.keys[1], "--rpc", world.chain.url];
      const consenting = ["consent", ...reading, ...compared];
      const { status, stdout, stderr } = await hanpyo(
        ...consenting,
        "--passphrase-file",
        world.file("passphrase"),
        "--json",
      );
      expect([status, stderr.includes("Playground")]).to.deep.equal([0, true]);
      expect(JSON.parse(stdout)).to.include({ action: "consent", seat: 2 });
      expect(await read(electionAt(election, world.chain.provider), "consents")).to.equal(3n);
    });
  });

  describe("in sharing", () => {
    it("refuses before the sum is sealed", async () => {
      await openAndCast(world, election, residents);
      const error = await errorOf(act(world, share, { election, key: world.keys[1], rpc: rpc() }), PhaseNotYetError);
      expect(error.what)
        .to.include(election)
        .and.match(/is open, and takes ballots until .* KST$/);
      expect(error.remedy).to.match(
        /^Before a share the box closes \(.* KST\), `tally` sums and seals it \(not before/,
      );
      expect(error.reasonInKorean).to.match(/열려 있고 .* KST까지 투표지를 받음\. 개표 조각 전에 투표함이 닫히고\(/);
      await closeAndSeal(world, election);
    });

    it("reads as of the final block: what came after it does not count", async () => {
      const latest = await world.chain.provider.getBlockNumber();
      const reading = { election, trustee: world.accounts[0] as string, writeTask: world.file("never") };
      const at = (block: number, run: (url: string) => Promise<void>) => withNodeSaying(finalAt(block), run);
      await at(latest, async (url) => {
        const { report } = await act(world, share, { ...reading, rpc: [url], writeTask: world.file("by block") });
        expect(report.summary?.[0]).to.include(`as of block ${latest}`);
        expect(report.summary).to.include("TEST ELECTION: binds nobody.");
      });
      await at(5, async (url) => {
        const unborn = act(world, share, { ...reading, rpc: [url] });
        expect((await errorOf(unborn, NothingThereError)).what).to.include(election);
      });
      await at(latest - 1, async (url) => {
        const early = act(world, share, { ...reading, rpc: [url] });
        expect((await errorOf(early, NotSealedError)).what).to.include(`block ${latest - 1}`);
      });
      await withNodeSaying(forgetful, async (url) => {
        const unknown = act(world, share, { ...reading, rpc: [url] });
        expect((await errorOf(unknown, FinalizedUnknownError)).what).to.include(new URL(url).host);
      });
    });

    it("refuses when two nodes disagree about chain, block or ballots, and names both", async () => {
      const other = await startLocalChain();
      // A node whose finalized block is its first knows of none.
      await other.mine(100);
      const lies: readonly (readonly [string, Tamper])[] = [
        ["chain id", (method, _, answer) => (method === "eth_chainId" ? { result: "0x1" } : answer)],
        ["dealt", (method, _, answer) => (method === "eth_getLogs" ? { result: [] } : answer)],
        ["what was read", (method, _, answer) => (method === "eth_getLogs" ? withoutData(answer) : answer)],
      ];
      try {
        const compare = (second: string) =>
          errorOf(act(world, share, { election, key: world.keys[1], rpc: [...rpc(), second] }), RpcsDisagreeError);
        expect((await compare(other.url)).subject).to.match(/^hash of block \d+$/);
        await withNode(
          (method, _, answer) => (method === "eth_getLogs" ? withoutFirstBallot(answer) : answer),
          async (url) => {
            const left = act(world, share, { election, key: world.keys[1], rpc: [...rpc(), url] });
            expect((await errorOf(left, LogsMissingError)).what).to.include(election);
          },
        );
        for (const [subject, tamper] of lies) {
          await withNode(tamper, async (url) => {
            const error = await compare(url);
            expect(error.subject).to.equal(subject);
            expect(error.what).to.include(new URL(world.chain.url).host).and.to.include(new URL(url).host);
          });
        }
      } finally {
        await other.close();
      }
    });

    it("refuses a single node that hides a ballot", async () => {
      await withNode(
        (method, _, answer) => (method === "eth_getLogs" ? withoutFirstBallot(answer) : answer),
        async (url) => {
          const error = await errorOf(
            act(world, share, { election, key: world.keys[1], rpc: [url] }),
            LogsMissingError,
          );
          expect(error.what).to.include(election);
        },
      );
    });

    it("says that a key file is a copy from before the consent, and shares by it only where that was answered", async () => {
      const key = world.file("kim from before");
      copyFileSync(world.file("kim before"), key);
      const reading = { election, trustee: world.accounts[0] as string, rpc: rpc(), writeTask: world.file("old task") };
      await act(world, share, reading);
      const task = world.file("old task");
      const refuse = async (question: string) => {
        throw new NotConfirmedError(question);
      };
      const asked = await errorOf(
        act(world, share, { key, task, out: world.file("never") }, refuse),
        NotConfirmedError,
      );
      expect(asked.what).to.include("Are all newer copies of").and.include("no share of another sum");
      const made = { key, task, out: world.file("old share"), journalLost: true };
      const { lines, questions } = await act(world, share, made);
      expect(lines.join("\n")).to.include(`is an older copy: the chain has this trustee's consent to ${election}`);
      expect(lines.join("\n")).to.include("hanpyo -- trustee merge");
      expect(questions).to.have.length(1);
      const { journal: entries = [] } = await openKeyFile(key, PASSPHRASE);
      expect(entries.map(({ flags }) => flags)).to.deep.equal([["one-node", "no-trust", "journal-lost"]]);
    });

    it("shares off line after asking to compare number and fingerprint", async () => {
      copyFileSync(world.keys[0], world.file("kim between"));
      const { task, out, questions } = await readAndMake(share, election, "share");
      const sum = await readSum(election, world.chain.provider);
      const fingerprint = sumFingerprint({ ...(await facts(election)), ballots: 2, sum });
      expect(questions).to.deep.equal([`Do other trustees read 2 ballots and the same fingerprint, ${fingerprint}?`]);
      const sumHash = await read(electionAt(election, world.chain.provider), "sumHash");
      const { constitutionHash } = await facts(election);
      const shared = (await journal(0)).filter((entry) => entry.act === "share");
      expect(shared).to.have.length(1);
      expect(shared[0]).to.deep.include({
        election,
        constitutionHash,
        sumHash,
        ballots: 2,
        flags: ["one-node", "no-trust"],
      });
      expect(shared[0]?.census?.activeMembers).to.equal(2);
      await act(world, share, { post: world.file(out), rpc: rpc(), account: world.keys[1] });
      expect(await read(electionAt(election, world.chain.provider), "shares")).to.equal(1n);
      expect(task).to.equal("share task");
    });

    it("says that a key file is a copy from before the share, once that is on the chain", async () => {
      const reading = {
        election,
        trustee: world.accounts[0] as string,
        rpc: rpc(),
        writeTask: world.file("late task"),
      };
      await act(world, share, reading);
      const refuse = async (question: string) => {
        throw new NotConfirmedError(question);
      };
      const again = (key: string) =>
        act(world, share, { key, task: world.file("late task"), out: world.file("late") }, refuse);
      const older = await errorOf(again(world.file("kim between")), NotConfirmedError);
      expect(older.what).to.include("Are all newer copies of");
      // The copy that gave it is asked what everybody is asked.
      expect((await errorOf(again(world.keys[0]), NotConfirmedError)).what).to.include("the same fingerprint");
    });

    it("gives no share of a second sum, however the election's address is spelt, and the same one again", async () => {
      const second = (spelling: (address: string) => string) =>
        altered("share task", (t) => {
          const words = t.sum as string[];
          return { ...t, election: spelling(t.election as string), sum: [...words.slice(4), ...words.slice(0, 4)] };
        });
      const error = await errorOf(
        makeFrom(
          share,
          second((address) => address),
        ),
        ShareAlreadyGivenError,
      );
      expect(error.what).to.include(election);
      await errorOf(
        makeFrom(
          share,
          second((address) => address.toLowerCase()),
        ),
        FileInvalidError,
      );
      await makeFrom(share, world.file("share task"));
      expect(await journal(0)).to.have.length(2);
    });

    it("says that the journal of a key file of the first format is missing, and makes none without a word", async () => {
      const key = world.file("kim first.json");
      await writeFirstFormat(key, await openKeyFile(world.keys[0], PASSPHRASE), PASSPHRASE);
      const before = readFileSync(key, "utf8");
      const task = world.file("share task");
      const out = () => world.file(`out ${Math.random()}`);
      const refuse = async (question: string) => {
        throw new NotConfirmedError(question);
      };
      const asked = await errorOf(act(world, share, { key, task, out: out() }, refuse), NotConfirmedError);
      expect(asked.what).to.include("never given a share of any election");
      expect(readFileSync(key, "utf8")).to.equal(before);

      writeFileSync(`${key}.journal`, `${JSON.stringify({ election, sumHash: `0x${"12".repeat(32)}` })}\n`);
      await errorOf(act(world, share, { key, task, out: out() }), ShareAlreadyGivenError);
      const elsewhere = world.file("moved journal");
      renameSync(`${key}.journal`, elsewhere);
      await errorOf(act(world, share, { key, task, out: out(), journal: elsewhere }), ShareAlreadyGivenError);
      expect(readFileSync(key, "utf8")).to.equal(before);

      const { lines, questions } = await act(world, share, { key, task, out: out(), journalLost: true });
      expect(lines.join("\n")).to.include("its journal").and.to.include("is missing");
      expect(questions).to.have.length(1);
      const { journal: entries = [] } = await openKeyFile(key, PASSPHRASE);
      expect(entries.map(({ flags }) => flags)).to.deep.equal([["one-node", "no-trust", "journal-lost"]]);
    });

    it("shares on line over two nodes that agree", async () => {
      const { report } = await act(world, share, { election, key: world.keys[1], rpc: [...rpc(), ...rpc()] });
      expect((await journal(1)).map(({ act: done }) => done)).to.deep.equal(["consent", "share"]);
      expect(report.summary?.join("\n")).to.include("2 ballots");
      expect(await read(electionAt(election, world.chain.provider), "shares")).to.equal(3n);
    });

    it("says when no node answers", async () => {
      const error = await errorOf(
        act(world, share, { election, key: world.keys[1], rpc: ["http://127.0.0.1:1/?key=secret"] }),
        RpcUnreachableError,
      );
      expect(error.message).to.include("127.0.0.1:1").and.not.to.include("secret");
    });
  });
});

/** Runs the command line while the chain of this process goes on. */
async function hanpyo(...args: readonly string[]) {
  const child = spawn(process.execPath, ["scripts/hanpyo.ts", "trustee", ...args], { cwd: projectRoot });
  const [status, stdout, stderr] = await Promise.all([
    new Promise<number | null>((done) => child.once("close", done)),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { status, stdout, stderr };
}

/** The logs that a node gave, without their data. */
function withoutData({ result }: Answer): Answer {
  return { result: (result as object[]).map((log) => ({ ...log, data: "0x" })) };
}

/** The logs that a node gave, without the first ballot among them. */
function withoutFirstBallot({ result }: Answer): Answer {
  const logs = result as readonly { readonly topics: readonly string[] }[];
  const first = logs.find(({ topics: [topic = ""] }) => CAST_TOPICS.includes(topic));
  return { result: logs.filter((log) => log !== first) };
}
