// with_duckdb.js SCHEMA CODES FILE DATABASE: what `scorecard load` does with FILE, in DuckDB: typed columns, every rule of
// SCHEMA judged, keys proved unique, durable. Kept lean, for its sake: no reject is written, no finding has a line, a
// synonym is not put into its code's place. Prints JSON: seconds without start-up, rows loaded, findings by code.
const fs = require("fs");
const path = require("path");
const { DuckDBInstance, version } = require("@duckdb/node-api");
const [schemaPath, codesFolder, file, database] = process.argv.slice(2);

const text = (value) => `'${value.replaceAll("'", "''")}'`;
const list = (values) => `(${values.map(text).join(", ")})`;

function codesOf(name) {
  const lines = fs.readFileSync(path.join(codesFolder, `${name}.csv`), "utf8").trim().split(/\r?\n/).slice(1);
  const cells = lines.map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, "")));
  return cells.flatMap((row) => [row[0], ...(row[2] || "").split(";")]).filter(Boolean).map((code) => code.toLowerCase());
}

// ISO, or one of the schema's other formats.
function dateOf(cell, formats) {
  return `coalesce(try_cast(${cell} as date), try_strptime(${cell}, [${formats.map(text).join(", ")}])::date)`;
}

function upnIsWrong(cell) {
  const digits = Array.from({ length: 12 }, (_, i) => `${i + 2} * (ord(${cell}[${i + 2}]) - 48)`).join(" + ");
  return `not (regexp_full_match(${cell}, '[A-HJ-NP-RT-Z][0-9]{12}') and 'ABCDEFGHJKLMNPQRTUVWXYZ'[(${digits}) % 23 + 1] = ${cell}[1])`;
}

// The expression of a field's value, and its faults: [code, condition, whether the row is refused].
function fieldOf(field) {
  const missing = [...new Set(["", ...(field.missingValues || [])])];
  const cell = `case when trim("${field.name}") in ${list(missing)} then null else trim("${field.name}") end`;
  const name = `"${field.name}_text"`;
  const faults = [];
  let value = name;
  if (field.type === "date") {
    value = dateOf(name, field["x-formats"]);
    faults.push(["type-error", `${name} is not null and ${value} is null`, true]);
    const { minimum, maximum } = field.constraints;
    faults.push(["constraint-error", `${value} not between ${text(minimum)} and ${text(maximum)}`, true]);
  } else if (field.type === "boolean") {
    value = `case when ${name} in ${list(field.trueValues)} then true when ${name} in ${list(field.falseValues)} then false end`;
    faults.push(["type-error", `${name} is not null and ${value} is null`, true]);
  } else if (field["x-codes"]) {
    faults.push(["unknown-code", `lower(${name}) not in ${list(codesOf(field["x-codes"]))}`, field["x-severity"] !== "query"]);
  } else if (field["x-check"] === "upn") {
    faults.push(["upn", upnIsWrong(name), false]);
  }
  if ((field.constraints || {}).required) faults.push(["constraint-error", `${name} is null`, true]);
  return { name: field.name, cell: `${cell} as ${name}`, value: `${value} as "${field.name}"`, faults };
}

function statementsOf(schema) {
  const fields = schema.fields.map(fieldOf);
  const faults = fields.flatMap((field) => field.faults);
  const flags = faults.map(([, condition], i) => `coalesce(${condition}, false) as fault_${i}`);
  const refused = faults.flatMap(([, , isError], i) => (isError ? [`fault_${i}`] : [])).join(" or ") || "false";
  const key = [schema.primaryKey].flat().map((name) => `"${name}"`).join(", ");
  return {
    codes: faults.map(([code]) => code),
    load: `create table census as select ${fields.map((field) => field.value).join(", ")}, ${flags.join(", ")} from
      (select ${fields.map((field) => field.cell).join(", ")} from read_csv(${text(file)}, header = true, all_varchar = true, delim = ',', quote = '"'))`,
    count: `select ${[`count(*) filter (where ${refused})`, "count(*)", ...faults.map((_, i) => `count(*) filter (where fault_${i})`)].join(", ")} from census`,
    unique: `select coalesce(sum(n - 1), 0) from (select count(*) as n from census where not (${refused}) group by ${key} having count(*) > 1)`,
  };
}

async function main() {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  const statements = statementsOf(JSON.parse(fs.readFileSync(schemaPath, "utf8")));
  const row = async (sql) => (await connection.runAndReadAll(sql)).getRows()[0].map(Number);
  const start = process.hrtime.bigint();
  await connection.run(statements.load);
  const [refused, rows, ...counts] = await row(statements.count);
  const [repeated] = await row(statements.unique);
  await connection.run("checkpoint");
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const codes = repeated > 0 ? { "primary-key": repeated } : {};
  counts.forEach((count, i) => {
    if (count > 0) codes[statements.codes[i]] = (codes[statements.codes[i]] || 0) + count;
  });
  console.log(JSON.stringify({ version: version(), seconds, loaded: rows - refused - repeated, codes }));
}

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
