-- One row per answer given to a question that says which answers are positive. Space around an answer, and case, do not
-- count.
select answer.row_id, answer.survey, answer.question, answer.response_id, answer.respondent, answer.plan_year,
       answer.locality, answer.answered_date, list_has(question.positive_answers, answer.answer) as is_positive
from stg_survey_answers as answer
join stg_survey_questions as question on question.survey = answer.survey and question.question = answer.question
where trim(answer.answer) <> '' and trim(question.positive_answers) <> ''
