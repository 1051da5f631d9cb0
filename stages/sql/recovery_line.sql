/* One row a year, Section 251 line, category and basis: what was or is to be spent. */
select cast(substr(line.financial_year, 1, 4) as integer), line.line, category.rowid - 1, line.basis, line.is_current, sum(line.amount)
from mart_high_needs_line as line
join temp.code_high_needs_category as category on category.code = line.category
group by line.financial_year, line.line, category.rowid, line.basis, line.is_current
order by line.financial_year, line.line, category.rowid, line.basis
