-- One row per review of SEND in a school.
select row_id, urn, review_date, first_concerns, sen_support, plans, action_plan_date
from current_school_reviews
