-- says:     No answer to the question was ever positive; perhaps the wording of the positive answers differs from the
--           answers.
-- severity: query
-- extract:  survey_questions
-- field:    positive_answers
-- code:     question-positive-answer-never-given
-- action:   Compare the positive answers with the answers as given.
select questions.row_id, questions.positive_answers as value
from current_survey_questions as questions
join (select survey, question, count(*) as answers
      from current_survey_answers where answer is not null group by survey, question) as given
  on given.survey = questions.survey and given.question = questions.question and given.answers >= 10
where questions.positive_answers is not null
  and not exists (
    select 1 from (select distinct survey, question, answer from current_survey_answers) as answers
    where answers.survey = questions.survey and answers.question = questions.question
      and list_has(questions.positive_answers, answers.answer))
order by questions.row_id
