#!/usr/bin/env bash
# What surprises: QIF has a record for the balance at the start of a file (payee "Opening Balance", the
# account's own name in brackets), and Actual (@actual-app/api 26.9.0) takes it for a payment like any
# other. Files by month, each with its own opening, are how statements are kept; imported one after the
# other, every opening is added as money again, and the account ends with a wrong balance. The same
# files without the record, but for the first one, give the right one. Importing a file twice is
# noticed: nothing is added the second time.
# Source: seen by running it: October from -763.39 to 588.00, November from 588.00 to 0.00.
# Why it matters: QIF cannot say "this is what should already be there". An exporter has to leave the
# opening out where an earlier month is known, and say so beside the button.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

node --version
npm init -y >npm.log 2>&1
npm install --no-audit --no-fund @actual-app/api@26.9.0 >>npm.log 2>&1 || die "@actual-app/api could not be installed"
echo "@actual-app/api $(node -p 'require("./node_modules/@actual-app/api/package.json").version')"

cat >run.mjs <<'JS'
import { mkdirSync, writeFileSync } from 'node:fs';
import * as api from '@actual-app/api';
const say = text => process.stderr.write(text + '\n');
const record = (day, sum, payee, category) =>
    `D${day}\nT${sum}\nP${payee}\n` + (category ? `L${category}\n` : '') + '^\n';
const opening = (day, sum) => record(day, sum, 'Opening Balance', '[Internet]');
const october = record('2026-10-04', '-588.00', 'Charge') + record('2026-10-20', '1939.39', 'Payment');
const november = record('2026-11-04', '-588.00', 'Charge');
const files = {
    'october': '!Type:Bank\n' + opening('2026-10-01', '-763.39') + october,
    'november': '!Type:Bank\n' + opening('2026-11-01', '588.00') + november,
    'november-bare': '!Type:Bank\n' + november,
};
for (const [name, text] of Object.entries(files)) writeFileSync(`${name}.qif`, text);
mkdirSync('data');
const { send } = await api.init({ dataDir: 'data' });
await send('create-budget', { budgetName: 'made up', avoidUpload: true });
async function balance(...names) {
    const account = await api.createAccount({ name: names.join(' then '), type: 'checking' }, 0);
    for (const name of names) {
        const { transactions, errors } = await send('transactions-parse-file', { filepath: `${process.cwd()}/${name}.qif`, options: {} });
        if (errors.length) throw new Error(JSON.stringify(errors));
        const rows = transactions.map(t => ({ account, date: t.date, amount: Math.round(t.amount * 100), payee_name: t.payee_name, imported_payee: t.imported_payee }));
        const { added } = await api.importTransactions(account, rows);
        say(`  ${name}.qif: ${transactions.length} records, ${added.length} added`);
    }
    const money = (await api.getAccountBalance(account)) / 100;
    say(`${names.join(', then ')}: ${money.toFixed(2)}`);
    return money;
}
const each = await balance('october', 'november');
const bare = await balance('october', 'november-bare');
const twice = await balance('october', 'november-bare', 'november-bare');
await api.shutdown();
process.exit(each === 588 && bare === 0 && twice === 0 ? 0 : 1);
JS
node run.mjs 2>&1 >actual.log || die "other balances (right would be 0.00 for each)"
echo "As described: with an opening in each file the account says 588.00 instead of 0.00."
