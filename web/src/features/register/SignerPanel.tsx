import type { Signer } from "ethers";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { ConnectWallet } from "../../shared/wallet/ConnectWallet.tsx";
import { RegisterFault } from "./RegisterFault.tsx";
import "./texts.ts";

type Shown = { readonly sign: (account: Signer) => void };

/** A wallet of this browser that signs the one request, instead of a key made for it. */
export function SignerPanel({ sign }: Shown) {
  const { t } = useTexts("register");
  return (
    <section className="stack" aria-labelledby="signer">
      <h2 id="signer">{t("wallet.title")}</h2>
      <p>{t("wallet.why")}</p>
      <ConnectWallet
        use={({ signer }, isBusy) => (
          <Button isDisabled={isBusy} onPress={() => sign(signer)}>
            {t("wallet.sign")}
          </Button>
        )}
        none={t("wallet.none")}
        fault={(error) => <RegisterFault error={error} />}
      />
    </section>
  );
}
