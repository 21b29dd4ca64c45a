import type { Content } from "../../../../sdk/election/content.ts";
import type { ContentText as Text } from "../../../../sdk/election/contentText.ts";
import { useContentTexts } from "../language.ts";

type Shown = {
  readonly content: Pick<Content, "language">;
  readonly text: Text;
  /** A sentence of the page's around it; left out where the text stands alone. */
  readonly sentence?: (text: string) => string;
};

/** Of no language, and in no text of an election. */
const PLACE = "\u0000";

/** A text of an election, marked with the language that it is in. */
export function ContentText({ content, text, sentence = (said) => said }: Shown) {
  const said = useContentTexts(content)(text);
  const [before, ...after] = sentence(PLACE).split(PLACE);
  return (
    <>
      {before}
      <span lang={said.language}>{said.text}</span>
      {after.join(said.text)}
    </>
  );
}
