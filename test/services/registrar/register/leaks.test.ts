import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pseudonymOf } from "../../../../sdk/chain/offices.ts";
import { systemRandom } from "../../../../sdk/crypto/random.ts";
import { newOfficeKeys } from "../../../../services/registrar/officeKeys.ts";
import { presentationAnswer } from "../../../../services/registrar/presentationAnswers.ts";
import { evidenceStore } from "../../../../services/registrar/register/evidenceStore.ts";
import { registerLookUps } from "../../../../services/registrar/register/lookUps.ts";
import { registerTransport } from "../../../../services/registrar/register/transport.ts";
import { xRoadRegister } from "../../../../services/registrar/register/xRoadRegister.ts";
import { openRollStore } from "../../../../services/registrar/roll/rollStore.ts";
import { type AnsweringServer, answerHeaders, meansOf, RESIDENT, startAnswering, xRoadSettings } from "./answering.ts";

const [LOOK_UPS, TOGETHER] = [1_000, 20];

describe("A look-up leaks nothing", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-leaks-"));
  const keys = newOfficeKeys(systemRandom);
  const roll = openRollStore(join(folder, "registrar.db"), keys.codeKey);
  // A thousand people are written faster where no disk is waited for.
  const many = openRollStore(":memory:", keys.codeKey);
  const logged: string[] = [];
  const restore: (() => void)[] = [];
  let server: AnsweringServer;
  const now = 1_800_000_000_000;

  before(async () => {
    server = await startAnswering();
    server.answer = (request, response) => {
      for (const [name, value] of Object.entries(answerHeaders(request))) response.setHeader(name, value);
      response.end(JSON.stringify(RESIDENT));
    };
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream);
      stream.write = ((chunk: never, ...rest: never[]) => {
        logged.push(String(chunk));
        return write(chunk, ...rest);
      }) as typeof stream.write;
      restore.push(() => {
        stream.write = write;
      });
    }
  });
  after(async () => {
    for (const back of restore) back();
    roll.close();
    many.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const lookUps = (book = roll) => {
    const say = (line: string) => logged.push(line);
    const register = xRoadRegister(
      xRoadSettings(server),
      meansOf({ say, clock: () => now, ask: registerTransport({}) }),
    );
    const rules = { staleAfter: 86_400, evidenceDays: 365, districts: { "11": "Sinjang" } };
    return registerLookUps(register, evidenceStore(book.database, keys.codeKey), rules, {
      ...{ random: systemRandom, clock: () => now, say },
    });
  };

  /** An office's works for a session that presented nothing yet, as far as a presentation needs them. */
  function presenting(number: string, identityCommitment: bigint, book = roll, looked = lookUps(book)) {
    let taken: unknown;
    const view = { head: { timestamp: now / 1_000 }, isUsed: () => false, standing: () => undefined };
    const works = {
      role: "registrar",
      keys: { signer: { address: "0x1" }, pseudonymKey: keys.pseudonymKey },
      profile: { rolls: [] },
      isPublished: false,
      book: { read: async () => ({ ...view, offices: { registrar: "0x1" } }) },
      memory: {},
      roll: book,
      store: { voucher: () => undefined },
      limits: { voucherLife: 3_600 },
      clock: () => now,
      lookUps: looked,
      sessions: {
        countTry: () => {},
        take: (_: unknown, presented: unknown) => {
          taken = presented;
        },
        presented: () => taken,
      },
    };
    const session = { purpose: "enrol", identityCommitment, method: { verify: async () => ({ number }) } };
    return presentationAnswer(works as never, session as never, { code: "x" });
  }

  const settle = (number: string, book = roll) =>
    book.putPerson({
      ...{ number, name: "Kim", birthDate: "1990-01-02", district: "Sinjang", rollIds: [11n] },
      state: "eligible",
    });

  /** Everything that is on the office's disk, and everything that was said. */
  const traces = () =>
    [...readdirSync(folder).map((file) => readFileSync(join(folder, file)).toString("latin1")), ...logged].join("\n");

  it(`of commitment, pseudonym or person number into header, path or query, in ${LOOK_UPS} look-ups`, async () => {
    const looked = lookUps(many);
    const one = async (length: number) => {
      // Whatever is so short that it stands in an address by chance says nothing.
      const number = randomBytes(6 + (length % 12)).toString(length % 2 ? "hex" : "base64url");
      const commitment = BigInt(`0x${randomBytes(31).toString("hex")}`);
      settle(number, many);
      const answer = await presenting(number, commitment, many, looked);
      const pseudonym = pseudonymOf({ pseudonymKey: keys.pseudonymKey } as never, number);
      expect(answer).to.deep.include({ pseudonym, register: { readAt: now / 1_000, isEarlier: false } });
      const came = server.came.find(({ body }) => JSON.parse(body).person === number);
      const seen = decodeURIComponent(`${came?.url}\n${came?.rawHeaders.join("\n")}`).toLowerCase();
      const secrets = [number, pseudonym.slice(2), String(commitment), commitment.toString(16)];
      for (const secret of secrets) expect(seen).not.to.include(secret.toLowerCase());
      expect(came?.body).to.equal(JSON.stringify({ person: number }));
    };
    for (let done = 0; done < LOOK_UPS; done += TOGETHER) {
      server.came.splice(0);
      await Promise.all(Array.from({ length: TOGETHER }, (_, i) => one(done + i)));
      expect(server.came).to.have.length(TOGETHER);
    }
  });

  it("of a person number into a log or a table but the book, whatever the register answers", async () => {
    const planted = "PLANTED-71c9e2";
    settle(planted);
    for (const [status, error] of [
      [200, undefined],
      [403, undefined],
      [500, "Server.ServerProxy.NetworkError"],
      [500, "Server.ServerProxy.AccessDenied"],
      [400, "Client.BadRequest"],
    ] as const) {
      server.answer = (request, response) => {
        for (const [name, value] of Object.entries(answerHeaders(request))) response.setHeader(name, value);
        if (error !== undefined) response.setHeader("X-Road-Error", error);
        response.statusCode = status;
        // A register that repeats what it was asked.
        response.end(
          JSON.stringify({ type: error, message: planted, detail: planted, exists: false, number: planted }),
        );
      };
      await presenting(planted, 5n).then(
        () => expect.fail("the register found nobody"),
        (refusal: Error) => expect(refusal.message).not.to.include(planted),
      );
      roll.database.exec("DELETE FROM registerAnswers");
    }
    expect(logged.length).to.be.greaterThan(3);
    expect(traces()).to.include(planted);
    roll.database.exec(
      `DELETE FROM people WHERE number = '${planted}'; PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)`,
    );
    expect(traces()).not.to.include(planted);
    const kept = roll.database.prepare("SELECT count(*) AS tries FROM registerTries WHERE outcome <> 'answered'").get();
    expect(Number(kept?.tries)).to.equal(6);
  });

  it("of anything about a person whom the book does not name: the register is not asked", async () => {
    server.came.splice(0);
    const error = await presenting("PLANTED-none", 5n).catch((refusal: { readonly code: string }) => refusal);
    expect(error).to.have.property("code", "NOT_ON_BOOK");
    expect(server.came).to.deep.equal([]);
    expect(traces()).not.to.include("PLANTED-none");
  });
});
