import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACTS,
  type Act,
  actsIn,
  isFinal,
  STATUS_WORDS,
  STATUSES,
  type Status,
  statusAfter,
} from "../../src/rules/filing.ts";
import { type Actor, type FilingPlace, permission, ROLES } from "../../src/rules/permissions.ts";

/** The table as the design draws it: status, act, where it leads. What is not here does not exist. */
const WAYS = [
  "draft edit draft",
  "draft submit submitted",
  "draft withdraw withdrawn",
  "draft lapse lapsed",
  "draft check-identity draft",
  "draft open-by-code draft",
  "submitted claim submitted",
  "submitted return returned",
  "submitted register registered",
  "submitted refuse refused",
  "submitted withdraw withdrawn",
  "submitted check-identity submitted",
  "submitted open-by-code submitted",
  "returned edit returned",
  "returned submit submitted",
  "returned withdraw withdrawn",
  "returned lapse lapsed",
  "returned check-identity returned",
  "returned open-by-code returned",
  "registered correct registered",
  "registered annul registered",
  "submitted keep-dispute submitted",
  "returned keep-dispute returned",
  "registered keep-dispute registered",
  "refused keep-dispute refused",
  "withdrawn keep-dispute withdrawn",
  "lapsed keep-dispute lapsed",
  "registered take-supervision registered",
  "registered change-delivery registered",
  "registered dispatch registered",
  "registered make-ready registered",
  "registered hand-out registered",
  "registered print registered",
  "registered void-sheet registered",
];
const FINAL: Status[] = ["registered", "refused", "withdrawn", "lapsed"];
const cells = STATUSES.flatMap((status) => ACTS.map((act) => [status, act] as const));

describe("the table of acts", () => {
  it.each(cells)("%s: %s", (status, act) => {
    const way = WAYS.find((line) => line.startsWith(`${status} ${act} `));
    expect(statusAfter(status, act)).toBe(way?.split(" ")[2]);
    expect(actsIn(status).includes(act)).toBe(way !== undefined);
  });

  it.each(STATUSES)("%s is final exactly when no act leads out of it", (status) => {
    const leavesTo = actsIn(status)
      .map((act) => statusAfter(status, act))
      .filter((to) => to !== status);
    expect(isFinal(status)).toBe(FINAL.includes(status));
    expect(leavesTo.length === 0).toBe(FINAL.includes(status));
  });

  it.each(STATUSES.filter((status) => !FINAL.includes(status)))("every end can be reached from %s", (status) => {
    expect(
      reachableFrom(status)
        .filter((to) => FINAL.includes(to))
        .sort(),
    ).toEqual([...FINAL].sort());
  });

  it("has exactly one way from a returned filing back to review", () => {
    expect(actsIn("returned").filter((act) => statusAfter("returned", act) === "submitted")).toEqual(["submit"]);
  });

  it("leads to a decision only from review", () => {
    for (const decision of ["registered", "refused"] as const) {
      const from = STATUSES.filter(
        (status) => status !== decision && ACTS.some((act) => statusAfter(status, act) === decision),
      );
      expect(from).toEqual(["submitted"]);
    }
  });

  it("has a word and a turn for every status, and calls only a refusal one", () => {
    expect(new Set(STATUSES.map((status) => STATUS_WORDS[status].label)).size).toBe(STATUSES.length);
    const refusals = STATUSES.filter((status) => /不予|驳回|拒绝/.test(JSON.stringify(STATUS_WORDS[status])));
    expect(refusals).toEqual(["refused"]);
    for (const status of STATUSES) expect(STATUS_WORDS[status].turn).not.toBe("");
  });
});

describe("any acts by anybody", () => {
  const actor: fc.Arbitrary<Actor> = fc.oneof(
    fc.constant<Actor>({ kind: "system" }),
    fc.record({
      kind: fc.constant("applicant" as const),
      filingId: fc.constantFrom("f1", "f2"),
      identity: fc.constantFrom("card" as const, "phone" as const),
    }),
    fc.record({
      kind: fc.constant("staff" as const),
      id: fc.constantFrom("s1", "s2"),
      name: fc.constant("甲"),
      role: fc.constantFrom(...ROLES),
      authorityId: fc.constantFrom("a1", "a2"),
      hallId: fc.constantFrom("h1", "h2"),
    }),
  );
  const step = fc.tuple(actor, fc.constantFrom(...ACTS));

  it("never leave the table, never move an ended filing and never skip the review", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let place: FilingPlace = {
          id: "f1",
          status: "draft",
          hallId: "h1",
          authorityId: null,
          pickupHallId: "h2",
          openedBy: [],
        };
        const course: Status[] = ["draft"];
        for (const [by, act] of steps) {
          const allowed = permission(by, act, place);
          if (!allowed.ok) continue;
          expect(WAYS).toContain(`${place.status} ${act} ${allowed.to}`);
          expect(isFinal(place.status) && allowed.to !== place.status).toBe(false);
          place = after(place, act, allowed.to, by);
          course.push(allowed.to);
        }
        for (const [at, status] of course.entries())
          if ((status === "registered" || status === "refused") && course[at - 1] !== status)
            expect(course[at - 1]).toBe("submitted");
      }),
      { numRuns: 500 },
    );
  });
});

function after(place: FilingPlace, act: Act, to: Status, by: Actor): FilingPlace {
  return {
    ...place,
    status: to,
    authorityId: to === "submitted" ? (place.authorityId ?? "a1") : place.authorityId,
    openedBy: act === "open-by-code" && by.kind === "staff" ? [...place.openedBy, by.id] : place.openedBy,
  };
}

function reachableFrom(status: Status): Status[] {
  const found = new Set<Status>([status]);
  for (const each of found)
    for (const act of ACTS) {
      const to = statusAfter(each, act);
      if (to) found.add(to);
    }
  return [...found];
}
