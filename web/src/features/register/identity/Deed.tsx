import { useState } from "react";
import { useTexts } from "../../../shared/language.ts";
import { Button } from "../../../shared/ui/Button.tsx";
import { useStage } from "../../../shared/ui/stages.ts";
import { UnlockIdentity } from "../../../shared/unlock/UnlockIdentity.tsx";
import { protectIdentity, type VotingIdentity } from "../../../shared/vault/identities.ts";
import { noteMore } from "../../../shared/vault/notes.ts";
import { ProtectionForm } from "../ProtectionForm.tsx";
import { RecoveryFile } from "../RecoveryFile.tsx";
import { WordsCheck } from "../WordsCheck.tsx";
import { Deleting } from "./Deleting.tsx";
import type { DeedKind, NotedIdentity } from "./notedIdentity.ts";
import "../texts.ts";

const NAMES: Readonly<Record<DeedKind, string>> = {
  words: "identity.check",
  file: "identity.makeFile",
  protection: "identity.change",
  delete: "identity.delete",
};

type Shown = {
  readonly of: NotedIdentity;
  readonly deed: DeedKind;
  readonly done: () => void;
  readonly back: () => void;
};

/** One of these things, with the identity opened for it. */
export function Deed({ of, deed, done, back }: Shown) {
  const { t } = useTexts("register");
  useStage(deed, t(NAMES[deed]));
  return (
    <div className="stack stack-wide">
      <UnlockIdentity only={of.entry.id}>
        {(identity) => <Opened id={of.entry.id} identity={identity} deed={deed} done={done} />}
      </UnlockIdentity>
      <div>
        <Button look="quiet" onPress={back}>
          {t("identity.back")}
        </Button>
      </div>
    </div>
  );
}

type OpenedShown = {
  readonly id: string;
  readonly identity: VotingIdentity;
  readonly deed: DeedKind;
  readonly done: () => void;
};

function Opened({ id, identity, deed, done }: OpenedShown) {
  const { t } = useTexts("register");
  const [error, setError] = useState<unknown>();
  const now = () => Math.floor(Date.now() / 1000);
  switch (deed) {
    case "words":
      return (
        <WordsCheck identity={identity} checked={() => void noteMore(id, { wordsAt: now() }).then(done, setError)} />
      );
    case "file":
      return <RecoveryFile identity={identity} saved={() => void noteMore(id, { fileAt: now() })} />;
    case "protection":
      return (
        <ProtectionForm
          label={t("protection.change")}
          error={error}
          keep={(unlock) => protectIdentity(id, identity, unlock).then(done, setError)}
        />
      );
    case "delete":
      return <Deleting id={id} identity={identity} done={done} />;
  }
}
