import { z } from "zod/mini";
import type { MethodRequest, Presentation } from "../../../../sdk/enrolling/officeAnswers.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import "./texts.ts";

const returnSchema = z.object({ redirect_uri: z.string() });

type Shown = {
  readonly url: string;
  readonly request: MethodRequest;
  readonly answer: (presentation: Presentation) => void;
  readonly failed: (error: unknown) => void;
};

/** The demonstration holds eIDs for the newcomer: a wallet that answers the office itself and comes back, and others. */
export function DemoEid({ url, request, answer, failed }: Shown) {
  const { t } = useTexts("register");
  const wallet = async () => {
    const { redirect_uri } = returnSchema.parse(await ask(`${url}/wallet`, request));
    location.assign(redirect_uri);
  };
  const answered = async () => answer((await ask(`${url}/eid`, request)) as Presentation);
  return (
    <div className="row">
      {request.kind === "openid4vp" && <Button onPress={() => void wallet().catch(failed)}>{t("demo.open")}</Button>}
      <Button look="second" onPress={() => void answered().catch(failed)}>
        {t("demo.wallet")}
      </Button>
    </div>
  );
}

async function ask(url: string, request: MethodRequest): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
    credentials: "omit",
  });
  if (!response.ok) throw new Error(`The demonstration gave status ${response.status}`);
  return response.json();
}
