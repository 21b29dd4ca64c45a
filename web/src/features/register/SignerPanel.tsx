import type { Signer } from "ethers";
import { useEffect, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { type ConnectedWallet, findWallets, type WalletChoice, type Wallets } from "../../shared/wallet.ts";
import { RegisterFault } from "./RegisterFault.tsx";
import "./texts.ts";

type Shown = { readonly sign: (account: Signer) => void };

/** Milliseconds in which wallets announce themselves. */
const ANNOUNCING = 500;

/** A wallet of this browser that signs the one request, instead of a key made for it. */
export function SignerPanel({ sign }: Shown) {
  const { t } = useTexts("register");
  const { config } = useSession();
  const [wallets] = useState(() => findWallets(config));
  const [choices, setChoices] = useState<readonly WalletChoice[]>();
  const [connected, setConnected] = useState<ConnectedWallet>();
  const [change, setChange] = useState<"changed" | "gone">();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    const timer = setTimeout(() => setChoices(wallets.choices()), ANNOUNCING);
    return () => clearTimeout(timer);
  }, [wallets]);
  useFollowing(wallets, connected, setConnected, setChange);

  const attempt = async (work: () => Promise<ConnectedWallet | undefined>) => {
    setBusy(true);
    setError(undefined);
    setChange(undefined);
    try {
      setConnected(await work());
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };

  return (
    <section className="stack" aria-labelledby="signer">
      <h2 id="signer">{t("wallet.title")}</h2>
      <p>{t("wallet.why")}</p>
      {error !== undefined && <RegisterFault error={error} />}
      {change && <Notice tone="warning" title={t(`wallet.${change}`)} urgent />}
      {busy && <Loading what={t("wallet.ask")} />}
      {connected !== undefined && (
        <Connected
          wallet={connected}
          busy={busy}
          sign={() => sign(connected.signer)}
          toChain={() => void attempt(wallets.toChain)}
          another={() => void attempt(async () => void (await wallets.disconnect()))}
        />
      )}
      {connected === undefined && choices === undefined && <Loading what={t("wallet.looking")} />}
      {connected === undefined && choices !== undefined && (
        <>
          {choices.length === 0 && <p>{t("wallet.none")}</p>}
          {choices.map(({ id, name, icon }) => (
            <Button key={id} look="second" isDisabled={busy} onPress={() => void attempt(() => wallets.connect(id))}>
              {icon && <img src={icon} alt="" width={24} height={24} />}
              {name}
            </Button>
          ))}
        </>
      )}
    </section>
  );
}

type ConnectedShown = {
  readonly wallet: ConnectedWallet;
  readonly busy: boolean;
  readonly sign: () => void;
  readonly toChain: () => void;
  readonly another: () => void;
};

function Connected({ wallet, busy, sign, toChain, another }: ConnectedShown) {
  const { t } = useTexts("register");
  const { chainId, chainName } = useSession().config;
  const isHere = wallet.chainId === chainId;
  return (
    <div className="card stack">
      <p>
        <span className="quiet">{t("wallet.connected")}</span>
        <br />
        <span className="code">{wallet.address}</span>
      </p>
      {!isHere && <p>{t("wallet.chain", { found: wallet.chainId, expected: chainName })}</p>}
      <div className="row">
        {isHere ? (
          <Button isDisabled={busy} onPress={sign}>
            {t("wallet.sign")}
          </Button>
        ) : (
          <Button isDisabled={busy} onPress={toChain}>
            {t("wallet.switch", { expected: chainName })}
          </Button>
        )}
        <Button look="quiet" isDisabled={busy} onPress={another}>
          {t("wallet.another")}
        </Button>
      </div>
    </div>
  );
}

/** A wallet's account may change at any time: the page shows the new one, and says so. */
function useFollowing(
  wallets: Wallets,
  connected: ConnectedWallet | undefined,
  setConnected: (wallet: ConnectedWallet | undefined) => void,
  setChange: (change: "changed" | "gone") => void,
): void {
  useEffect(() => {
    if (connected === undefined) return;
    return wallets.watch((now) => {
      if (now === undefined) {
        setConnected(undefined);
        setChange("gone");
      } else if (now.address !== connected.address) {
        connected.signer.provider.getSigner(now.address).then((signer) => {
          setConnected({ ...now, signer });
          setChange("changed");
        });
      } else if (now.chainId !== connected.chainId) {
        setConnected({ ...connected, chainId: now.chainId });
      }
    });
  }, [wallets, connected, setConnected, setChange]);
}
