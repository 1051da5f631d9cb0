-- title:       Positive feedback on the Local Offer
-- ref:         X10
-- kind:        ratio
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Local Offer feedback
-- owner:       Participation lead
-- needs:       local_offer.feedback_count, local_offer.feedback_positive
-- definition:  Positive pieces of feedback on the Local Offer website, of all pieces of feedback. A month
--              counts by its first day.
select month as case_id, month || '-01' as on_date, coalesce(feedback_positive, 0) as numerator,
       feedback_count as denominator, row_id
from stg_local_offer
where feedback_count is not null
