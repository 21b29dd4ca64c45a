import { type Signer, Wallet } from "ethers";
import { type SyntheticEvent, useState } from "react";
import { isKiosk } from "../../shared/kiosk/kiosk.ts";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { Button } from "../../shared/ui/Button.tsx";
import { protectIdentity } from "../../shared/vault/identities.ts";
import { EnrolmentProgress } from "./EnrolmentProgress.tsx";
import { ProtectionForm } from "./ProtectionForm.tsx";
import { ReplacePanel } from "./ReplacePanel.tsx";
import { SignerPanel } from "./SignerPanel.tsx";
import type { Registering } from "./useRegistration.ts";
import "./texts.ts";

/** The second step: how the identity opens, who signs, and onto the roll. What most people leave as it is is folded. */
export function EnrolPanel({ registering }: { readonly registering: Registering }) {
  const { t, say } = useTexts("register");
  const { rolls } = useSession().config;
  const { registration, registrant, enrolling, enrol, decline } = registering;
  const { registrar, approver } = registration?.presented ?? {};
  const isReplacing = (registrar?.facts.sequence ?? 1) > 1;
  const [replaces, setReplaces] = useState(false);
  const titleOf = (id: string) => {
    const title = rolls.find((one) => String(one.id) === id)?.title;
    return title === undefined ? id : say(title);
  };
  const known = rolls.map(({ id }) => String(id));
  const own = (registrar ?? approver)?.facts.rollIds.filter((id) => known.includes(id)) ?? [];
  if (enrolling.step !== undefined) return <EnrolmentProgress step={enrolling.step} />;
  if (isReplacing && !replaces) {
    return <ReplacePanel keep={decline} replace={() => setReplaces(true)} />;
  }
  return (
    <div className="stack stack-wide">
      <p>
        <span className="badge badge-success">{t("code.checked")}</span>{" "}
        {own.length > 0 ? t("enrol.resident", { rolls: own.map(titleOf).join(", ") }) : t("enrol.identified")}
      </p>
      {registrant && !isKiosk && <Protection registrant={registrant} />}
      {!isKiosk && <WalletFold sign={enrol} />}
      <div>
        <Button className="button-main" onPress={() => enrol(Wallet.createRandom())}>
          {t("enrol.go")}
        </Button>
      </div>
    </div>
  );
}

function Protection({ registrant }: { readonly registrant: NonNullable<Registering["registrant"]> }) {
  const { t } = useTexts("register");
  const [kept, setKept] = useState<string>();
  const [error, setError] = useState<unknown>();
  return (
    <details>
      <summary>{t("enrol.opens")}</summary>
      <ProtectionForm
        label={t("protection.change")}
        isAside
        error={error}
        keep={async (unlock) => {
          setError(undefined);
          await protectIdentity(registrant.id, registrant.identity, unlock).then(
            () => setKept(t(`protection.${unlock.protection}`)),
            setError,
          );
        }}
      />
      <p role="status">{kept !== undefined && t("protection.kept", { how: kept })}</p>
    </details>
  );
}

/** Wallets are looked for only where somebody asks for theirs: they would learn of the visit. */
function WalletFold({ sign }: { readonly sign: (account: Signer) => void }) {
  const { t } = useTexts("register");
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) => setOpen(currentTarget.open)}>
      <summary>{t("wallet.use")}</summary>
      {isOpen && <SignerPanel sign={sign} />}
    </details>
  );
}
