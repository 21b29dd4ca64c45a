import { formatEther, type JsonRpcProvider, Wallet } from "ethers";
import { useEffect, useState } from "react";
import { parseBallotPackage } from "../../../../sdk/election/ballotPackage.ts";
import { castPackage } from "../../../../sdk/relaying/ladder.ts";
import { useTexts } from "../../shared/language.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { type Casting, keepCasting } from "../../shared/vault/castings.ts";
import { VoteFault } from "./VoteFault.tsx";
import "./texts.ts";

type Shown = {
  readonly casting: Casting;
  readonly provider: JsonRpcProvider;
  readonly done: (casting: Casting) => void;
};

/** Milliseconds between two looks at the balance. */
const LOOK = 3_000;

/** Sends the ballot from a fresh account: never from the wallet that registered. */
export function OwnAccount({ casting, provider, done }: Shown) {
  const { t } = useTexts("vote");
  const [account, setAccount] = useState<Wallet>();
  const [balance, setBalance] = useState(0n);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (account === undefined) return;
    const look = () => provider.getBalance(account.address).then(setBalance, () => undefined);
    const timer = setInterval(look, LOOK);
    look();
    return () => clearInterval(timer);
  }, [account, provider]);

  const make = () => setAccount(new Wallet(Wallet.createRandom().privateKey, provider));
  const send = async (sender: Wallet) => {
    setBusy(true);
    setError(undefined);
    try {
      const blockNumber = await castPackage(parseBallotPackage(casting.file), sender);
      const cast: Casting = { ...casting, state: "acknowledged", blockNumber };
      await keepCasting(cast);
      done(cast);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <details className="card">
      <summary>{t("own.title")}</summary>
      <div className="stack">
        <p>{t("own.why")}</p>
        <p>{t("own.never")}</p>
        {account === undefined ? (
          <div>
            <Button look="second" onPress={make}>
              {t("own.make")}
            </Button>
          </div>
        ) : (
          <>
            <p>{t("own.fund")}</p>
            <p className="code">{account.address}</p>
            <div className="row">
              <CopyButton text={account.address} />
              <span aria-live="polite">{t("own.balance", { balance: formatEther(balance) })}</span>
            </div>
            <div>
              <Button look="second" isDisabled={balance === 0n || busy} onPress={() => void send(account)}>
                {busy ? t("own.sending") : t("own.send")}
              </Button>
            </div>
          </>
        )}
        {error !== undefined && <VoteFault error={error} />}
      </div>
    </details>
  );
}
