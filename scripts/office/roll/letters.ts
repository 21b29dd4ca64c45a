import { encodeQR } from "qr";
import { escapedHtml } from "../../terminal/escapedHtml.ts";

/** One person's letter. */
export type Letter = { readonly name: string; readonly district: string; readonly code: string };

export type LetterHead = {
  /** The office, as residents know it. */
  readonly office: string;
  /** Where the page is; printed, never with the code. */
  readonly page: string;
  /** Last day of the codes, YYYY-MM-DD. */
  readonly validUntil: string;
};

const STYLE = `
@page { size: A4; margin: 22mm 20mm; }
body { margin: 0; font: 11pt/1.6 "Pretendard GOV", "Noto Sans KR", "Malgun Gothic", sans-serif; color: #000; background: #fff; }
section { break-after: page; }
section:last-child { break-after: auto; }
h1 { font-size: 18pt; margin: 0 0 8mm; }
h2 { font-size: 12pt; margin: 8mm 0 2mm; }
.code { font: 700 20pt/1.4 monospace; letter-spacing: 1px; margin: 4mm 0; }
svg { width: 40mm; height: 40mm; }
.en { font-size: 9.5pt; }`;

/** Letters as one HTML page of A4 sheets, to be printed: no script, nothing from elsewhere, a QR code of the code alone. */
export function lettersHtml(letters: readonly Letter[], head: LetterHead): string {
  const sheets = letters.map((letter) => sheet(letter, head)).join("\n");
  return `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>선거인 등록 안내 / Enrolment letters</title>
<style>${STYLE}</style>
</head>
<body>
${sheets}
</body>
</html>
`;
}

function sheet({ name, district, code }: Letter, { office, page, validUntil }: LetterHead): string {
  const [who, where, from, link, until] = [name, district, office, page, validUntil].map(escapedHtml);
  return `<section>
<h1>선거인 등록 안내</h1>
<p>${where}<br><strong>${who}</strong> 귀하</p>
<p>이 인증번호와 다른 기관의 편지에 적힌 인증번호, 두 개가 모두 있어야 선거인 명부에 등록할 수 있습니다. <strong>${link}</strong>에서 두 번호를 입력하거나 QR을 읽어 주세요.</p>
<p class="code">${escapedHtml(code)}</p>
${encodeQR(code, "svg")}
<p>유효 기간: ${until}까지(한국 시간), 한 번만 쓸 수 있습니다.</p>
<p>이 번호를 다른 사람에게 알려 주지 마세요. 직원도 묻지 않습니다. 다른 사람에게 온 편지라면 뜯지 말고 돌려보내 주세요.</p>
<p>${from}</p>
<div class="en" lang="en">
<h2>Enrolment letter</h2>
<p>With the one-time code above and the one in the other office's letter, both together, you can enrol on the roll. Open <strong>${link}</strong> and type both codes, or scan them. It works once, until the end of ${until} in Korea. Tell it to nobody; no official will ask for it. If this letter is not yours, please return it unopened.</p>
</div>
</section>`;
}
