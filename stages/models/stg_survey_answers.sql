-- One row per person's answer to one question.
select answer.row_id, answer.survey, answer.respondent, answer.response_id, answer.question, answer.answer,
       answer.answered_date, coalesce(place.locality, answer.locality) as locality, answer.plan_year
from current_survey_answers as answer
left join mart_locality_name as place on place.written = lower(trim(answer.locality))
