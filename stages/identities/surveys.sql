-- says:  The answers of a survey are those of its questions
-- holds: equal
with part as (
    select 'numerator' as part union all select 'denominator'
)
select question.survey || ' ' || part.part as identity, 1 as coefficient, 'survey_positive' as measure, part.part, 'question' as breakdown, question.survey || '/' || question.question as category
from stg_survey_questions as question
cross join part
union all
select distinct question.survey || ' ' || part.part, -1, 'survey_positive', part.part, 'survey', question.survey
from stg_survey_questions as question
cross join part
order by 1
