import { addTexts } from "../../../shared/language.ts";
import en from "./texts/en.json" with { type: "json" };
import ko from "./texts/ko.json" with { type: "json" };

addTexts("rounds", { ko, en });
