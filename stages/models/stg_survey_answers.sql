-- One row per person's answer to one question.
select row_id, survey, respondent, response_id, question, answer, answered_date, locality, plan_year
from current_survey_answers
