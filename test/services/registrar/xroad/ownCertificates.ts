import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type OwnCertificate = { readonly certificate: string; readonly key: string };

/** A certificate each for a server at 127.0.0.1 and for its client, both signed by themselves, for a day. */
export function ownCertificates(): { readonly server: OwnCertificate; readonly client: OwnCertificate } {
  const folder = mkdtempSync(join(tmpdir(), "hanpyo-xroad-"));
  const made = (name: string, ...more: readonly string[]): OwnCertificate => {
    const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"];
    const place = ["-subj", `/CN=${name}`, "-keyout", key, "-out", certificate];
    execFileSync("openssl", ["req", "-x509", ...curve, ...place, ...more], { stdio: "ignore" });
    return { certificate: readFileSync(certificate, "utf8"), key: readFileSync(key, "utf8") };
  };
  try {
    return { server: made("server", "-addext", "subjectAltName=IP:127.0.0.1"), client: made("client") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
