/* The draw that asked the same. */
select draw_id, frame_size, frame_sha256
from main.sample_draw
where measure = ? and as_at = ? and conditions = ? and split = ? and method = ? and allocation = ? and size = ? and seed = ?
