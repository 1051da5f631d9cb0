-- One row per year, line, category and basis of high needs spend, in pence. The current basis of a year is outturn
-- where it has any, else forecast, else budget.
with basis as (
    select financial_year, min(case basis when 'outturn' then 1 when 'forecast' then 2 else 3 end) as choice
    from stg_high_needs_lines
    group by financial_year
)
select line.row_id, line.financial_year, line.year_start, line.line, line.category,
       line.basis, line.amount,
       case when basis.choice = case line.basis when 'outturn' then 1 when 'forecast' then 2 else 3 end
            then 1 else 0 end as is_current
from stg_high_needs_lines as line
join basis on basis.financial_year = line.financial_year
