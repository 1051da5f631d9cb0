/* One row a savings scheme and year. */
select cast(substr(scheme.financial_year, 1, 4) as integer), scheme.scheme, scheme.title, scheme.owner, scheme.starts,
    category.rowid - 1, scheme.saving, scheme.confidence_percent, coalesce(scheme.delivered, 0)
from temp.stg_savings_schemes as scheme
join temp.code_high_needs_category as category on category.code = scheme.category
order by scheme.scheme, scheme.financial_year
