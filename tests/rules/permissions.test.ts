import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTS, type Act, STATUSES, type Status } from "../../src/rules/filing.ts";
import {
  type Actor,
  type FilingPlace,
  mayEver,
  permission,
  placesOf,
  ROLE_WORDS,
  ROLES,
  type Role,
} from "../../src/rules/permissions.ts";

// Filed in 西安区's hall, decided by 阳明区, to be picked up in 爱民区's hall; a guide of 东安区 opened it by its code.
const filing = (status: Status): FilingPlace => ({
  id: "f1",
  status,
  hallId: "hall-xian",
  authorityId: status === "draft" ? null : "authority-yangming",
  pickupHallId: "hall-aimin",
  openedBy: ["guide-dongan"],
});

const staff = (role: Role, id: string, place: { authorityId?: string; hallId?: string } = {}): Actor => ({
  kind: "staff",
  id,
  name: id,
  role,
  ...place,
});
const applicant = (filingId: string): Actor => ({ kind: "applicant", filingId, identity: "phone" });

const ACTORS = {
  "the applicant": applicant("f1"),
  "another applicant": applicant("f2"),
  "guide of the hall": staff("guide", "guide-xian", { hallId: "hall-xian" }),
  "guide who opened it": staff("guide", "guide-dongan", { hallId: "hall-dongan" }),
  "guide of the pickup hall": staff("guide", "guide-aimin", { hallId: "hall-aimin" }),
  "guide elsewhere": staff("guide", "guide-yangming", { hallId: "hall-yangming" }),
  "officer of the authority": staff("officer", "o1", { authorityId: "authority-yangming" }),
  "officer elsewhere": staff("officer", "o2", { authorityId: "authority-xian" }),
  "head of the authority": staff("head", "h1", { authorityId: "authority-yangming" }),
  "head elsewhere": staff("head", "h2", { authorityId: "authority-dongan" }),
  "the city office": staff("city", "c1"),
  "the administrator": staff("admin", "a1"),
  "the system": { kind: "system" } as const,
} satisfies Record<string, Actor>;
type Who = keyof typeof ACTORS;
const everyone = Object.keys(ACTORS) as Who[];

const HELP: Act[] = ["edit", "submit", "withdraw", "check-identity", "open-by-code"];
const UNDER_REVIEW: Act[] = ["withdraw", "check-identity", "open-by-code"];

const AFTER: Act[] = ["take-supervision", "keep-dispute"];
const DISPUTABLE: Partial<Record<Status, Act[]>> = {
  refused: ["keep-dispute"],
  withdrawn: ["keep-dispute"],
  lapsed: ["keep-dispute"],
};

/** Who may do what in which status. What is not here is not permitted. */
const MAY: Partial<Record<Who, Partial<Record<Status, Act[]>>>> = {
  "the applicant": {
    draft: ["edit", "submit", "withdraw"],
    submitted: ["withdraw"],
    returned: ["edit", "submit", "withdraw"],
    registered: ["change-delivery", "print"],
  },
  "guide of the hall": { draft: HELP, submitted: UNDER_REVIEW, returned: HELP },
  "guide who opened it": { draft: HELP, submitted: UNDER_REVIEW, returned: HELP },
  "guide of the pickup hall": {
    draft: ["open-by-code"],
    submitted: ["open-by-code"],
    returned: ["open-by-code"],
    registered: ["change-delivery", "make-ready", "hand-out", "print", "void-sheet"],
  },
  "guide elsewhere": { draft: ["open-by-code"], submitted: ["open-by-code"], returned: ["open-by-code"] },
  "officer of the authority": {
    submitted: ["claim", "return", "register", "check-identity", "keep-dispute"],
    returned: ["check-identity", "keep-dispute"],
    ...DISPUTABLE,
    registered: [...AFTER, "change-delivery", "dispatch", "make-ready", "hand-out", "print", "void-sheet"],
  },
  "head of the authority": {
    submitted: ["claim", "return", "register", "refuse", "keep-dispute"],
    returned: ["keep-dispute"],
    ...DISPUTABLE,
    registered: ["correct", "annul", ...AFTER, "dispatch", "void-sheet"],
  },
  "the system": { draft: ["lapse"], returned: ["lapse"] },
};

const cells = everyone.flatMap((who) => STATUSES.map((status) => [who, status] as const));

it.each(cells)("%s may do with a %s filing what the table says and nothing else", (who, status) => {
  const allowed = ACTS.filter((act) => permission(ACTORS[who], act, filing(status)).ok);
  expect(allowed.sort()).toEqual([...(MAY[who]?.[status] ?? [])].sort());
});

describe("who does not see a filing", () => {
  const see = (who: Who, status: Status) => placesOf(ACTORS[who], filing(status)).length > 0;
  const unseen = (who: Who, status: Status) =>
    ACTS.filter((act) => act !== "open-by-code").every((act) => {
      const answer = permission(ACTORS[who], act, filing(status));
      return !answer.ok && answer.why === "not seen";
    });

  it.each([
    "another applicant",
    "guide elsewhere",
    "officer elsewhere",
    "head elsewhere",
    "the administrator",
  ] as const)("%s, in any status", (who) => {
    for (const status of STATUSES) {
      expect(see(who, status)).toBe(false);
      expect(unseen(who, status)).toBe(true);
    }
  });

  it("the authority, as long as it is a draft, even where it is known already", () => {
    for (const who of ["officer of the authority", "head of the authority"] as const) {
      expect(placesOf(ACTORS[who], { ...filing("draft"), authorityId: "authority-yangming" })).toEqual([]);
      expect(unseen(who, "draft")).toBe(true);
      for (const status of STATUSES.filter((each) => each !== "draft"))
        expect(placesOf(ACTORS[who], filing(status))).toEqual(["own authority"]);
    }
  });

  it("the pickup hall, before it is registered", () => {
    for (const status of STATUSES) expect(see("guide of the pickup hall", status)).toBe(status === "registered");
  });

  it("a hall without a pickup when none is chosen", () => {
    const nobody = staff("guide", "g9");
    expect(placesOf(nobody, { ...filing("registered"), pickupHallId: null, hallId: "hall-xian" })).toEqual([]);
  });
});

it("the city office sees every filing and does nothing with it", () => {
  for (const status of STATUSES) {
    expect(placesOf(ACTORS["the city office"], filing(status))).toEqual(["city"]);
    for (const act of ACTS)
      expect(permission(ACTORS["the city office"], act, filing(status))).toEqual({ ok: false, why: "not permitted" });
  }
});

it("the receiving hall never decides, and one role never stands in for another", () => {
  const decisions: Act[] = ["claim", "return", "register", "refuse", "correct", "annul", "lapse"];
  for (const who of everyone.filter((each) => each.startsWith("guide") || each.includes("applicant")))
    for (const act of decisions) expect(mayEver(ACTORS[who], act, filing("submitted"))).toBe(false);
  const everywhere = { authorityId: "authority-yangming", hallId: "hall-xian" };
  for (const role of ["city", "admin"] as const)
    for (const act of ACTS)
      expect(mayEver(staff(role, "guide-dongan", everywhere), act, filing("registered"))).toBe(false);
});

it("a permission is given only where the place, the role and the status all agree", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...everyone),
      fc.constantFrom(...ACTS),
      fc.constantFrom(...STATUSES),
      (who, act, status) => {
        const answer = permission(ACTORS[who], act, filing(status));
        const seen = placesOf(ACTORS[who], filing(status)).length > 0 || act === "open-by-code";
        if (answer.ok) expect(seen && mayEver(ACTORS[who], act, filing(status))).toBe(true);
        else if (answer.why === "not seen") expect(seen).toBe(false);
        else if (answer.why === "not permitted") expect(mayEver(ACTORS[who], act, filing(status))).toBe(false);
      },
    ),
  );
});

it("every role has its word", () => {
  expect(new Set(ROLES.map((role) => ROLE_WORDS[role])).size).toBe(ROLES.length);
});
