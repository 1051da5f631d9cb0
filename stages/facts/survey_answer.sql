-- title: Answer
-- order: 110
select sampled.case_id, answer.survey as "Survey", coalesce(question.wording, answer.question) as "Question", answer.answer as "Answer",
       answer.answered_date as "Answered", coalesce(respondent.label, answer.respondent) as "Answered by", answer.locality
from sampled_case as sampled
join stg_survey_answers as answer on answer.row_id = sampled.row_id
left join stg_survey_questions as question on question.survey = answer.survey and question.question = answer.question
left join code_respondent as respondent on respondent.code = answer.respondent
order by sampled.case_id
