import type { AcceptedTrust } from "../../../../sdk/trust/acceptManifest.ts";
import type { RegistryLine } from "../../../../sdk/trust/line.ts";
import { useTexts } from "../language.ts";
import { ShortAddress } from "../ui/ShortAddress.tsx";
import { useTrust } from "./queries.ts";
import { SeatOf } from "./SeatOf.tsx";
import "../texts.ts";

/** Rolls by the offices, and the recovery body, that have signed for their registry. */
export function OfficesOf({ rolls }: { readonly rolls: string }) {
  const { t } = useTexts("shared");
  const { data } = useTrust();
  const lines = data === undefined ? [] : registryLines(data, rolls);
  if (lines.length === 0) {
    return (
      <span>
        {data !== undefined && <span className="badge badge-danger">{t("trust.unknownSeat")}</span>}{" "}
        <ShortAddress address={rolls} />
      </span>
    );
  }
  return (
    <ul className="plain-list" title={rolls}>
      {lines.map(({ account, role }) => (
        <li key={`${role} ${account}`}>
          {t(`trust.roles.${role}`)}: <SeatOf account={account} seat={role} />
        </li>
      ))}
    </ul>
  );
}

function registryLines({ file, latest }: AcceptedTrust, rolls: string): readonly RegistryLine[] {
  const own = latest.rolls.find((one) => one.rolls.toLowerCase() === rolls.toLowerCase());
  const registry = own?.registry.toLowerCase();
  return file.lines.filter(
    (line): line is RegistryLine => line.kind === "registry" && line.registry.toLowerCase() === registry,
  );
}
