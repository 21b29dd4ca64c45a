import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useTexts } from "../../shared/language.ts";
import { useSession } from "../../shared/session.tsx";
import { ButtonLink } from "../../shared/ui/Button.tsx";
import { listIdentities } from "../../shared/vault/identityEntries.ts";
import { type IdentityNote, noteOf } from "../../shared/vault/notes.ts";
import "./texts.ts";

/** The identities of this device in a line each: on which rolls, and whether they could be brought back. */
export function OwnIdentities() {
  const { t } = useTexts("me");
  const { data, isError } = useQuery({
    queryKey: ["own identities"],
    staleTime: 0,
    retry: false,
    queryFn: async () => Promise.all((await listIdentities()).map(async ({ id }) => ({ id, note: await noteOf(id) }))),
  });
  if (isError) return <p>{t("unread")}</p>;
  if (data === undefined) return null;
  return (
    <div className="card stack stack-tight">
      <h2>{t("identity")}</h2>
      {data.map(({ id, note }) => (
        <Line key={id} note={note} />
      ))}
      {data.length === 0 ? (
        <>
          <p>{t("noIdentity")}</p>
          <p className="row">
            <ButtonLink look="second" to="/register">
              {t("register")}
            </ButtonLink>
            <Link to="/register/restore">{t("restore")}</Link>
          </p>
        </>
      ) : (
        <p>
          <Link to="/me/identity">{t("manage")}</Link>
        </p>
      )}
    </div>
  );
}

function Line({ note }: { readonly note: IdentityNote }) {
  const { t, say } = useTexts("me");
  const { rolls } = useSession().config;
  const titles = note.rollIds.flatMap((id) => rolls.find((roll) => String(roll.id) === id)?.title ?? []);
  const isSafe = note.wordsAt !== undefined || note.fileAt !== undefined;
  return (
    <p>
      <strong>{titles.length > 0 ? titles.map(say).join(", ") : t("noRoll")}</strong>
      {note.enrolledAt !== undefined && (
        <>
          <br />
          <span className={isSafe ? "quiet" : "field-error"}>
            {isSafe ? "✓ " : "! "}
            {t(isSafe ? "safe" : "unsafe")}
          </span>
        </>
      )}
    </p>
  );
}
