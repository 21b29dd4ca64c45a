import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bn254 } from "@noble/curves/bn254.js";
import { Identity } from "@semaphore-protocol/core";
import { expect } from "chai";
import * as snarkjs from "snarkjs";
import {
  BeaconInvalidError,
  CeremonyFileExistsError,
  CeremonyFileMissingError,
  CeremonyStepFailedError,
  CircuitUnknownError,
  ContributorInvalidError,
  KeyInvalidError,
  KeyWithoutContributionError,
  PtauUnknownError,
} from "../../../scripts/ceremony/errors.ts";
import {
  addBeacon,
  contributeTo,
  exportKey,
  hasNoContribution,
  initKey,
  verifyKey,
} from "../../../scripts/ceremony/phase2.ts";
import { contributionsOf } from "../../../scripts/ceremony/transcript.ts";
import { circuitFiles } from "../../../scripts/checkout/buildCircuits.ts";
import { verificationKey } from "../../../scripts/checkout/circuitFiles.ts";
import { keyFiles } from "../../../scripts/checkout/keys.ts";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { proveEnrolment } from "../../../sdk/proofs/enrolmentProof.ts";
import { foldKey } from "../../../sdk/proofs/foldedKey.ts";
import { endProving, type VerificationKey, verifyProof } from "../../../sdk/proofs/groth16.ts";
import { hanpyoHere } from "../hanpyoHere.ts";

/** Development powers of tau that stand beside the developers' worktrees, not in the repository. */
const ptau = join(projectRoot, "../shared/ptau/dev16.ptau");
const BEACON = "5c".repeat(32);

/** What a step is refused with, or nothing. */
async function refusal(step: () => Promise<unknown>): Promise<unknown> {
  return step().then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** With gamma = delta: A = alpha, B = beta, C = -(IC_0 + sum x_m IC_m) proves any x. */
function forgery(key: VerificationKey, publicSignals: readonly bigint[]) {
  const { x, y } = foldKey(key, 0, publicSignals);
  const c = bn254.G1.Point.fromAffine({ x, y }).negate().toAffine();
  const [alpha, beta] = [key.vk_alpha_1, key.vk_beta_2] as [string[], string[][]];
  return { pi_a: alpha, pi_b: beta, pi_c: [String(c.x), String(c.y), "1"], protocol: "groth16", curve: "bn128" };
}

/** Powers of tau that nobody contributed to, before and after their preparation for phase 2. */
async function newPtau(power: number, unprepared: string, prepared: string): Promise<void> {
  const { curves, powersOfTau } = snarkjs as unknown as {
    curves: { getCurveFromName(name: string): Promise<unknown> };
    powersOfTau: {
      newAccumulator(curve: unknown, power: number, out: string): Promise<unknown>;
      preparePhase2(from: string, to: string): Promise<unknown>;
    };
  };
  await powersOfTau.newAccumulator(await curves.getCurveFromName("bn128"), power, unprepared);
  await powersOfTau.preparePhase2(unprepared, prepared);
}

describe("A proving-key ceremony", function () {
  this.timeout(300_000);
  let folder: string;
  const file = (name: string) => join(folder, name);

  before(async function () {
    folder = mkdtempSync(join(tmpdir(), "hanpyo-ceremony-"));
    if (!existsSync(ptau)) {
      console.log(
        "      skipped: it needs the development powers of tau, ../shared/ptau/dev16.ptau, which are not here",
      );
      this.skip();
    }
    await initKey("enrolment", ptau, file("0.zkey"), true);
    await contributeTo(file("0.zkey"), file("1.zkey"), "시민 단체", "some text");
    await contributeTo(file("1.zkey"), file("2.zkey"), "University", "");
    await addBeacon(file("2.zkey"), file("final.zkey"), BEACON, 10);
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await endProving();
  });

  it("of two contributors and a beacon is verified, and its transcript names them in order", async () => {
    const { contributions, publicPtau, sha256 } = await verifyKey("enrolment", ptau, file("final.zkey"), true);
    expect(contributions.map(({ number, name }) => [number, name])).to.deep.equal([
      [1, "시민 단체"],
      [2, "University"],
      [3, "beacon"],
    ]);
    expect(contributions[2]?.beacon).to.deep.equal({ value: BEACON, iterations: 10 });
    expect(new Set(contributions.map(({ hash }) => hash)).size).to.equal(3);
    for (const { hash } of contributions) expect(hash).to.match(/^[0-9a-f]{128}$/);
    expect(publicPtau).to.equal(false);
    expect(sha256).to.match(/^[0-9a-f]{64}$/);
  });

  it("tells each contributor the hash that the transcript shows later", async () => {
    const hash = await contributeTo(file("2.zkey"), file("3.zkey"), "Third", "");
    const { contributions } = await verifyKey("enrolment", ptau, file("3.zkey"), true);
    expect(contributions.at(-1)).to.deep.equal({ number: 3, name: "Third", hash });
  });

  it("gives a key whose exported verification key verifies a real proof", async () => {
    await exportKey(file("final.zkey"), file("final.json"));
    const key = JSON.parse(readFileSync(file("final.json"), "utf8")) as VerificationKey;
    const files = {
      wasm: readFileSync(projectRoot + circuitFiles("enrolment").wasm),
      provingKey: readFileSync(file("final.zkey")),
    };
    const proved = await proveEnrolment(files, new Identity("ceremony").secretScalar, 7n);
    expect(await verifyProof(key, proved)).to.equal(true);
    expect(await verifyProof(key, { ...proved, publicSignals: [proved.publicSignals[0] as bigint, 8n] })).to.equal(
      false,
    );
    expect(await verifyProof(verificationKey("enrolment"), proved)).to.equal(false);
  });

  it("without a contribution gives a key with gamma = delta that anybody can forge with, and which is refused", async () => {
    const initial = (await snarkjs.zKey.exportVerificationKey(file("0.zkey"))) as VerificationKey;
    const contributed = (await snarkjs.zKey.exportVerificationKey(file("1.zkey"))) as VerificationKey;
    const nonsense = [1234n, 5678n];
    const verify = (key: VerificationKey) =>
      snarkjs.groth16.verify(key, nonsense.map(String), forgery(key, nonsense) as unknown as snarkjs.Groth16Proof);
    expect(await verify(initial)).to.equal(true);
    expect(await verify(contributed)).to.equal(false);
    expect([initial, contributed].map(hasNoContribution)).to.deep.equal([true, false]);

    for (const step of [
      () => verifyKey("enrolment", ptau, file("0.zkey"), true),
      () => exportKey(file("0.zkey"), file("0.json")),
    ]) {
      const error = await refusal(step);
      expect(error).to.be.instanceOf(KeyWithoutContributionError);
      expect((error as KeyWithoutContributionError).what).to.contain("0.zkey");
    }
    expect(existsSync(file("0.json"))).to.equal(false);
  });

  it("refuses a key of which one byte was changed, wherever it is", async () => {
    const good = readFileSync(file("final.zkey"));
    for (const place of [0.02, 0.5, 0.9]) {
      const bad = Buffer.from(good);
      const at = Math.floor(place * good.length);
      bad[at] = (bad[at] as number) ^ 1;
      writeFileSync(file("bad.zkey"), bad);
      const error = await refusal(() => verifyKey("enrolment", ptau, file("bad.zkey"), true));
      expect(error, `byte ${at}`).to.be.instanceOf(KeyInvalidError);
      expect((error as KeyInvalidError).what).to.match(/bad\.zkey is not a sound key of enrolment/);
    }
  });

  it("refuses a key of another circuit, one of other powers of tau, and a file that is no key", async () => {
    const other = projectRoot + keyFiles("keyShare").provingKey;
    expect(await refusal(() => verifyKey("enrolment", ptau, other, true))).to.be.instanceOf(KeyInvalidError);
    await newPtau(11, file("new11.ptau"), file("dev11.ptau"));
    const foreign = await refusal(() => verifyKey("enrolment", file("dev11.ptau"), file("final.zkey"), true));
    expect((foreign as KeyInvalidError).what).to.match(/final\.zkey is not a sound key of enrolment.*Invalid alpha1/);
    const raw = await refusal(() => initKey("enrolment", file("new11.ptau"), file("raw.zkey"), true));
    expect((raw as CeremonyStepFailedError).what).to.equal("The step init failed: Powers of tau is not prepared.");
    const committed = projectRoot + keyFiles("enrolment").provingKey;
    expect((await verifyKey("enrolment", ptau, committed, true)).contributions).to.have.length(2);
    writeFileSync(file("none.zkey"), "no key");
    expect(await refusal(() => verifyKey("enrolment", ptau, file("none.zkey"), true))).to.be.instanceOf(
      KeyInvalidError,
    );
    expect(await refusal(() => exportKey(file("none.zkey"), file("none.json")))).to.be.instanceOf(KeyInvalidError);
  });

  it("begins from public powers of tau only, unless it is called a development", async () => {
    for (const step of [
      () => initKey("enrolment", ptau, file("x.zkey"), false),
      () => verifyKey("enrolment", ptau, file("final.zkey"), false),
    ]) {
      const error = await refusal(step);
      expect(error).to.be.instanceOf(PtauUnknownError);
      expect((error as PtauUnknownError).what).to.match(/dev16\.ptau \(BLAKE2b [0-9a-f]{16}/);
    }
    expect(existsSync(file("x.zkey"))).to.equal(false);
  });

  it("refuses powers of tau that are too small for the circuit or none at all, and leaves no half file behind", async () => {
    await newPtau(4, file("new4.ptau"), file("dev4.ptau"));
    const small = await refusal(() => initKey("enrolment", file("dev4.ptau"), file("y.zkey"), true));
    expect(small).to.be.instanceOf(CeremonyStepFailedError);
    expect((small as CeremonyStepFailedError).what).to.match(
      /^The step init failed: circuit too big for this power of tau/,
    );
    writeFileSync(file("none.ptau"), "none");
    expect(await refusal(() => initKey("enrolment", file("none.ptau"), file("y.zkey"), true))).to.be.instanceOf(
      CeremonyStepFailedError,
    );
    expect([file("y.zkey"), file("y.zkey.part")].map(existsSync)).to.deep.equal([false, false]);
  });

  it("never overwrites a file, and names one that is missing", async () => {
    const before = readFileSync(file("1.zkey"));
    for (const step of [
      () => initKey("enrolment", ptau, file("1.zkey"), true),
      () => contributeTo(file("0.zkey"), file("1.zkey"), "Again", ""),
      () => addBeacon(file("2.zkey"), file("1.zkey"), BEACON, 10),
      () => exportKey(file("final.zkey"), file("1.zkey")),
    ]) {
      const error = await refusal(step);
      expect(error).to.be.instanceOf(CeremonyFileExistsError);
      expect((error as CeremonyFileExistsError).what).to.equal(`${file("1.zkey")} exists`);
    }
    expect(readFileSync(file("1.zkey")).equals(before)).to.equal(true);
    expect(await refusal(() => contributeTo(file("none"), file("z.zkey"), "Nobody", ""))).to.be.instanceOf(
      CeremonyFileMissingError,
    );
  });

  it("refuses a circuit, a name or a beacon that cannot be", async () => {
    expect(await refusal(() => initKey("../ballot-8", ptau, file("z.zkey"), true))).to.be.instanceOf(
      CircuitUnknownError,
    );
    for (const name of ["", "a".repeat(65), "a\u001b[2J", "two\nlines"]) {
      expect(await refusal(() => contributeTo(file("0.zkey"), file("z.zkey"), name, "")), name).to.be.instanceOf(
        ContributorInvalidError,
      );
    }
    for (const beacon of ["", "00".repeat(31), "00".repeat(256), "0".repeat(65), "zz".repeat(32)]) {
      expect(await refusal(() => addBeacon(file("2.zkey"), file("z.zkey"), beacon, 10)), beacon).to.be.instanceOf(
        BeaconInvalidError,
      );
    }
    for (const iterations of [9, 64]) {
      expect(await refusal(() => addBeacon(file("2.zkey"), file("z.zkey"), BEACON, iterations))).to.be.instanceOf(
        CeremonyStepFailedError,
      );
    }
    expect(existsSync(file("z.zkey"))).to.equal(false);
  });

  it("says its steps in Korean where Korean is asked for, and names the step that failed", async () => {
    const said = async (...words: readonly string[]) => hanpyoHere(["ceremony", ...words, "--lang", "ko"]);
    const contributed = await said("contribute", "--in", file("0.zkey"), "--out", file("ko.zkey"), "--name", "가나");
    expect(contributed.out).to.match(/^내 기여의 해시입니다\. 공개해 알리세요:\n[0-9a-f]{128}\n$/);
    const ended = await said("beacon", "--in", file("ko.zkey"), "--out", file("ko2.zkey"), "--beacon", BEACON);
    expect(ended.out).to.match(/ko2\.zkey: 이 SHA-256과 함께 공개하세요: [0-9a-f]{64}\n$/);
    const exported = await said("export", "--key", file("ko2.zkey"), "--out", file("ko.json"));
    expect(exported.out).to.match(/ko\.json: 검증 열쇠\n$/);
    const failed = await said("init", "--circuit", "enrolment", "--ptau", file("none.ptau"), "--out", file("ko3.zkey"));
    expect(failed.err).to.match(/^오류\(PTAU_UNKNOWN\): .*none\.ptau/);
    const stopped = await said(
      ...["init", "--circuit", "enrolment", "--ptau", file("none.ptau"), "--out", file("ko3.zkey"), "--development"],
    );
    expect(stopped.err).to.match(/^오류\(CEREMONY_STEP_FAILED\): .*단계: 시작\./);
    const unknown = await said("init", "--circuit", "ballot-9", "--ptau", file("none.ptau"), "--out", file("ko3.zkey"));
    expect(unknown.err).to.match(/ballot-9: 없음\. 있는 이름: .*enrolment/);
    for (const { code } of [contributed, ended, exported]) expect(code).to.equal(0);
  });

  it("shows a contributor's name whole, even one written by other software with line breaks and a hash of its own", () => {
    const hash = "\t\t00000001 00000002 00000003 00000004\n".repeat(4).trimEnd();
    const said = ["Circuit Hash: ", `contribution #1 A:\n${hash}\nB:\n${hash}`];
    expect(contributionsOf(said)).to.deep.equal([
      { number: 1, name: `A:\n${hash}\nB`, hash: "00000001000000020000000300000004".repeat(4) },
    ]);
  });
});
