/* What a key or a check of stages/checks found. */
insert into check_issue (load_id, line, field, code, severity, message, action, value, "key", "check")
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
