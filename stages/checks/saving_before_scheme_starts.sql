-- says:     A saving is planned in a year that ends before the scheme starts.
-- severity: query
-- extract:  savings_schemes
-- field:    saving
-- code:     saving-before-scheme-starts
-- action:   Correct the start of the scheme or the year.
select row_id, saving as value
from current_savings_schemes
where saving <> 0 and starts > cast(cast(substr(financial_year, 1, 4) as integer) + 1 as text) || '-03-31'
order by row_id
