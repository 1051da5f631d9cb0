/* The one row of context: ?1 as-at, ?2 the previous board, ?3 the next, ?4 days from as-at to the next, ?5 the authority, ?6 and ?7 the financial year. */
insert into temp.context values (?1, ?2, ?3, ?4, ?5, financial_year(?1), ?6, ?7, academic_year(?1))
