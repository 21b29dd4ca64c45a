import { useMutation } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { FileField } from "../../shared/ui/FileField.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Page } from "../../shared/ui/Page.tsx";
import { TextField } from "../../shared/ui/TextField.tsx";
import { DeliveredPanel } from "./DeliveredPanel.tsx";
import { DeliveryFault } from "./DeliveryFault.tsx";
import "./texts.ts";

const CameraScan = lazy(async () => ({ default: (await import("./CameraScan.tsx")).CameraScan }));

/** Hands in a ballot that another device made: as a file, as text, or by the camera where the browser reads QR codes. */
export function DeliveryPage() {
  const { t } = useTexts("delivery");
  const { config, chain } = useSession();
  const [text, setText] = useState("");
  const [scanning, setScanning] = useState(false);
  const delivery = useMutation({
    mutationFn: async () => {
      const { deliver } = await import("./deliver.ts");
      return deliver(text.trim(), config, await chain(), new AbortController().signal);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    delivery.mutate();
  };
  const change = (given: string) => {
    delivery.reset();
    setText(given);
  };
  return (
    <Page title={t("title")}>
      <p>{t("intro")}</p>
      <Notice tone="info" title={t("secret")}>
        <p>{t("secretWhy")}</p>
      </Notice>
      <form className="card stack" onSubmit={submit}>
        <FileField
          id="delivery-file"
          label={t("file")}
          accept="application/json,.json"
          choose={(file) => void file?.text().then(change)}
        />
        <TextField
          id="delivery-text"
          label={t("text")}
          value={text}
          autoComplete="off"
          spellCheck={false}
          change={change}
        />
        {"BarcodeDetector" in globalThis && !scanning && (
          <div>
            <Button look="quiet" onPress={() => setScanning(true)}>
              {t("camera")}
            </Button>
          </div>
        )}
        {scanning && (
          <Suspense fallback={<Loading />}>
            <CameraScan
              found={(given) => {
                setScanning(false);
                if (given !== undefined) change(given);
              }}
            />
          </Suspense>
        )}
        {delivery.isPending ? (
          <Loading what={t("working")} />
        ) : (
          <div>
            <Button type="submit" isDisabled={text.trim() === ""}>
              {t("send")}
            </Button>
          </div>
        )}
      </form>
      {delivery.error && <DeliveryFault error={delivery.error} />}
      {delivery.data && <DeliveredPanel {...delivery.data} />}
    </Page>
  );
}
