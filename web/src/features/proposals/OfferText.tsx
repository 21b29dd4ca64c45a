import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { ask } from "./queries.ts";
import type { ShownProposal } from "./reading.ts";
import "./texts.ts";

/** Milliseconds that a mirror may take. */
const TIMEOUT = 15_000;

/** Says that this device has what no mirror shows, and gives it to them where its person presses for it. */
export function OfferText({ proposal: { id, kept } }: { readonly proposal: Pick<ShownProposal, "id" | "kept"> }) {
  const { t } = useTexts("proposals");
  const { mirrors = [] } = useSession().config;
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const offer = async () => {
    setBusy(true);
    const { offerTextOf, ownLeavesOf } = await import("./ownText.ts");
    const leaves = await ownLeavesOf(id, kept.digest);
    const reach = { timeout: TIMEOUT, fetch: ask };
    if (leaves !== undefined) await offerTextOf(mirrors, { id, digest: kept.digest, leaves }, reach);
    await queries.invalidateQueries({ queryKey: ["proposal text", String(id)] });
    setBusy(false);
  };
  return (
    <Notice tone="info" title={t("text.onlyHere")}>
      <p>{t("text.onlyHereWhy")}</p>
      <div>
        <Button look="second" onPress={() => void offer()} isDisabled={isBusy}>
          {t("text.offer")}
        </Button>
      </div>
    </Notice>
  );
}
