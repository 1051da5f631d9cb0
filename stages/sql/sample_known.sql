/* The cases that draws described between two days have drawn. */
select drawn.kind, drawn.case_id
from main.sample_case as drawn
join main.sample_draw as draw on draw.draw_id = drawn.draw_id
where drawn.role in ('pick', 'reserve') and draw.as_at between ? and ?
