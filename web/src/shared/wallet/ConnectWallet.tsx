import { type ReactNode, useEffect, useState } from "react";
import { useTexts } from "../language.ts";
import { useSession } from "../session.tsx";
import { Button } from "../ui/Button.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { type ConnectedWallet, findWallets, type WalletChoice, type Wallets } from "./wallet.ts";
import "./texts.ts";

type Shown = {
  /** What is done with a wallet on the page's chain; `isBusy` while it is asked something. */
  readonly use: (wallet: ConnectedWallet, isBusy: boolean) => ReactNode;
  /** Said where the browser has no wallet. */
  readonly none: string;
  readonly fault: (error: unknown) => ReactNode;
};

/** Milliseconds in which wallets announce themselves. */
const ANNOUNCING = 500;

/** Lets a person choose a wallet of this browser, and brings it to the page's chain. */
export function ConnectWallet({ use, none, fault }: Shown) {
  const { t } = useTexts("wallet");
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
    <>
      {error !== undefined && fault(error)}
      {change && <Notice tone="warning" title={t(change)} urgent />}
      {busy && <Loading what={t("ask")} />}
      {connected !== undefined && (
        <Connected
          wallet={connected}
          busy={busy}
          use={use}
          toChain={() => void attempt(wallets.toChain)}
          another={() => void attempt(async () => void (await wallets.disconnect()))}
        />
      )}
      {connected === undefined && choices === undefined && <Loading what={t("looking")} />}
      {connected === undefined && choices !== undefined && (
        <>
          {choices.length === 0 && <p>{none}</p>}
          {choices.map(({ id, name, icon }) => (
            <Button key={id} look="second" isDisabled={busy} onPress={() => void attempt(() => wallets.connect(id))}>
              {icon && <img src={icon} alt="" width={24} height={24} />}
              {name}
            </Button>
          ))}
        </>
      )}
    </>
  );
}

type ConnectedShown = Pick<Shown, "use"> & {
  readonly wallet: ConnectedWallet;
  readonly busy: boolean;
  readonly toChain: () => void;
  readonly another: () => void;
};

function Connected({ wallet, busy, use, toChain, another }: ConnectedShown) {
  const { t } = useTexts("wallet");
  const { chainId, chainName } = useSession().config;
  const isHere = wallet.chainId === chainId;
  return (
    <div className="card stack">
      <p>
        <span className="quiet">{t("connected")}</span>
        <br />
        <span className="code">{wallet.address}</span>
      </p>
      {!isHere && <p>{t("chain", { found: wallet.chainId, expected: chainName })}</p>}
      <div className="row">
        {isHere ? (
          use(wallet, busy)
        ) : (
          <Button isDisabled={busy} onPress={toChain}>
            {t("switch", { expected: chainName })}
          </Button>
        )}
        <Button look="quiet" isDisabled={busy} onPress={another}>
          {t("another")}
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
