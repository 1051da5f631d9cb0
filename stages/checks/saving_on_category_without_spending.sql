-- says:     No high needs spending of that year stands in the category the scheme saves from.
-- severity: query
-- extract:  savings_schemes
-- field:    category
-- code:     saving-on-category-without-spending
-- action:   Correct the category or the year.
select row_id, category as value
from current_savings_schemes
where financial_year in (select financial_year from current_high_needs_lines)
  and financial_year || category not in (
    select financial_year || category from current_high_needs_lines)
order by row_id
