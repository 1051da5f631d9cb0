-- title:       Positive answers to surveys
-- ref:         X05
-- kind:        rate
-- when:        event
-- period:      rolling 12 months
-- unit:        percent
-- better:      higher
-- source:      Surveys of families, young people and staff
-- owner:       Participation lead
-- needs:       survey_answers, survey_questions
-- definition:  Positive answers, of all answers given in the period to questions that say which answers are positive.
select survey || ' ' || response_id || ' ' || question as case_id, answered_date as on_date, is_positive as met, row_id,
       survey, survey || '/' || question as question, respondent, plan_year, locality
from mart_survey_answer
