-- says:     No high needs spending of that year stands in the category the scheme saves from.
-- severity: query
-- extract:  savings_schemes
-- field:    category
-- code:     saving-on-category-without-spending
-- action:   Correct the category or the year.
select row_id, category as value
from current_savings_schemes
where substr(financial_year, 1, 4) in (select substr(financial_year, 1, 4) from current_high_needs_lines)
  and substr(financial_year, 1, 4) || category not in (
    select substr(financial_year, 1, 4) || category from current_high_needs_lines)
order by row_id
