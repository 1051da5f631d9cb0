-- One row per question of a survey.
select row_id, survey, question, wording, positive_answers
from current_survey_questions
