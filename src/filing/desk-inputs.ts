import type { Answers, AnswersPatch, FamilyMember, NameAnswer } from "../rules/answers.ts";
import { keptName, keptParts } from "../rules/as-given.ts";
import { checkResidentId } from "../rules/resident-id.ts";
import { searchScope } from "../rules/scope-of-business.ts";
import type { Deps } from "../web/env.ts";
import { type FormValues, first, type Problem } from "../web/form.ts";
import { checkDrawnName } from "./drawn.ts";
import type { Case } from "./kiosk-case.ts";
import { reportOnName } from "./name-report.ts";
import { RELATIONS } from "./pages/code-lists.ts";
import { MOST_MEMBERS } from "./pages/formation-pages.ts";
import { formsOf } from "./pages/name-words.ts";
import { choicesOf, type Input, type Page, type PageFacts, valuesOf } from "./pages/page.ts";

/** The inputs of a page at the desk: pages that the kiosk leads through in steps are one plain form here. */
export function deskInputs(page: Page, facts: PageFacts): readonly Input[] {
  switch (page.view) {
    case "name":
      return nameInputs(facts);
    case "family":
      return familyInputs();
    case "scope":
      return [
        {
          kind: "text",
          name: "scope",
          label: "经营范围",
          hint: "每行一项，用目录里的规范表述；第一行是主要项目。",
          lines: 8,
          maxlength: 4000,
        },
      ];
    default:
      return page.inputs(facts);
  }
}

export function deskValues(page: Page, facts: PageFacts): FormValues {
  const { answers } = facts;
  switch (page.view) {
    case "name":
      return answers.name?.named
        ? valuesOf({
            trade: answers.name.trade,
            industry: answers.name.industry,
            form: answers.name.form,
            street: answers.name.street ? "yes" : "no",
          })
        : {};
    case "family":
      return familyValues(answers);
    case "scope":
      return { scope: [(answers.scope ?? []).join("\n")] };
    default:
      return page.values(facts);
  }
}

export type DeskRead = { ok: true; patch: AnswersPatch } | { ok: false; problems: Problem[] };

/** What was posted on one of the pages that differ from the kiosk's; undefined for all others. */
export async function readSpecial(
  deps: Deps,
  page: Page,
  kase: Case,
  values: FormValues,
): Promise<DeskRead | undefined> {
  switch (page.view) {
    case "name":
      return readName(deps, kase, values);
    case "family":
      return readFamily(kase, values);
    case "scope":
      return readScope(kase.facts, first(values, "scope"));
    default:
      return undefined;
  }
}

function streetOf({ answers, catalogues }: PageFacts): string | undefined {
  return catalogues.divisions.find(({ code }) => code === answers.premises?.street)?.name;
}

function nameInputs(facts: PageFacts): Input[] {
  const street = streetOf(facts);
  return [
    { kind: "text", name: "trade", label: "字号", hint: "两个字以上的汉字", maxlength: 30 },
    { kind: "text", name: "industry", label: "行业", hint: "例如：餐饮、水果、理发", maxlength: 20 },
    {
      kind: "select",
      name: "form",
      label: "组织形式",
      options: choicesOf(formsOf(facts.catalogues.names)),
      empty: "请选择",
    },
    ...(street
      ? ([
          {
            kind: "choices",
            name: "street",
            label: "区名之后",
            columns: "two",
            options: [
              { value: "no", label: "直接写字号" },
              { value: "yes", label: `加上“${street}”` },
            ],
          },
        ] satisfies Input[])
      : []),
  ];
}

async function readName(deps: Deps, kase: Case, values: FormValues): Promise<DeskRead> {
  const street = streetOf(kase.facts);
  const name: Extract<NameAnswer, { named: true }> = {
    ...keptParts(
      { trade: first(values, "trade"), industry: first(values, "industry"), form: first(values, "form") },
      kase.answers.name,
    ),
    ...(first(values, "street") === "yes" && street ? { street } : {}),
  };
  const report = await reportOnName(deps, kase, name);
  const problems = report.findings.filter(({ severity }) => severity === "block");
  if (problems.length === 0) return { ok: true, patch: { name } };
  const instead = report.suggestions.length > 0 ? `可以换成：${report.suggestions.join("、")}。` : "";
  return {
    ok: false,
    problems: problems.map(({ field, message }) => ({
      field,
      message: field === "trade" ? message + instead : message,
    })),
  };
}

function familyInputs(): Input[] {
  return Array.from({ length: MOST_MEMBERS }, (_, index) => index).flatMap((index): Input[] => {
    const label = (what: string) => `第 ${index + 1} 位：${what}`;
    return [
      { kind: "text", name: `name-${index}`, label: label("姓名"), maxlength: 60 },
      {
        kind: "select",
        name: `relation-${index}`,
        label: label("是经营者的"),
        options: choicesOf(RELATIONS),
        empty: "请选择",
      },
      { kind: "text", name: `idNumber-${index}`, label: label("身份证号码"), maxlength: 24 },
    ];
  });
}

function familyValues({ family }: Answers): FormValues {
  return Object.fromEntries(
    (family ?? []).flatMap(({ name, relation, idNumber }, index) => [
      [`name-${index}`, [name]],
      [`relation-${index}`, [relation]],
      [`idNumber-${index}`, [idNumber]],
    ]),
  );
}

function readFamily({ answers, facts }: Case, values: FormValues): DeskRead {
  const members: FamilyMember[] = [];
  const problems: Problem[] = [];
  for (let index = 0; index < MOST_MEMBERS; index++) {
    const [name, relation, idNumber] = ["name", "relation", "idNumber"].map((part) =>
      first(values, `${part}-${index}`),
    );
    if (!name && !relation && !idNumber) continue;
    const person = checkDrawnName(name ?? "");
    const id = checkResidentId(idNumber ?? "", facts.today);
    if (!person.ok) problems.push({ field: `name-${index}`, message: person.message });
    if (!relation) problems.push({ field: `relation-${index}`, message: "请选择和经营者的关系。" });
    if (!id.ok) problems.push({ field: `idNumber-${index}`, message: id.message });
    else if (id.id === answers.operator?.idNumber || members.some((member) => member.idNumber === id.id))
      problems.push({ field: `idNumber-${index}`, message: "这个号码已经是经营者或者前面一位的，请核对。" });
    else if (person.ok && relation)
      members.push({ ...keptName(person, answers.family?.[index]), relation, idNumber: id.id });
  }
  if (problems.length === 0 && members.length === 0)
    problems.push({ field: "name-0", message: "请至少填写一位参加经营的家庭成员。" });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, patch: { family: members } };
}

function readScope({ catalogues }: PageFacts, text: string): DeskRead {
  const lines = [
    ...new Set(
      text
        .split(/[\n；;]/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ];
  const unknown = lines.filter((line) => !catalogues.scope.some(({ phrase }) => phrase === line));
  if (lines.length === 0) return { ok: false, problems: [{ field: "scope", message: "请至少写一项经营范围。" }] };
  if (unknown.length === 0) return { ok: true, patch: { scope: lines } };
  const message = unknown.map((line) => {
    const near = searchScope(catalogues.scope, line, 3).map(({ item }) => item.phrase);
    return `“${line}”不是规范表述${near.length > 0 ? `，可以用：${near.join("、")}` : ""}`;
  });
  return { ok: false, problems: [{ field: "scope", message: `${message.join("；")}。` }] };
}
