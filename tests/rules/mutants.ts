/** A one-line fault in the rules, and the tests that must not let it pass. */
export interface Mutant {
  /** What would go wrong. */
  fault: string;
  /** Of src/rules. */
  file: string;
  line: string;
  mutated: string;
  /** Of tests/rules. */
  killedBy: string;
}

export const MUTANTS: readonly Mutant[] = [
  {
    fault: "the day of submission counts",
    file: "calendar.ts",
    line: "    if (isWorkingDay(calendar, day)) left -= 1;",
    mutated: "    if (isWorkingDay(calendar, addDays(day, -step))) left -= 1;",
    killedBy: "clock.test.ts",
  },
  {
    fault: "a made-up working day is a day off",
    file: "calendar.ts",
    line: '  if (exception !== undefined) return exception === "workday";',
    mutated: "  if (exception !== undefined) return false;",
    killedBy: "calendar.test.ts",
  },
  {
    fault: "Saturday is a working day",
    file: "calendar.ts",
    line: "  return weekday !== 0 && weekday !== 6;",
    mutated: "  return weekday !== 0;",
    killedBy: "calendar.test.ts",
  },
  {
    fault: "a provisional year counts as published",
    file: "calendar.ts",
    line: "  return { exceptions, publishedYears: new Set([...publishedYears].filter((year) => !provisional.has(year))) };",
    mutated: "  return { exceptions, publishedYears };",
    killedBy: "calendar.test.ts",
  },
  {
    fault: "an extension survives the resubmission",
    file: "clock.ts",
    line: "        course.rounds.push({ from: at, extended: false });",
    mutated: "        course.rounds.push({ from: at, extended: round?.extended ?? false });",
    killedBy: "clock.test.ts",
  },
  {
    fault: "a return is possible at any time",
    file: "clock.ts",
    line: "  if (now <= clock.returnClosesAt) return { ok: true };",
    mutated: "  if (now >= 0) return { ok: true };",
    killedBy: "clock.test.ts",
  },
  {
    fault: "the limit is extended twice",
    file: "clock.ts",
    line: '  if (clock.extended) return { ok: false, reason: "审查期限已经延长过一次，不能再延长。", clause };',
    mutated: "",
    killedBy: "clock.test.ts",
  },
  {
    fault: "time with the applicant counts for the office",
    file: "clock.ts",
    line: "      (sum, round) => sum + officeMillis(calendar, settings.hours, round.from, round.to ?? until),",
    mutated: "      (sum, round) => sum + officeMillis(calendar, settings.hours, round.from, until),",
    killedBy: "clock.test.ts",
  },
  {
    fault: "a light stays green past the internal target",
    file: "lights.ts",
    line: "  if (now > targetAt || now >= nearAt) {",
    mutated: "  if (now >= nearAt) {",
    killedBy: "lights.test.ts",
  },
  {
    fault: "the second return marks what it likes",
    file: "return.ts",
    line: "    if (!history.first && !history.marked.includes(field) && !history.changed.includes(field))",
    mutated:
      "    if (!history.first && !history.marked.includes(field) && !history.changed.includes(field) && field === label)",
    killedBy: "return.test.ts",
  },
  {
    fault: "a draft is registered without a review",
    file: "filing.ts",
    line: '    submit: "submitted",\n    withdraw: "withdrawn",\n    lapse: "lapsed",\n    "check-identity": "draft",',
    mutated:
      '    submit: "registered",\n    withdraw: "withdrawn",\n    lapse: "lapsed",\n    "check-identity": "draft",',
    killedBy: "filing.test.ts",
  },
  {
    fault: "an officer refuses, without the head",
    file: "permissions.ts",
    line: '  refuse: [{ role: "head", place: "own authority" }],',
    mutated: '  refuse: [{ role: "officer", place: "own authority" }],',
    killedBy: "permissions.test.ts",
  },
  {
    fault: "another district's bureau sees the filing",
    file: "permissions.ts",
    line: '  if (actor.authorityId && filing.authorityId === actor.authorityId && filing.status !== "draft")',
    mutated: '  if (actor.authorityId && filing.authorityId !== null && filing.status !== "draft")',
    killedBy: "permissions.test.ts",
  },
  {
    fault: "the inner check of a code takes its X for a ten",
    file: "uscc.ts",
    line: '  return check === 10 ? "X" : check === 11 ? "0" : String(check);',
    mutated: '  return check === 11 ? "0" : String(check % 10);',
    killedBy: "uscc.test.ts",
  },
  {
    fault: "the outer check of a code is one off",
    file: "uscc.ts",
    line: "  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);",
    mutated: "  return USCC_ALPHABET.charAt((30 - (sum % 31) + 31) % 31);",
    killedBy: "uscc.test.ts",
  },
  {
    fault: "an identity number's last place is not checked",
    file: "resident-id.ts",
    line: "  if (checkCharacter(id) !== id[17]) {",
    mutated: "  if (id.length !== 18) {",
    killedBy: "resident-id.test.ts",
  },
  {
    fault: "a birthday to come has been",
    file: "resident-id.ts",
    line: "  return today.slice(5) < birth.slice(5) ? years - 1 : years;",
    mutated: "  return years;",
    killedBy: "resident-id.test.ts",
  },
  {
    fault: "the street of another district is taken",
    file: "premises.ts",
    line: "  if (place.street !== undefined && street?.parent !== area.code) {",
    mutated: "  if (place.street !== undefined && street === undefined) {",
    killedBy: "premises.test.ts",
  },
  {
    fault: "a name without an industry clashes with none",
    file: "name-similar.ts",
    line: "  return { trade, industry: word === undefined ? EVERY_INDUSTRY : word.code.slice(0, 3) };",
    mutated: '  return { trade, industry: word === undefined ? "" : word.code.slice(0, 3) };',
    killedBy: "business-name.test.ts",
  },
  {
    fault: "a forbidden word inside a longer word that passes is found",
    file: "name-catalogue.ts",
    line: "      .filter((span) => !passes.some((pass) => inside(span, pass)))",
    mutated: "      .filter((span) => passes.length >= 0 && span.length > 0)",
    killedBy: "business-name.test.ts",
  },
  {
    fault: "an item closed to individuals is sold to them",
    file: "scope-of-business.ts",
    line: "    ...items.filter((item) => item.closedToIndividuals).map(closedFinding),",
    mutated: "",
    killedBy: "scope-of-business.test.ts",
  },
  {
    fault: "permit items print as general ones",
    file: "scope-of-business.ts",
    line: '    items.filter((item) => item.kind !== "一般"),\n    texts.permitClosing,',
    mutated: '    items.filter((item) => item.kind === "前置许可"),\n    texts.permitClosing,',
    killedBy: "scope-of-business.test.ts",
  },
  {
    fault: "a family business needs no member's signature",
    file: "contents.ts",
    line: '  if (answers.formation === "family")\n    signers.push(',
    mutated: '  if (answers.formation === "family" && signers.length > 1)\n    signers.push(',
    killedBy: "contents.test.ts",
  },
  {
    fault: "a postal number with a wrong check digit is taken",
    file: "delivery.ts",
    line: "  return check === digits[8];",
    mutated: "  return check >= 0;",
    killedBy: "delivery.test.ts",
  },
];
