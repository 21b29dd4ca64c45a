import type { Role } from "../../../../sdk/trust/line.ts";
import { useTexts } from "../language.ts";
import { ShortAddress } from "../ui/ShortAddress.tsx";
import { useSeatName } from "./queries.ts";
import "../texts.ts";

type Shown = { readonly account: string; readonly seat: Role };

/** Who sits in a seat: organisation and position; the account alone, and that it is nobody's, where no line says so. */
export function SeatOf({ account, seat: role }: Shown) {
  const { t, say } = useTexts("shared");
  const name = useSeatName(account, role);
  if (name === undefined) return <ShortAddress address={account} />;
  if (name === null) {
    return (
      <span>
        <span className="badge badge-danger">{t("trust.unknownSeat")}</span> <ShortAddress address={account} />
      </span>
    );
  }
  return (
    <span title={account}>
      {say(name.organisation)}, {say(name.position)}
      {name.standing !== "known" && (
        <>
          {" "}
          <span className="badge badge-warning">{t("trust.notYet")}</span>
        </>
      )}
    </span>
  );
}
