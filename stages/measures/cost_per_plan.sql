-- title:       High needs spend for each open plan
-- ref:         F03
-- kind:        ratio
-- when:        event
-- period:      financial year
-- unit:        pounds
-- better:      lower
-- source:      Section 251; SEN2 plans
-- owner:       Finance lead
-- counts:      other
-- needs:       requests, assessment, namedplan, activeplans, placementdetail, establishments, high_needs_lines
-- definition:  High needs spend of the financial year (outturn where there is one, else forecast, else budget), for
--              each plan open on the day of the report, by category of placement.
select line.financial_year || ' ' || line.line || ' ' || line.category as case_id, line.year_start as on_date,
       line.amount as numerator, 0 as denominator, line.row_id, line.category
from mart_high_needs_line as line
join context on line.year_start = context.financial_year_start
where line.is_current = 1
union all
select plan.case_id, context.financial_year_start, 0, 1, plan.row_id, plan.dsg_category
from mart_placed_plan as plan
join context on plan.from_date <= context.as_at and (plan.to_date is null or context.as_at < plan.to_date)
