import { expect } from "chai";
import { HeaderInvalidError } from "../../../../../scripts/office/roll/csv/columns.ts";
import { decodeCp949 } from "../../../../../scripts/office/roll/csv/cp949.ts";
import {
  type Encoding,
  NotTextError,
  TextUndecodableError,
} from "../../../../../scripts/office/roll/csv/decodeText.ts";
import { DistrictLineError, readDistricts, readPopulation } from "../../../../../scripts/office/roll/csv/districts.ts";
import { readPeople } from "../../../../../scripts/office/roll/csv/readPeople.ts";
import { ageOn, dayOf } from "../../../../../scripts/terminal/calendar.ts";
import { errorOf } from "../../../../errorOf.ts";
import { DISTRICTS_CSV, registerFile } from "./registerFile.ts";

const districts = readDistricts(Buffer.from(DISTRICTS_CSV), "districts.csv");
const RULES = { districts, leastAge: 18, day: "2027-06-01" };
const HEADER = "번호,성명,생년월일,행정동";

const read = (text: string | Uint8Array, encoding: Encoding = "auto") =>
  readPeople(typeof text === "string" ? Buffer.from(text) : text, "register.csv", encoding, RULES);
const codes = (...rows: readonly string[]) =>
  read([HEADER, ...rows].join("\n")).findings.map(({ line, code }) => `${line} ${code}`);

describe("A register's file", () => {
  it("is read with its rolls, in any order of columns, with Korean or English names and further columns", () => {
    const person = { number: "A-1", name: "김하나", birthDate: "1990-02-28", district: "별빛2동" };
    const wanted = { ...person, rollIds: [1n, 12n], state: "eligible" };
    for (const text of [
      "번호,성명,생년월일,행정동\nA-1,김하나,1990-02-28,별빛2동",
      '\ufeffName,Phone,Birth Date,District,Number\r\n"김하나",1,19900228,별빛2동,A-1\r\n',
      "이름,선거구,번호,생년월일\n\n김하나 , 별빛2동,A-1,1990. 2. 28.\n",
    ]) {
      const { people, findings } = read(text);
      expect(findings).to.deep.equal([]);
      expect(people.map((row) => row.person)).to.deep.equal([wanted]);
    }
  });

  it("is read in CP949 as well, with syllables that KS X 1001 lacks, and is told apart from UTF-8", async () => {
    // "번호,성명,생년월일,행정동\nA-1,똠,1990-02-28,별빛1동" as a Korean spreadsheet writes it.
    const header = "b9f8c8a32cbcbab8ed2cbbfdb3e2bff9c0cf2cc7e0c1a4b5bf0a";
    const row = "412d312c8c632c313939302d30322d32382cbab0bafb31b5bf";
    const bytes = Buffer.from(header + row, "hex");
    for (const encoding of ["auto", "cp949"] as const) {
      const { people, encoding: found } = read(bytes, encoding);
      expect([found, people[0]?.person.name, people[0]?.person.district]).to.deep.equal(["cp949", "똠", "별빛1동"]);
    }
    await errorOf(() => read(bytes, "utf-8"), TextUndecodableError);
    await errorOf(() => read(Buffer.from("ff80ff", "hex")), TextUndecodableError);
    expect(read(`${HEADER}\nA-1,똠,1990-02-28,별빛1동`).encoding).to.equal("utf-8");
  });

  it("in CP949 has every syllable where Microsoft's table has it", () => {
    // As Python's codec encodes them: the first and the last that were added, and three between.
    const added = { 갂: "8141", 똠: "8c63", 뷁: "94ee", 펲: "bc84", 힣: "c652" };
    for (const [syllable, hex] of Object.entries(added))
      expect(decodeCp949(Buffer.from(hex, "hex"))).to.equal(syllable);
    for (const none of ["c653", "8040", "815b", "8180ff", "b0", "ff41"]) {
      const text = decodeCp949(Buffer.from(none, "hex"));
      expect(text, none).to.equal(undefined);
    }
  });

  it("may have its Hangul decomposed, and wide letters or blanks in its header", () => {
    for (const text of [
      `${HEADER}\nA-1,김하나,1990-02-28,별빛2동`.normalize("NFD"),
      `${HEADER}\nA-1,김하나,1990-02-28,별빛２동`,
      " 번 호 ,ＮＡＭＥ,생년\u00a0월일,Ｄistrict\nA-1,김하나,1990년 2월 28일,별빛2동",
    ]) {
      const { people, findings } = read(text);
      expect(findings).to.deep.equal([]);
      expect(people[0]?.person).to.deep.include({ name: "김하나", district: "별빛2동", rollIds: [1n, 12n] });
    }
  });

  it("may be in UTF-16, with a byte order mark or without, and in no other file's form", async () => {
    const text = `${HEADER}\nA-1,김하나,1990-02-28,별빛2동\n`.replaceAll(",", "\t");
    const little = Buffer.from(text, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const [bytes, encoding, isGuessed] of [
      [Buffer.concat([Buffer.from("fffe", "hex"), little]), "utf-16le", false],
      [Buffer.concat([Buffer.from("feff", "hex"), big]), "utf-16be", false],
      [little, "utf-16le", true],
      [big, "utf-16be", true],
    ] as const) {
      const found = read(bytes);
      expect({ encoding: found.encoding, isGuessed: found.isGuessed }).to.deep.equal({ encoding, isGuessed });
      expect([found.people[0]?.person.name, found.findings, found.separator]).to.deep.equal(["김하나", [], "\t"]);
      expect(read(bytes, "utf-16").isGuessed).to.equal(false);
    }
    for (const first of ["504b0304", "d0cf11e0", "255044462d", "fffe0000"]) {
      await errorOf(() => read(Buffer.from(`${first}2d31`, "hex")), NotTextError);
    }
  });

  it("says whether its encoding was guessed", () => {
    const cp949 = Buffer.from("6e756d6265722c6e616d652c6269727468646174652c64697374726963740a412d312cb1e82c", "hex");
    expect([read(cp949).encoding, read(cp949).isGuessed]).to.deep.equal(["cp949", true]);
    expect(read(cp949, "cp949").isGuessed).to.equal(false);
    expect([read(HEADER).isGuessed, read(`\ufeff${HEADER}`).isGuessed]).to.deep.equal([false, false]);
  });

  it("may have its columns separated by semicolons, tabs or bars, which a first line may say", () => {
    const row = 'A-1,"김, 하나",1990-02-28,별빛2동';
    for (const separator of [";", "\t", "|"]) {
      const text = `${HEADER}\nA-1,"김, 하나",1990-02-28,별빛2동`.replaceAll(/,(?! )/g, separator);
      const found = read(text);
      expect([found.separator, found.people[0]?.person.name]).to.deep.equal([separator, "김, 하나"]);
    }
    const stated = read(`sep=;\n${HEADER.replaceAll(",", ";")}\nA-1;김;1990-02-28;달빛동`);
    expect(stated.findings).to.deep.equal([{ line: 3, column: "district", code: "DISTRICT_UNKNOWN" }]);
    expect(read(`${HEADER}\n${row}`).separator).to.equal(",");
    expect(read(`${HEADER.replaceAll(",", "\t")}\nA-1\t\t1990-02-28\t별빛1동`).findings[0]?.code).to.equal(
      "FIELD_MISSING",
    );
  });

  it("has numbers that are alike up to zeros, wide digits, eIDs and hidden or lost letters named", () => {
    const rest = "1990-02-28,별빛1동";
    expect(codes(`0012,김,${rest}`, `12,이,${rest}`, `B-07,박,${rest}`, `b7,최,${rest}`)).to.deep.equal([
      "3 NUMBER_ALIKE",
      "5 NUMBER_ALIKE",
    ]);
    expect(codes(`００１２,김,${rest}`, `Ａ-1,이,${rest}`)).to.deep.equal(["2 NUMBER_WIDTH", "3 NUMBER_WIDTH"]);
    expect(
      codes(`900101–1234567,김,${rest}`, `９００１０１１２３４５６７,이,${rest}`, `A-1,900101-1234567,${rest}`),
    ).to.deep.equal([...["2 NUMBER_OF_AN_EID", "3 NUMBER_OF_AN_EID", "4 NUMBER_OF_AN_EID"]]);
    for (const hidden of ["\u3164", "\uffa0", "\u115f", "\u00ad", "\u202e", "\u2800", "\ue000"]) {
      expect(codes(`A-1,김${hidden},${rest}`), hidden).to.deep.equal(["2 CONTROL_CHARACTER"]);
      expect(codes(`A-1,김,1990-02-28,별빛1동${hidden}`), hidden).to.deep.equal(["2 CONTROL_CHARACTER"]);
    }
    expect(codes(`A-1,김?나,${rest}`, `A-2,김□나,${rest}`)).to.deep.equal(["2 NAME_DAMAGED", "3 NAME_DAMAGED"]);
    expect(codes(`A-1,12345,${rest}`, `A-2,-,${rest}`)).to.deep.equal(["2 NAME_DAMAGED", "3 NAME_DAMAGED"]);
  });

  it("has people of one name, birth date and district set aside", () => {
    const { people, namesakes } = read(
      `${HEADER}\nA-1,김하나,1990-02-28,별빛1동\nA-2,김 하나,1990.2.28,별빛1동\nA-3,김하나,1990-02-27,별빛1동`,
    );
    expect(people.map(({ line }) => line)).to.deep.equal([2, 4]);
    expect(namesakes.map(({ line, earlierLine }) => [line, earlierLine])).to.deep.equal([[3, 2]]);
  });

  it("is refused without a header, and no cell of its first line is told", async () => {
    const error = await errorOf(() => read("A-1,김하나,1990-02-28,별빛1동"), HeaderInvalidError);
    expect(error.message).to.include("no column for number").and.not.include("김하나");
    await errorOf(() => read("번호,관리번호,성명,생년월일,행정동"), HeaderInvalidError);
  });

  it("has each kind of bad row named with its line", () => {
    const good = "A-1,김하나,1990-02-28,별빛1동";
    expect(codes(good, "", "A-2,이두리,1990-02-28", good, "A-3,,1990-02-28,별빛1동")).to.deep.equal([
      "4 FIELD_MISSING",
      "5 NUMBER_TWICE",
      "6 FIELD_MISSING",
    ]);
    expect(codes("A-1,김\u200b하나,1990-02-28,별빛1동", "A-2,이두리,1990-02-28,별빛1동,")).to.deep.equal([
      "2 CONTROL_CHARACTER",
      "3 TOO_MANY_COLUMNS",
    ]);
    expect(codes("-1,김,1990-02-28,별빛1동", "9001011234567,이,1990-02-28,별빛1동")).to.deep.equal([
      "2 NUMBER_FORMAT",
      "3 NUMBER_OF_AN_EID",
    ]);
    expect(codes('A-1,"김\n하나",1990-02-28,별빛1동', "A-2,이,1990-02-28,달빛동")).to.deep.equal([
      "2 NOT_CSV",
      "3 NOT_CSV",
      "4 DISTRICT_UNKNOWN",
    ]);
    expect(codes('A-1,"김,1990-02-28,별빛1동', good, 'A-2,"이"')).to.deep.equal(["2 NOT_CSV", "4 FIELD_MISSING"]);
    expect(codes('A-1,"김"하나,1990-02-28,별빛1동', "A-2,이,1990-13-28,별빛1동")).to.deep.equal([
      "2 NOT_CSV",
      "3 DATE_WRONG",
    ]);
    expect(read(`${HEADER}\n${good}\n${good}`).findings).to.deep.equal([
      { line: 3, column: "number", code: "NUMBER_TWICE", earlierLine: 2 },
    ]);
  });

  it("takes a resident who comes of age on the day of voting, and not one a day younger", () => {
    expect(codes("A-1,김,2009-06-01,별빛1동", "A-2,이,2009-06-02,별빛1동")).to.deep.equal(["3 UNDER_AGE"]);
    expect([ageOn("2008-02-29", "2026-02-28"), ageOn("2008-02-29", "2026-03-01")]).to.deep.equal([17, 18]);
  });

  it("takes days of the calendar alone", () => {
    const days = ["2024-02-29", "2024.2.9.", "2024/2/9", "20240229"].map(dayOf);
    expect(days).to.deep.equal(["2024-02-29", "2024-02-09", "2024-02-09", "2024-02-29"]);
    for (const none of [
      "2023-02-29",
      "1990-02-31",
      "1990-04-31",
      "1990-00-10",
      "90-01-01",
      "1990-1",
      "",
      "2024-02-09x",
    ]) {
      expect(dayOf(none), none).to.equal(undefined);
    }
    expect(codes("A-1,김,1899-12-31,별빛1동", "A-2,이,2027-06-02,별빛1동")).to.deep.equal([
      "2 DATE_WRONG",
      "3 DATE_WRONG",
    ]);
  });

  it("of a thousand rows with every kind of fault has exactly these in its report", () => {
    const { text, bad } = registerFile(1_000, 20);
    const { findings, people } = read(text);
    expect(findings.map(({ line, code }) => ({ line, code }))).to.deep.equal(bad);
    expect(people).to.have.length(980);
  });
});

describe("A file of districts", () => {
  it("is refused with a line that is no list of rolls or a district twice, by its number", async () => {
    for (const [text, line] of [
      ["행정동,명부\n가동,", 2],
      ["행정동,명부\n가동,2 1", 2],
      ["행정동,명부\n가동,1\n가동,2", 3],
      ["district,rolls\n,1", 2],
      [`행정동,명부\n가동,1\n${"가동".normalize("NFD")},2`, 3],
      ["행정동,명부\n제1동,1\n제１ 동,1\n제１동,2", 4],
      ["행정동,명부\n가\u3164동,1", 2],
    ] as const) {
      const { what } = await errorOf(() => readDistricts(Buffer.from(text), "d.csv"), DistrictLineError);
      expect(what).to.include(`d.csv, line ${line}:`);
    }
  });

  it("gives populations with or without thousands' commas", () => {
    const population = readPopulation(Buffer.from('행정동,인구\n별빛1동,"12,345"\n별빛2동,7'), "p.csv");
    expect([...population]).to.deep.equal([
      ["별빛1동", 12_345],
      ["별빛2동", 7],
    ]);
  });
});
