import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import { projectRoot } from "../../../scripts/checkout/projectRoot.ts";
import { koreanRefusal } from "../../../scripts/terminal/koreanRefusal.ts";
import { readOffice } from "../../../sdk/enrolling/officeClient.ts";
import type { MethodSettings } from "../../../services/eid/methodSettings.ts";
import { OfficeFileInvalidError, readOfficeFile } from "../../../services/registrar/officeFile.ts";
import {
  OfficeKeyExistsError,
  OfficeKeyExposedError,
  OfficeKeyUnreadableError,
  officeAccounts,
  readOfficeKeys,
  writeOfficeKeys,
} from "../../../services/registrar/officeKeys.ts";
import { errorOf } from "../../errorOf.ts";
import { halfSent, untilRefused } from "../../services/hosting/underWay.ts";
import { type OfficeWorld, startOfficeWorld } from "../../services/registrar/officeWorld.ts";
import { startHostileEids } from "./hostileEids.ts";

describe("hanpyo office", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-office-command-"));
  const keyFile = join(folder, "registrar.key.json");
  const children: ChildProcess[] = [];
  let world: OfficeWorld;

  function launch(...args: readonly string[]) {
    const child = spawn(process.execPath, ["scripts/hanpyo.ts", "office", ...args], { cwd: projectRoot });
    children.push(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        text += data;
      });
    }
    const closed = new Promise<number | null>((done) => child.once("close", done));
    const line = (pattern: RegExp) =>
      new Promise<RegExpExecArray>((fulfil, fail) => {
        const look = () => {
          const found = pattern.exec(text);
          if (found !== null) fulfil(found);
        };
        child.stdout.on("data", look);
        child.once("close", () => fail(new Error(text)));
      });
    return { child, closed, line, text: () => text };
  }

  async function post(to: string, body: unknown) {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(to, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  before(async () => {
    world = await startOfficeWorld("synthetic");
  });
  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("makes keys that others cannot read, prints accounts only, and never overwrites them", async () => {
    const made = launch("key", "--out", keyFile);
    expect(await made.closed).to.equal(0);
    expect(statSync(keyFile).mode & 0o777).to.equal(0o600);
    const keys = readOfficeKeys(keyFile);
    const { signer, account } = officeAccounts(keys);
    expect(made.text()).to.include(signer).and.include(account);
    const { signingKey, accountKey, pseudonymKey, codeKey } = JSON.parse(readFileSync(keyFile, "utf8"));
    for (const secret of [signingKey, accountKey, pseudonymKey, codeKey]) {
      expect(secret).to.match(/^0x[0-9a-f]{64}$/);
      expect(made.text()).not.to.include(secret.slice(2));
    }
    await errorOf(() => writeOfficeKeys(keyFile, keys), OfficeKeyExistsError);
    chmodSync(keyFile, 0o640);
    await errorOf(() => readOfficeKeys(keyFile), OfficeKeyExposedError);
    chmodSync(keyFile, 0o600);
    await errorOf(() => readOfficeKeys(join(folder, "none.json")), OfficeKeyUnreadableError);
  });

  it("starts by role, says whether the registry names its key, refuses hostile eIDs while it answers others, and ends what is under way when it is stopped", async () => {
    const file = join(folder, "office.yaml");
    const { publishedRolls } = world;
    const hostile = await startHostileEids();
    const methods = [...world.eids.methods, ...hostile.methods];
    writeFileSync(file, officeFile(methods) + stringify({ publishedRolls }));
    const args = ["--file", file, "--rpc", world.chain.url, "--db", join(folder, "registrar.db"), "--port", "0"];
    const starting = launch("start", "--role", "registrar", "--key-file", keyFile, ...args);
    const [, signer, url] = await starting.line(/Office \(registrar\) (\S+)@(http:\S+)/);
    expect(signer).to.equal(officeAccounts(readOfficeKeys(keyFile)).signer);
    const described = await readOffice(url as string, { timeout: 20_000, fetch });
    expect(described).to.deep.include({ publishedRolls, submits: false });
    // These keys are new, the registry names the world's.
    const status = launch("status", url as string, "--json");
    expect(await status.closed).to.equal(1);
    expect(JSON.parse(status.text())).to.deep.include({
      status: "signer differs",
      role: "registrar",
      signer,
      namedByChain: officeAccounts(world.keys.registrar).signer,
    });

    for (const { what, method, code, present } of hostile.presentations) {
      const begun = await post(`${url}/sessions`, { method, purpose: "ask", identityCommitment: "0" });
      const { session, request } = begun.body as { readonly session: string; readonly request: never };
      const presenting = post(`${url}/sessions/${session}/presentation`, await present(request));
      // Whatever it reads meanwhile, it answers others.
      const since = Date.now();
      expect((await fetch(`${url}/health`)).status).to.equal(200);
      expect(Date.now() - since, what).to.be.below(5_000);
      const { body } = await presenting;
      // Nobody in this book has the number of the card that is as it should be.
      expect(body.code, what).to.equal(code ?? "NOT_ON_BOOK");
    }
    await hostile.close();

    const session = JSON.stringify({ method: "letter", purpose: "enrol", identityCommitment: "5" });
    const half = await halfSent(`${url}/sessions`, session);
    const since = Date.now();
    starting.child.kill("SIGTERM");
    await untilRefused(url as string);
    const { status: begun, body } = await half.finish();
    expect([begun, typeof body.session]).to.deep.equal([201, "string"]);
    expect(await starting.closed).to.equal(0);
    expect(Date.now() - since).to.be.below(15_000);
  });

  it("refuses a file that is malformed, and names the place; the example is well formed", async () => {
    expect(
      readOfficeFile(`${projectRoot}examples/offices/registrar.yaml`).methods.map(({ kind }) => kind),
    ).to.deep.equal(["oneTimeCode", "openid4vp", "mobileId"]);
    const file = join(folder, "wrong.yaml");
    for (const [content, place] of [
      [officeFile().replace("registry:", "registri:"), "registry"],
      [officeFile().replaceAll("demo-card", "demo-wallet"), "methods"],
      [officeFile().replace("ko: 등록", 'ko: "\\u202e등록"'), "name.ko"],
      ["a: [", "wrong.yaml"],
    ] as const) {
      writeFileSync(file, content);
      const error = await errorOf(() => readOfficeFile(file), OfficeFileInvalidError);
      expect(error.message).to.include(place);
    }
  });

  function officeFile(methods: readonly MethodSettings[] = world.eids.methods): string {
    const name = { ko: "등록", en: "Registrar" };
    const { registry } = world.registry;
    return stringify(
      { name, registry, page: "https://vote.example", rolls: [], methods },
      { aliasDuplicateObjects: false },
    );
  }

  it("says in which line of an office's file an alias stands, or what YAML does not take, and never expands one", async () => {
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]", "b: &b [*a,*a,*a,*a]", "c: [*b,*b,*b]"].join("\n");
    const cases: readonly (readonly [string, RegExp])[] = [
      [bomb, /line 2: an alias stands here; write the value itself/],
      ["name: { ko: &n 별빛시 }\nregistry: 1\npage: *n\n", /line 3: an alias stands here/],
      ["name: [\n", /line \d: /],
    ];
    for (const [text, message] of cases) {
      writeFileSync(join(folder, "aliases.yaml"), text);
      const error = await errorOf(() => readOfficeFile(join(folder, "aliases.yaml")), OfficeFileInvalidError);
      expect(error.message).to.match(message);
    }
  });

  it("refuses characters that nobody sees in an office's file, wherever residents would read them", async () => {
    const example = readFileSync(`${projectRoot}examples/offices/registrar.yaml`, "utf8");
    const file = join(folder, "hidden.yaml");
    for (const [from, to, place, character] of [
      ["en: Registrar of Sinjang", 'en: "Registrar\\u200b of Sinjang"', "name.en", "U+200B"],
      ["en: Residents of Sinjang", 'en: "Residents\\u00ad of Sinjang"', "rolls.0.name.en", "U+00AD"],
    ] as const) {
      writeFileSync(file, example.replace(from, to));
      const error = await errorOf(() => readOfficeFile(file), OfficeFileInvalidError);
      expect(error.what).to.include(`${place}: it holds ${character}, which nobody sees`);
      expect(koreanRefusal(error, "refused")).to.include(`${place}: 보이지 않는 글자 ${character}`);
    }
    writeFileSync(file, example);
    expect(readOfficeFile(file).name.ko).to.equal("신장동 선거인 등록 기관");
  });

  it("takes the last day of objections as a time with its zone, and neither Unix seconds nor a day that is not", async () => {
    const example = readFileSync(`${projectRoot}examples/offices/registrar.yaml`, "utf8");
    const written = (until: string) => {
      writeFileSync(join(folder, "until.yaml"), example.replace('"2028-01-01T00:00+09:00"', until));
      return readOfficeFile(join(folder, "until.yaml"));
    };
    expect(written('"2028-01-01T00:00+09:00"').rolls.map(({ objectionsUntil }) => objectionsUntil)).to.deep.equal([
      1_830_265_200,
      null,
    ]);
    for (const wrong of ["1830265200", '"2027-02-29T00:00+09:00"', '"2028-01-01T00:00"', '"2028-01-01"']) {
      const error = await errorOf(() => written(wrong), OfficeFileInvalidError);
      expect(error.message, wrong).to.include("rolls.0.objectionsUntil: a time with its zone");
    }
  });

  it("says in Korean which field of an office's file is wrong, and why", async () => {
    writeFileSync(join(folder, "wrong.yaml"), "name: 1\n");
    const error = await errorOf(() => readOfficeFile(join(folder, "wrong.yaml")), OfficeFileInvalidError);
    expect(koreanRefusal(error, "refused")).to.match(/name: 적을 것은/);
  });
});
