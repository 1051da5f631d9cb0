-- One row per answer given to a question that says which answers are positive. Space around an answer, and case, do not
-- count.
with question as (
    select survey, question,
           ';' || replace(replace(replace(replace(replace(replace(lower(trim(positive_answers)),
               '    ;', ';'), '  ;', ';'), ' ;', ';'), ';    ', ';'), ';  ', ';'), '; ', ';') || ';' as positive_list
    from stg_survey_questions
    where trim(positive_answers) <> ''
)
select answer.row_id, answer.survey, answer.question, answer.response_id, answer.respondent, answer.plan_year,
       answer.locality, answer.answered_date,
       case when replace(question.positive_list, ';' || lower(trim(answer.answer)) || ';', '') <> question.positive_list
            then 1 else 0 end as is_positive
from stg_survey_answers as answer
join question on question.survey = answer.survey and question.question = answer.question
where trim(answer.answer) <> ''
