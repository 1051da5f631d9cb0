-- title:       SEND reviews of schools
-- ref:         W03
-- kind:        count
-- when:        event
-- period:      rolling 12 months
-- unit:        number
-- better:      higher
-- source:      School reviews log
-- owner:       Workforce lead
-- counts:      other
-- needs:       school_reviews
-- definition:  Reviews of SEND in a school, by the day of the review.
select urn || ' ' || review_date as case_id, review_date as on_date, row_id
from stg_school_reviews
