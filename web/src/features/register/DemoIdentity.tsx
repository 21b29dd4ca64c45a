import { getBytes } from "ethers";
import { useState } from "react";
import { Link } from "react-router";
import { z } from "zod";
import { useTexts } from "../../shared/language.ts";
import { PATHS } from "../../shared/paths.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { identityOf, keepIdentity } from "../../shared/vault/identities.ts";
import { noteMore } from "../../shared/vault/notes.ts";
import { RegisterFault } from "./RegisterFault.tsx";
import "./texts.ts";

const residentSchema = z.object({
  privateKey: z.string().regex(/^0x[0-9a-f]{64}$/),
  rollIds: z.array(z.string()),
  enrolledAt: z.number(),
});

/** A demonstration's ready resident: on the roll already, so that a newcomer can vote at once. */
export function DemoIdentity({ url }: { readonly url: string }) {
  const { t } = useTexts("register");
  const [done, setDone] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async () => {
    try {
      const response = await fetch(`${url}/resident`, { credentials: "omit" });
      const { privateKey, rollIds, enrolledAt } = residentSchema.parse(await response.json());
      const identity = identityOf(new Uint8Array(getBytes(privateKey)));
      const { id } = await keepIdentity(identity, { protection: "device" }, Math.floor(Date.now() / 1000));
      await noteMore(id, { rollIds, enrolledAt });
      setDone(true);
    } catch (failure) {
      setError(failure);
    }
  };
  if (done) {
    return (
      <Notice tone="success" title={t("demo.done")} urgent>
        <p>
          {/* In the place of the button that was pressed. */}
          <Link to={PATHS.elections} ref={(link) => link?.focus()}>
            {t("toElections")}
          </Link>
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={t("demo.title")}>
      <p>{t("demo.why")}</p>
      <div>
        <Button look="second" onPress={() => void take()}>
          {t("demo.use")}
        </Button>
      </div>
      {error !== undefined && <RegisterFault error={error} />}
    </Notice>
  );
}
