import encodeQR from "qr";

/** Most bytes that a QR code takes at the lowest correction. */
export const LARGEST_QR = 2_900;

/** A text as a QR code, drawn as one path; black on white in every theme, for cameras. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = encodeQR(text, "raw", { ecc: text.length > 1_000 ? "low" : "medium", border: 2 });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <div className={text.length > 500 ? "qr qr-large" : "qr"}>
      <svg viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={path} fill="#000" />
      </svg>
    </div>
  );
}
