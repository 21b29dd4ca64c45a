/** What follows: the name that was meant, or what the value has to be. */
const HINTS: readonly (readonly [english: RegExp, korean: string])[] = [
  [/^Did you mean one of (.*?)\?$/, "혹시 이 가운데 하나인가요: $1?"],
  [/^Did you mean (.*?)\?$/, "혹시 이것인가요: $1?"],
  [/Allowed choices are (.*)\./, "고를 수 있는 값: $1."],
  [/Give a whole number from (\d+) to (\d+)\.?/, "$1부터 $2까지의 정수를 주세요."],
  [/Give a whole number from (\d+)\.?/, "$1 이상의 정수를 주세요."],
  [/Give a number of gwei, for example (\S+?)\.$/m, "gwei로 적은 수를 주세요. 예: $1"],
  [/Give a number above 0\./, "0보다 큰 수를 주세요."],
  [/Give a day, for example (\S+?)\.$/m, "날짜를 주세요. 예: $1"],
  [/It is years ahead\. Give a day until (\S+?)\.$/m, "몇 해 뒤의 날짜입니다. $1까지의 날짜를 주세요."],
  [/It is past: today is (\S+) in Korea/, "지난 날짜입니다. 한국은 오늘이 $1입니다. 오늘이나 그 뒤의 날짜를 주세요."],
  [/Give an address: .*\./, "주소를 주세요: 0x와 16진수 40자. 대소문자가 섞였으면 검사 문자도 맞아야 합니다."],
  [/Give the node's URL, for example (\S+?)\.$/m, "공개 기록의 서버(RPC) 주소를 주세요. 예: $1"],
  [/Give (ADDRESS|ACCOUNT)@URL/, "주소@URL을 주세요."],
  [/Give the page's address, for example (\S+?)\.$/m, "화면의 주소를 주세요. 예: $1"],
  [/Give the service's address, for example (\S+?)\.$/m, "서버의 주소를 주세요. 예: $1"],
  [/It holds (\S+), which nobody sees/, "보이지 않는 글자 $1이(가) 있습니다. 다시 입력하세요."],
  [/It holds nothing that anybody sees/, "보이는 글자가 없습니다. 다시 입력하세요."],
  [/Give a roll as NUMBER/, "명부를 번호:한국어 이름:영어 이름으로 주세요."],
  [/Give instant, or a number of blocks/, "instant 또는 블록 수를 주세요."],
  [/Give chain, instant, or a number of blocks/, "chain, instant, 또는 블록 수를 주세요."],
  [/Give FACTORY@BLOCK/, "팩토리의 주소@블록 번호를 주세요."],
  [/Give a day in Korea/, "한국의 날짜나 시간대를 붙인 시각을 주세요. 예: 2027-01-01 또는 2027-01-01T09:00:00+09:00."],
];

/** What a value has to be, or which name was meant; nothing if the text says neither. */
export function koreanHint(english: string): string | undefined {
  for (const [pattern, korean] of HINTS) {
    const found = pattern.exec(english);
    if (found !== null) return korean.replace(/\$(\d)/g, (_, place: string) => found[Number(place)] ?? "");
  }
  return undefined;
}
