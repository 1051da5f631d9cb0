/* What was found in a cell, a row or a file. */
insert into main.cell_issue (load_id, line, row, "column", field, code, severity, message, action, value, "key")
values (?1, ?2, nullif(?3, 0), nullif(?4, ''), ?5, ?6, ?7, ?8, ?9, ?10, ?11)
