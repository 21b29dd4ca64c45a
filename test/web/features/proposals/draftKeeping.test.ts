import { expect } from "chai";
import { draftKeeping } from "../../../../web/src/features/proposals/draftKeeping.ts";
import type { ProposalDraft } from "../../../../web/src/shared/vault/ownTexts.ts";
import { memoryStore } from "../../../../web/src/shared/vault/vaultStore.ts";

const draft = (title: string): ProposalDraft => ({
  ...{ template: "", title, category: "", district: "", place: "", body: "" },
});

/** A place in memory whose writes take until they are let through, and what was written to it. */
function slowPlace() {
  const store = memoryStore();
  const written: string[] = [];
  let go = () => {};
  const gate = new Promise<void>((done) => {
    go = done;
  });
  const own = draftKeeping({
    read: () => store.get<ProposalDraft>("draft"),
    async keep(one) {
      await gate;
      if (one.title === "refused") throw new Error("full");
      written.push(one.title);
      await store.set("draft", one);
    },
    forget: () => store.del("draft"),
  });
  return { own, written, go };
}

describe("The draft of a proposal", () => {
  it("is read as it was last typed, however soon after that, and each write that waits is the newest", async () => {
    const { own, written, go } = slowPlace();
    for (const title of ["가", "가나", "가나다", "가나다라"]) void own.keep(draft(title));
    const read = own.read();
    go();
    expect((await read)?.title).to.equal("가나다라");
    expect(written).to.deep.equal(["가나다라"]);
    const first = own.keep(draft("하나"));
    await first;
    await Promise.all([own.keep(draft("둘")), own.keep(draft("셋"))]);
    expect(written).to.deep.equal(["가나다라", "하나", "셋"]);
    expect((await own.read())?.title).to.equal("셋");
  });

  it("tells of a write that failed, and goes on with the next", async () => {
    const { own, go } = slowPlace();
    go();
    const failed = await own.keep(draft("refused")).then(
      () => false,
      () => true,
    );
    expect(failed).to.equal(true);
    await own.keep(draft("다시"));
    expect((await own.read())?.title).to.equal("다시");
  });

  it("is gone once it is forgotten, whatever waited before, and what is typed later is kept", async () => {
    const { own, go } = slowPlace();
    void own.keep(draft("올린 글"));
    const forgotten = own.forget();
    go();
    await forgotten;
    expect(await own.read()).to.equal(undefined);
    await own.keep(draft("다음 글"));
    expect((await own.read())?.title).to.equal("다음 글");
  });
});
