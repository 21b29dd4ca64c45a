import type { Page } from "@playwright/test";
import type { Visitor } from "./pageWorld.ts";

/** The page's name for its first step's button where codes are typed. */
export const CHECK_CODES = "인증번호 확인";
export const REGISTERED = "명부에 번호로 올랐습니다";

/** Has the demonstration write the codes of one more resident into their fields. */
export async function fillCodes({ page, press }: Visitor): Promise<void> {
  await press("체험용 편지의 인증번호 넣기");
  await page.locator(".field textarea:not(:empty)").first().waitFor();
}

/** Shows both offices who somebody is, by the codes that are given or those of the demonstration's letters. */
export async function identify(visitor: Visitor, codes?: readonly [string, string]): Promise<void> {
  await visitor.goTo("#/register");
  if (codes === undefined) await fillCodes(visitor);
  else for (const [index, code] of codes.entries()) await visitor.page.locator(".field textarea").nth(index).fill(code);
  await visitor.press(CHECK_CODES);
}

/** Registers with these codes or those of the demonstration's letters, without a wallet, up to the recovery words. */
export async function register(visitor: Visitor, codes?: readonly [string, string]): Promise<void> {
  await identify(visitor, codes);
  await visitor.press("등록하기");
  await visitor.shows(REGISTERED);
}

/** Opens the fold in which wallets are looked for. */
export async function lookForWallets({ page }: Visitor): Promise<void> {
  await page.getByText("지갑 쓰기").click();
}

/** Shows the recovery words, hides them, and names the three that are asked for. */
export async function checkWords(page: Page): Promise<readonly string[]> {
  await page.getByRole("button", { name: "단어 보기" }).click();
  const words = await page.getByTestId("words").locator("li").allTextContents();
  await page.getByRole("button", { name: "가리고 확인하기" }).click();
  for (let question = 0; question < 3; question++) {
    const heading = page.getByRole("heading", { name: /번째 단어는 무엇인가요/, level: 1 });
    const asked = Number(/^(\d+)/.exec((await heading.textContent()) ?? "")?.[1]);
    await page.getByRole("button", { name: words[asked - 1] as string, exact: true }).click();
    await page.getByRole("heading", { name: new RegExp(`^${asked}번째`) }).waitFor({ state: "detached" });
  }
  return words;
}
