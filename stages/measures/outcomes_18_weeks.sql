-- title:       Outcomes within 18 weeks of referral
-- ref:         H04
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      NHS 18 week standard
-- owner:       Designated Clinical Officer
-- needs:       health_waits.outcome_date
-- definition:  Outcomes given at most 126 days after referral, of all outcomes given in the period.
select referral_id as case_id, outcome_date as on_date, case when days_to_outcome <= 126 then 1 else 0 end as met, row_id,
       pathway
from mart_health_wait
where days_to_outcome >= 0
