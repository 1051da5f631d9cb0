-- says:     The question is not in the list of questions; the answer is counted in no share.
-- severity: query
-- extract:  survey_answers
-- field:    question
-- code:     answer-to-unknown-question
-- action:   Add the question to survey_questions, or correct its number.
select row_id, question as value
from current_survey_answers
where survey || '/' || question not in (select survey || '/' || question from current_survey_questions)
  and exists (select 1 from current_survey_questions)
order by row_id
