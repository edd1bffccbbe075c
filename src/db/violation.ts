export interface Violation {
  kind: "unique" | "foreign" | "check";
  table: string;
}

/** Reads a constraint's refusal from either database; anything else is not one and gives undefined. */
export function violationOf(error: unknown): Violation | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, table } = error as Error & { code?: string; table?: string };
  if (code === "23505") return { kind: "unique", table: table ?? "" };
  if (code === "23503") return { kind: "foreign", table: table ?? "" };
  if (code === "23514") return { kind: "check", table: table ?? "" };
  if (code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY")
    return { kind: "unique", table: /failed: (\w+)\./.exec(error.message)?.[1] ?? "" };
  if (code === "SQLITE_CONSTRAINT_FOREIGNKEY") return { kind: "foreign", table: "" };
  if (code === "SQLITE_CONSTRAINT_CHECK") return { kind: "check", table: "" };
  return undefined;
}
