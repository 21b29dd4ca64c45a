import { useQueryClient } from "@tanstack/react-query";
import type { ContractTransaction, JsonRpcProvider } from "ethers";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTexts } from "../../shared/language.ts";
import { numberText } from "../../shared/numbers.ts";
import { Button } from "../../shared/ui/Button.tsx";
import { Loading } from "../../shared/ui/Loading.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { WalletFault } from "../../shared/wallet/WalletFault.tsx";
import type { ConnectedWallet } from "../../shared/wallet/wallet.ts";
import { type Cost, costOf, type DeedKind, sendCall } from "./deeds.ts";
import "./texts.ts";

// Wallets are looked for only where somebody asks for theirs: they would learn of the visit.
const ConnectWallet = lazy(async () => ({
  default: (await import("../../shared/wallet/ConnectWallet.tsx")).ConnectWallet,
}));

/** What is read anew once something was sent. */
const CHANGED = ["proposal", "newcomers", "rounds"];

type Shown = {
  readonly kind: DeedKind;
  readonly provider: JsonRpcProvider;
  /** What the account sends; it may throw what hinders it. */
  readonly call: () => Promise<ContractTransaction>;
};

/** One thing that anybody may send by a wallet: what it does, what it costs, and that it was done. */
export function DoDeed(deed: Shown) {
  const { kind } = deed;
  const { t } = useTexts("proposals");
  const [isWanted, setWanted] = useState(false);
  const [isDone, setDone] = useState(false);
  if (isDone) return <Notice tone="success" title={t(`carry.done.${kind}`)} urgent />;
  if (!isWanted) {
    return (
      <div className="stack stack-tight">
        <div>
          <Button look="second" onPress={() => setWanted(true)}>
            {t(`carry.do.${kind}`)}
          </Button>
        </div>
        <p className="small quiet">{t("carry.pays")}</p>
      </div>
    );
  }
  return (
    <div className="stack">
      <p>{t(`carry.does.${kind}`)}</p>
      <p className="small quiet">{t("carry.seen")}</p>
      <Suspense fallback={<Loading />}>
        <ConnectWallet
          none={t("carry.noWallet")}
          fault={(error) => <WalletFault error={error} />}
          use={(wallet, isBusy) => <Send {...deed} wallet={wallet} isBusy={isBusy} done={() => setDone(true)} />}
        />
      </Suspense>
    </div>
  );
}

type Sending = Shown & { readonly wallet: ConnectedWallet; readonly isBusy: boolean; readonly done: () => void };

/** Says what it costs this account, and sends it; the contract's refusal comes before anything is sent. */
function Send({ kind, provider, call: callNow, wallet, isBusy, done }: Sending) {
  const { t, language } = useTexts("proposals");
  const queries = useQueryClient();
  const [ready, setReady] = useState<{ readonly call: ContractTransaction; readonly cost: Cost }>();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const { address, signer } = wallet;
  const prepare = async () => {
    setError(undefined);
    setReady(undefined);
    try {
      const call = await callNow();
      setReady({ call, cost: await costOf(call, address, provider) });
    } catch (failure) {
      setError(failure);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each account
  useEffect(() => {
    void prepare();
  }, [address]);
  const send = async (call: ContractTransaction) => {
    setSending(true);
    try {
      await sendCall(call, kind, signer);
      for (const name of CHANGED) void queries.invalidateQueries({ queryKey: [name] });
      done();
    } catch (failure) {
      setError(failure);
      setSending(false);
    }
  };
  if (error !== undefined) return <WalletFault error={error} again={() => void prepare()} />;
  if (ready === undefined) return <Loading what={t("carry.reckoning")} />;
  const { call, cost } = ready;
  return (
    <div className="stack stack-tight">
      <p>{t("carry.cost", { ether: cost.ether, gas: numberText(Number(cost.gas), language) })}</p>
      <div>
        <Button isDisabled={isBusy || isSending} onPress={() => void send(call)}>
          {t(isSending ? "carry.sending" : `carry.send.${kind}`)}
        </Button>
      </div>
    </div>
  );
}
