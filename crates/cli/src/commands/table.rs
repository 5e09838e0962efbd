//! Tables of texts and figures.

use comfy_table::{CellAlignment, LineStyle, Table, TableStyle};

const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// Formats a table whose last `figures` columns are numbers and whose others are words.
pub fn table(headers: Vec<String>, rows: Vec<Vec<String>>, figures: usize) -> String {
    let mut table = Table::new();
    table.load_style(STYLE);
    let words = headers.len().saturating_sub(figures);
    table.set_header(headers).add_rows(rows);
    for column in table.column_iter_mut().skip(words) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.trim_fmt()
}
