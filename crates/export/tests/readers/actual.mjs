// Imports files one after another into an account of Actual, and prints its balance as JSON:
// `actual.mjs MODULE DATA FILE...`.

import { pathToFileURL } from "node:url";

const [module, dataDir, ...files] = process.argv.slice(2);
console.log = console.info = console.debug = () => {};
const api = await import(pathToFileURL(module));
const { send } = await api.init({ dataDir });
await send("create-budget", { budgetName: "check", avoidUpload: true });
const account = await api.createAccount({ name: "internet", type: "checking" }, 0);
for (const filepath of files) {
  const { transactions, errors } = await send("transactions-parse-file", { filepath, options: {} });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const rows = transactions.map(({ date, amount, payee_name, imported_payee, imported_id, notes }) => ({
    account,
    date,
    amount: Math.round(amount * 100),
    payee_name,
    imported_payee,
    imported_id,
    notes,
  }));
  await api.importTransactions(account, rows);
}
const { data } = await api.aqlQuery(api.q("transactions").filter({ account }).select(["amount"]));
const sum = ((await api.getAccountBalance(account)) / 100).toFixed(2);
await api.shutdown();
process.stdout.write(JSON.stringify({ rows: data.length, sum, closing: sum }), () => process.exit());
