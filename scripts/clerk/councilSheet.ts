import type { Text } from "../../sdk/election/content.ts";
import { escapedHtml } from "../terminal/escapedHtml.ts";
import type { Language } from "../terminal/language.ts";
import type { Plan } from "./plan.ts";
import { costLines } from "./planText.ts";

const STYLE = `
@page { size: A4; margin: 20mm 18mm; }
body { margin: 0; font: 10.5pt/1.55 "Pretendard GOV", "Noto Sans KR", "Malgun Gothic", sans-serif; color: #000; background: #fff; }
h1 { font-size: 17pt; margin: 0 0 4mm; }
h2 { font-size: 11.5pt; margin: 6mm 0 1.5mm; break-after: avoid; }
ul { margin: 0; padding-left: 5mm; }
li { white-space: pre-line; overflow-wrap: anywhere; break-inside: avoid; }
.test { border: 1.5pt solid #000; padding: 3mm; font-weight: 700; }
table { border-collapse: collapse; width: 100%; break-inside: avoid; }
th, td { border: 0.5pt solid #000; padding: 2mm; text-align: left; height: 9mm; }`;

const WORDS = {
  title: { ko: "투표 규약 확인서", en: "What this election freezes" },
  intro: {
    ko: "아래의 것은 투표를 만드는 순간 고정되며, 그 뒤에는 누구도 고칠 수 없습니다. 모두 읽고 확인한 뒤 서명해 주세요.",
    en: "Once the election is created everything below is frozen, and nobody can change it. Read all of it before you sign.",
  },
  test: { ko: "연습 투표: 누구에게도 효력이 없습니다.", en: "TEST ELECTION: binds nobody." },
  name: { ko: "투표 이름, 체인", en: "Name of the election, chain" },
  digest: { ko: "투표 파일의 SHA-256", en: "SHA-256 of the election file" },
  dates: { ko: "날짜 (한국 시간)", en: "Dates (Korean time)" },
  powers: { ko: "권한", en: "Powers" },
  costs: { ko: "드는 비용 (어림)", en: "Costs (estimated)" },
  warnings: { ko: "주의", en: "Warnings" },
  signatures: { ko: "확인", en: "Confirmed by" },
  columns: { ko: "소속과 직위 | 성명 | 날짜 | 서명", en: "Institution and position | Name | Date | Signature" },
} as const satisfies Readonly<Record<string, Text>>;

/** Lines for signatures; a council with more members prints the sheet twice. */
const SIGNATURES = 6;

/**
 * A plan as one HTML page for print, which a council reads and signs before anything is frozen: no script, nothing from
 * elsewhere.
 * @param digest SHA-256 of the election file, hex.
 */
export function councilSheet(plan: Plan, digest: string, language: Language): string {
  const say = (key: keyof typeof WORDS) => escapedHtml(WORDS[key][language]);
  const list = (heading: string, lines: readonly string[]) =>
    lines.length === 0
      ? ""
      : `<h2>${heading}</h2>\n<ul>\n${lines.map((line) => `<li>${escapedHtml(line)}</li>`).join("\n")}\n</ul>`;
  const rules = plan.rules.map(({ kind, heading, lines }) =>
    list(
      escapedHtml(heading[language]),
      kind === "dates"
        ? plan.dates.map(({ what, at }) => `${at}  ${what[language]}`)
        : lines.map((line) => line[language]),
    ),
  );
  const test = plan.test.map((reason) => reason[language]).join("; ");
  const columns = WORDS.columns[language].split(" | ").map(escapedHtml);
  const row = `<tr>${columns.map(() => "<td></td>").join("")}</tr>`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say("title")}: ${escapedHtml(plan.id)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${say("title")}</h1>
${plan.test.length === 0 ? "" : `<p class="test">${say("test")} ${escapedHtml(test)}</p>`}
<p>${say("intro")}</p>
<ul>
<li>${say("name")}: ${escapedHtml(plan.id)}, ${plan.chainId}</li>
<li>${say("digest")}: ${escapedHtml(digest)}</li>
</ul>
${rules.join("\n")}
${list(
  say("powers"),
  plan.powers.map((power) => power[language]),
)}
${list(say("costs"), costLines(plan, language))}
${list(
  say("warnings"),
  plan.warnings.map((warning) => warning[language]),
)}
<h2>${say("signatures")}</h2>
<table>
<tr>${columns.map((column) => `<th>${column}</th>`).join("")}</tr>
${Array.from({ length: SIGNATURES }, () => row).join("\n")}
</table>
</body>
</html>
`;
}
